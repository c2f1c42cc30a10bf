"""Bodies come, change, are shared between communities, and end."""

import datetime as dt
from typing import Any

import pytest

from linli.apps.organisations.models import GridBranch, Member, Organisation, Post, Presence
from linli.apps.organisations.operations import (
    appoint,
    bind_branch,
    bring_in_organisation,
    change_organisation,
    close_organisation,
    end_membership,
    end_post,
    end_presence,
    enrol_member,
    found_organisation,
    release_branch,
)
from linli.apps.organisations.queries import bodies_of, units_here
from linli.apps.organisations.tests.field import LONG_AGO, SYSTEM, lay_field, person, unit
from linli.kernel.errors import Conflict, NotAllowed, NotSeen, RuleNotMet
from linli.kernel.records.models import Record
from tests.cast import Cast

# Made up; only the check sign is real.
CODE = "91440101MA5GB9999C"


def test_a_unit_with_a_credit_code_exists_once_and_comes_to_both_communities(cast: Cast) -> None:
    first = unit(cast.a, "property_firm", "港湾物业有限公司", uscc=CODE)
    again = unit(cast.b, "property_firm", "港湾物业", uscc=CODE.lower())
    assert again == first
    assert Organisation.objects.filter(uscc=CODE).count() == 1
    assert Presence.objects.filter(community_id=cast.a.id).count() == 1
    assert Presence.objects.filter(community_id=cast.b.id).count() == 1


@pytest.mark.parametrize("code", ["91440101MA5GB99990", "9144", "91440101MA5GB9999I"])
def test_a_credit_code_that_does_not_add_up_is_refused(cast: Cast, code: str) -> None:
    with pytest.raises(RuleNotMet, match="uscc_wrong"):
        unit(cast.a, "property_firm", "港湾物业", uscc=code)
    assert Organisation.objects.count() == 0


def test_party_bodies_and_the_committee_are_the_communitys_own_and_form_a_tree(
    cast: Cast,
) -> None:
    root = unit(cast.a, "party_committee", "甲社区党委")
    branch = unit(cast.a, "party_branch", "第一支部", parent=root)
    unit(cast.a, "party_group", "第一小组", parent=branch)
    unit(cast.a, "residents_committee", "甲社区居委会")
    school = unit(cast.a, "school", "港湾小学")
    unit(cast.b, "party_committee", "乙社区党委")
    bodies = bodies_of(cast.a)
    assert [body.unit.name for body in bodies.own] == ["甲社区党委", "甲社区居委会"]
    assert [part.unit.name for part in bodies.own[0].parts] == ["第一支部"]
    assert [part.unit.name for part in bodies.own[0].parts[0].parts] == ["第一小组"]
    assert {role: [b.unit for b in found] for role, found in bodies.others.items()} == {
        "stationed_unit": [school]
    }
    assert branch.home_id == cast.a.id
    assert school.home_id is None


def test_a_community_corrects_its_own_units_only(cast: Cast) -> None:
    ours = unit(cast.a, "school", "港湾小学")
    theirs = unit(cast.b, "party_branch", "乙支部")
    actor = cast.actor("committee")
    change_organisation(
        community=cast.a, actor=actor, organisation=ours, public_phone="020-8200 0001"
    )
    with pytest.raises(RuleNotMet, match="not_our_unit"):
        change_organisation(community=cast.a, actor=actor, organisation=theirs, name="改名")
    with pytest.raises(NotAllowed):
        change_organisation(
            community=cast.a, actor=cast.actor("outsider"), organisation=ours, name="改名"
        )
    ours.refresh_from_db()
    assert (ours.name, ours.public_phone) == ("港湾小学", "020-8200 0001")
    record = Record.objects.get(community_id=cast.a.id, verb="organisations.changed")
    assert record.payload == {"fields": ["public_phone"]}


