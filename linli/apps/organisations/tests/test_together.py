"""Alliances, pledges and deeds; meetings; resources and needs; teams, groups and papers."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any

import pytest

from linli.apps.organisations.models import (
    BodyAttendance,
    ChatGroup,
    Need,
    Pledge,
    PledgeDeed,
    Qualification,
    TeamMember,
    TeamPlace,
)
from linli.apps.organisations.operations import (
    call_body,
    call_off_body,
    certify,
    count_chat_group,
    end_team,
    form_team,
    found_alliance,
    give_team_area,
    join_alliance,
    join_team,
    leave_alliance,
    meet_need,
    offer_resource,
    pledge,
    raise_need,
    record_deed,
    register_chat_group,
    renew_certificate,
    settle_pledge,
    withdraw_certificate,
    write_minutes,
)
from linli.apps.organisations.queries import (
    calls_of,
    circles_of,
    open_pledges,
    qualified_people,
    resources_and_needs,
    teams_in_grid,
    teams_of,
)
from linli.apps.organisations.tests.field import LONG_AGO, SYSTEM, lay_field, person, unit
from linli.kernel.errors import Conflict, NotAllowed, NotSeen, RuleNotMet
from tests.cast import Cast

At = Callable[[str], AbstractContextManager[None]]


def test_an_alliance_shows_its_members_what_they_promised_and_what_they_did(cast: Cast) -> None:
    field = lay_field(cast.a)
    school = unit(cast.a, "school", "港湾小学")
    here: dict[str, Any] = {"community": cast.a, "actor": cast.actor("committee")}
    body = found_alliance(
        **here, kind="alliance", name="小区党建联盟", since=LONG_AGO, members=[field.firm]
    )
    seat = join_alliance(actor=SYSTEM, alliance=body, organisation=school, seat="成员")
    with pytest.raises(Conflict, match="already_joined"):
        join_alliance(actor=SYSTEM, alliance=body, organisation=school)
    promise = pledge(**here, organisation=school, alliance=body, text="周末开放操场")
    deed = record_deed(
        actor=SYSTEM,
        pledge=promise,
        what="开放操场半天",
        quantity=Decimal("35"),
        unit="人",
        societies=["volunteer", "community", "volunteer"],
    )
    [circle] = circles_of(cast.a)
    assert [each.organisation.called for each in circle.members] == ["港湾物业", "港湾小学"]
    assert (circle.open_pledges, circle.deeds) == (1, 1)
    assert [each.society for each in deed.societies.all()] == ["community", "volunteer"]
    leave_alliance(actor=SYSTEM, member=seat)
    settle_pledge(actor=SYSTEM, pledge=promise, state="kept")
    with pytest.raises(Conflict, match="already_settled"):
        settle_pledge(actor=SYSTEM, pledge=promise, state="withdrawn")
    assert open_pledges(cast.a) == []
    assert circles_of(cast.b) == []


def test_pledges_due_first_stand_first_and_days_must_make_sense(cast: Cast, at: At) -> None:
    field = lay_field(cast.a)
    here: dict[str, Any] = {"community": cast.a, "actor": SYSTEM, "organisation": field.firm}
    with at("2026-03-02 09:00"):
        late = pledge(**here, text="年底前修完围墙", due_on=dt.date(2026, 12, 31))
        soon = pledge(**here, text="五月前清渠", due_on=dt.date(2026, 5, 1), grid=field.first)
        never = pledge(**here, text="一直值守")
        with pytest.raises(RuleNotMet, match="due_before_pledged"):
            pledge(**here, text="昨天完成", due_on=dt.date(2026, 3, 1))
        with pytest.raises(RuleNotMet, match="not_yet"):
            record_deed(actor=SYSTEM, pledge=soon, what="清渠", happened_on=dt.date(2026, 3, 3))
    assert open_pledges(cast.a) == [soon, late, never]
    assert open_pledges(cast.a, field.first.id) == [soon]
    assert PledgeDeed.objects.filter(community_id=cast.a.id).count() == 0


def test_a_partner_writes_deeds_for_its_own_pledges_only(cast: Cast) -> None:
    field = lay_field(cast.a)
    promise = pledge(community=cast.a, actor=SYSTEM, organisation=field.firm, text="检修楼道灯")
    cast.give("partner", organisation_id=field.firm.id)
    cast.give("rival", organisation_id=field.branch.id)
    record_deed(actor=cast.actor("partner"), pledge=promise, what="检修一次")
    with pytest.raises(NotSeen):
        record_deed(actor=cast.actor("rival"), pledge=promise, what="冒领")
    for who in ("resident", "outsider", "grid_worker"):
        with pytest.raises(NotAllowed):
            record_deed(actor=cast.actor(who), pledge=promise, what="冒领")
    with pytest.raises(NotAllowed):
        settle_pledge(actor=cast.actor("partner"), pledge=promise, state="kept")
    assert [row.what for row in PledgeDeed.objects.filter(community_id=cast.a.id)] == ["检修一次"]


def test_a_meeting_is_called_held_once_and_remembers_who_came(cast: Cast, at: At) -> None:
    field = lay_field(cast.a)
    body = found_alliance(
        community=cast.a,
        actor=SYSTEM,
        kind="four_in_one",
        name="四位一体",
        members=[field.firm, field.branch],
    )
    with at("2026-03-02 09:00"):
        when = dt.datetime(2026, 3, 5, 15, tzinfo=cast.a.zone)
        call = call_body(actor=SYSTEM, alliance=body, agenda="停车", meets_at=when)
        other = call_body(actor=SYSTEM, alliance=body, agenda="绿化", meets_at=when)
        call_off_body(actor=SYSTEM, call=other)
        write_minutes(actor=SYSTEM, call=call, text="同意划线", attended=[field.firm, field.firm])
        with pytest.raises(Conflict, match="wrong_state"):
            write_minutes(actor=SYSTEM, call=other, text="没有开")
        with pytest.raises(Conflict, match="wrong_state"):
            call_off_body(actor=SYSTEM, call=call)
    assert {row.agenda: row.state for row in calls_of(cast.a, body)} == {
        "停车": "held",
        "绿化": "cancelled",
    }
    assert BodyAttendance.objects.filter(community_id=cast.a.id).count() == 1


def test_a_need_is_met_by_the_first_pledge_that_takes_it(cast: Cast) -> None:
    field = lay_field(cast.a)
    here: dict[str, Any] = {"community": cast.a, "actor": SYSTEM}
    offer_resource(**here, organisation=field.firm, kind="venue", text="会议室")
    need = raise_need(**here, kind="venue", text="排练场地")
    raise_need(**here, kind="funds", text="换灯经费")
    one = pledge(**here, organisation=field.firm, text="周二借会议室")
    two = pledge(**here, organisation=field.branch, text="周三借活动室")
    found = {
        match.kind: (len(match.resources), len(match.needs))
        for match in resources_and_needs(cast.a)
    }
    assert found == {"venue": (1, 1), "funds": (0, 1)}
    meet_need(actor=SYSTEM, need=need, pledge=one)
    with pytest.raises(Conflict, match="already_met"):
        meet_need(actor=SYSTEM, need=need, pledge=two)
    assert Need.objects.get(community_id=cast.a.id, id=need.id).pledge_id == one.id
    assert Pledge.objects.filter(community_id=cast.a.id).count() == 2


def test_a_team_has_members_and_areas_and_is_found_in_its_grid(cast: Cast) -> None:
    field = lay_field(cast.a)
    who = person(cast.a, "许丽英", "A001")
    team = form_team(community=cast.a, actor=SYSTEM, kind="volunteer", name="同心街坊", leader=who)
    join_team(actor=SYSTEM, team=team, person=who)
    with pytest.raises(Conflict, match="team_member_exists"):
        join_team(actor=SYSTEM, team=team, person=who)
    join_team(actor=SYSTEM, team=team, display_name="外单位志愿者")
    give_team_area(actor=SYSTEM, team=team, place=field.two)
    with pytest.raises(RuleNotMet, match="one_area"):
        give_team_area(actor=SYSTEM, team=team, place=field.two, grid=field.third)
    with pytest.raises(Conflict, match="team_exists"):
        form_team(community=cast.a, actor=SYSTEM, kind="patrol", name="同心街坊")
    [shown] = teams_of(cast.a)
    assert (shown.leader_name, getattr(shown, "size", 0)) == ("许丽英", 2)
    assert teams_in_grid(cast.a, field.third.id) == [team]
    assert teams_in_grid(cast.a, field.first.id) == []
    end_team(actor=SYSTEM, team=team)
    assert TeamMember.objects.filter(community_id=cast.a.id).count() == 2
    assert TeamPlace.objects.filter(community_id=cast.a.id).count() == 1


def test_a_chat_group_keeps_its_keeper_its_buildings_and_its_last_count(cast: Cast) -> None:
    field = lay_field(cast.a)
    group = register_chat_group(
        community=cast.a,
        actor=SYSTEM,
        name="二号楼群",
        owner_name="何秀珍",
        places=[field.two, field.two],
        members_count=88,
        counted_on=LONG_AGO,
    )
    day = dt.date(2026, 3, 1)
    count_chat_group(actor=SYSTEM, group=group, members_count=101, counted_on=day)
    kept = ChatGroup.objects.get(community_id=cast.a.id)
    assert (kept.members_count, kept.counted_on, kept.places.count()) == (101, day, 1)


def test_a_certificate_keeps_four_signs_and_can_be_renewed_and_taken_back(cast: Cast) -> None:
    row = certify(
        community=cast.a,
        actor=SYSTEM,
        kind="first_aid",
        display_name="许丽英",
        certificate_no="SZ-2020 778899",
        valid_until=dt.date(2026, 1, 1),
    )
    assert row.certificate_no == "••••8899"
    renew_certificate(actor=SYSTEM, qualification=row, valid_until=dt.date(2029, 1, 1))
    assert Qualification.objects.get(community_id=cast.a.id).valid_until == dt.date(2029, 1, 1)
    withdraw_certificate(actor=SYSTEM, qualification=row)
    with pytest.raises(Conflict, match="already_ended"):
        withdraw_certificate(actor=SYSTEM, qualification=row)
    assert list(qualified_people(cast.a)) == []