def test_a_presence_ends_once_and_its_history_stays(cast: Cast) -> None:
    school = unit(cast.a, "school", "港湾小学")
    row = Presence.objects.get(community_id=cast.a.id)
    same = Presence.objects.get(community_id=cast.a.id)
    with pytest.raises(RuleNotMet, match="ends_before_it_begins"):
        end_presence(actor=SYSTEM, presence=row, until=dt.date(2019, 1, 1))
    end_presence(actor=SYSTEM, presence=row, until=dt.date(2020, 6, 30))
    with pytest.raises(Conflict, match="already_ended"):
        end_presence(actor=SYSTEM, presence=same, until=dt.date(2020, 7, 1))
    assert units_here(cast.a) == []
    assert bodies_of(cast.a, on=dt.date(2020, 6, 30)).count == 1
    bring_in_organisation(community=cast.a, actor=SYSTEM, organisation=school)
    assert units_here(cast.a) == [school]


def test_a_body_that_ends_leaves_every_list(cast: Cast) -> None:
    branch = unit(cast.a, "party_branch", "第一支部")
    close_organisation(community=cast.a, actor=cast.actor("chief"), organisation=branch)
    branch.refresh_from_db()
    assert (branch.active, units_here(cast.a)) == (False, [])


def test_posts_members_and_grids_have_their_days(cast: Cast) -> None:
    field = lay_field(cast.a)
    who = person(cast.a, "周宁", "A001")
    place: dict[str, Any] = {"community": cast.a, "actor": SYSTEM, "organisation": field.branch}
    post = appoint(**place, title="书记", person=who, since=LONG_AGO)
    member = enrol_member(**place, person=who, since=LONG_AGO)
    bound = bind_branch(**place, grid=field.third, since=LONG_AGO)
    with pytest.raises(Conflict, match="member_exists"):
        enrol_member(**place, person=who)
    with pytest.raises(Conflict, match="branch_bound"):
        bind_branch(**place, grid=field.third)
    day = dt.date(2026, 1, 1)
    end_post(actor=SYSTEM, post=post, until=day)
    end_membership(actor=SYSTEM, member=member, until=day)
    release_branch(actor=SYSTEM, binding=bound, until=day)
    ended = [
        model.objects.filter(community_id=cast.a.id, until=day).count()
        for model in (Post, Member, GridBranch)
    ]
    assert ended == [1, 1, 1]
    assert bodies_of(cast.a, on=day, members=True).own[0].members == 1
    assert bodies_of(cast.a, on=day + dt.timedelta(days=1), members=True).own[0].members is None


def test_only_party_bodies_have_members_and_grid_workers_do_not_enrol(cast: Cast) -> None:
    field = lay_field(cast.a)
    with pytest.raises(RuleNotMet, match="not_a_party_body"):
        enrol_member(community=cast.a, actor=SYSTEM, organisation=field.firm, display_name="周宁")
    with pytest.raises(NotAllowed):
        enrol_member(
            community=cast.a,
            actor=cast.actor("grid_worker"),
            organisation=field.branch,
            display_name="周宁",
        )
    assert Member.objects.filter(community_id=cast.a.id).count() == 0


def test_a_person_of_another_community_cannot_be_named(cast: Cast) -> None:
    field = lay_field(cast.a)
    stranger = person(cast.b, "外人", "B001")
    with pytest.raises(NotSeen):
        appoint(
            community=cast.a,
            actor=SYSTEM,
            organisation=field.branch,
            title="书记",
            person=stranger,
        )
    assert Post.objects.filter(community_id=cast.a.id).count() == 0


def test_records_name_no_person_and_no_words(cast: Cast) -> None:
    field = lay_field(cast.a)
    who = person(cast.a, "周宁", "A001")
    place: dict[str, Any] = {"community": cast.a, "actor": SYSTEM, "organisation": field.branch}
    appoint(**place, title="书记", person=who)
    enrol_member(**place, person=who)
    payloads = str([record.payload for record in Record.objects.filter(community_id=cast.a.id)])
    for word in ("周宁", "书记", "港湾", "支部"):
        assert word not in payloads
    found_organisation(community=cast.a, actor=SYSTEM, kind="media", name="区融媒体")
    assert Record.objects.filter(community_id=cast.a.id, subject=who.id).count() == 2


def test_outside_co_organisers_are_kept_apart_from_stationed_units(cast: Cast) -> None:
    federation = unit(cast.a, "department", "区妇联", role="co_organiser")
    school = unit(cast.a, "school", "港湾小学")
    others = bodies_of(cast.a).others
    assert [body.unit for body in others["co_organiser"]] == [federation]
    assert [body.unit for body in others["stationed_unit"]] == [school]
