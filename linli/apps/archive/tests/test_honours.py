"""HON-1 to HON-6: merging, the notice in working days, objections, declining, quota, revoking."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from linli.apps.archive import operations
from linli.apps.archive.models import Honour, HonourRound
from linli.apps.archive.queries import public_notice
from linli.apps.archive.tests.conftest import STORY, Hall, enter_person
from linli.kernel.errors import Conflict, NotAllowed, NotSeen, RuleNotMet
from linli.kernel.records.models import Record

At = Callable[[str], AbstractContextManager[None]]
Visit = Callable[[str], Client]


def test_hon_1_two_nominations_for_one_person_merge(hall: Hall) -> None:
    first = hall.nominate("neighbour")
    second = hall.nominate("grid_worker", basis="paper", by_name="三号楼住户")
    hall.nominate("neighbour")
    assert second.id == first.id
    assert hall.fresh(first).supports.count() == 2


def test_a_nominee_found_out_later_joins_the_one_that_exists(hall: Hall) -> None:
    known = hall.nominate("neighbour")
    typed = hall.nominate("grid_worker", person_id=None, display_name="送菜的秦姐")
    goes_on = operations.identify_nominee(
        **hall.by("committee"), nomination_id=typed.id, person_id=hall.person.id
    )
    assert goes_on.id == known.id
    assert hall.fresh(typed).state == "merged"
    assert hall.fresh(known).supports.count() == 2


def test_hon_2_the_notice_counts_working_days_with_the_shifted_saturday(hall: Hall, at: At) -> None:
    with at("2026-04-30 10:00"):
        row = hall.in_notice()
        assert row.notice_until == dt.date(2026, 5, 11)
    with at("2026-05-11 23:59"), pytest.raises(Conflict) as running:
        hall.grant(row)
    assert running.value.code == "notice_running"
    with at("2026-05-12 00:01"):
        assert hall.grant(row).granted_on == dt.date(2026, 5, 12)


def test_hon_3_an_objection_stops_the_clock_until_it_is_decided(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):  # Monday; to the end of Monday 9 March
        row = hall.in_notice()
    with at("2026-03-05 09:00"):
        said = hall.objection(row)
    with at("2026-03-12 09:00"), pytest.raises(Conflict) as held:
        hall.grant(row)
    assert held.value.code == "objection_open"
    with at("2026-03-12 10:00"):
        hall.decide(said, upheld=False)
        assert hall.fresh(row).notice_until == dt.date(2026, 3, 16)
    with at("2026-03-17 09:00"):
        assert hall.grant(row).name == "身边好人"


def test_an_objection_upheld_ends_the_nomination(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        row = hall.in_notice()
        hall.decide(hall.objection(row), upheld=True)
    with at("2026-03-20 09:00"), pytest.raises(Conflict):
        hall.grant(row)
    assert (hall.fresh(row).state, hall.fresh(row).reason) == ("turned_down", "已核实")


def test_hon_4_declining_leaves_no_public_trace(hall: Hall, at: At, visit: Visit) -> None:
    with at("2026-03-02 09:00"):
        before = hall.count()
        row = hall.in_notice()
        path = f"/c/alpha/honours/notices/{row.id}/"
        assert visit("anonymous").get(path).status_code == 200
        operations.decline_nomination(**hall.by("resident"), nomination_id=row.id)
        assert visit("anonymous").get(path).status_code == 404
        assert "秦小满" not in visit("anonymous").get("/c/alpha/honours/").content.decode()
        seen = visit("anonymous").get(f"/api/v1/c/alpha/honour-notices/{row.id}")
        assert seen.status_code == 404
        assert hall.count() == before
        with pytest.raises(Conflict):
            hall.nominate()


def test_hon_5_the_quota_of_a_round_holds(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        people = [enter_person(hall.a, f"居民{n}", f"Q00{n}") for n in range(4)]
        rows = [hall.in_notice(person_id=person.id) for person in people]
    with at("2026-03-20 09:00"):
        for row in rows[:3]:
            hall.grant(row)
        with pytest.raises(Conflict) as full:
            hall.grant(rows[3])
        assert full.value.code == "quota_reached"
        assert hall.fresh(rows[3]).state == "in_notice"
        assert hall.count(holder="person") == 3
    with pytest.raises(IntegrityError), transaction.atomic():
        HonourRound.objects.filter(community_id=hall.a.id).update(granted=4)


def test_hon_6_revoked_is_gone_for_everybody_and_kept_for_staff(
    hall: Hall, at: At, visit: Visit
) -> None:
    with at("2026-03-02 09:00"):
        row = hall.in_notice()
    with at("2026-03-20 09:00"):
        honour = hall.grant(row)
        path = f"/c/alpha/honours/{honour.id}/"
        assert "秦小满" in visit("anonymous").get(path).content.decode()
        operations.revoke_honour(**hall.by("chief"), honour_id=honour.id, reason="事迹不实")
        assert visit("anonymous").get(path).status_code == 404
        page = visit("committee").get(f"/c/alpha/work/honours/{honour.id}/").content.decode()
        assert "事迹不实" in page
        assert hall.count() == 0
        assert hall.count(end=dt.date(2026, 3, 19)) == 0
    with at("2026-03-21 09:00"), pytest.raises(Conflict):
        operations.revoke_honour(**hall.by("chief"), honour_id=honour.id, reason="再次")


def test_nothing_is_shown_before_the_nominee_agrees(hall: Hall) -> None:
    row = hall.nominate()
    with pytest.raises(NotSeen):
        public_notice(hall.a, row.id)
    with pytest.raises(Conflict):
        operations.begin_notice(**hall.by("committee"), nomination_id=row.id)
    with pytest.raises(NotAllowed):
        operations.agree_to_nomination(**hall.by("neighbour"), nomination_id=row.id)
    with pytest.raises(RuleNotMet) as unknown_way:
        operations.agree_to_nomination(**hall.by("committee"), nomination_id=row.id)
    assert unknown_way.value.code == "say_how_you_know"
    assert (
        operations.agree_to_nomination(**hall.by("resident"), nomination_id=row.id).state
        == "consented"
    )


def test_nobody_decides_about_oneself(hall: Hall) -> None:
    hall.cast.give("chief", person_id=hall.person.id)
    row = hall.agreed()
    with pytest.raises(NotAllowed) as own:
        operations.begin_notice(**hall.by("chief"), nomination_id=row.id)
    assert own.value.code == "own_interest"
    with pytest.raises(RuleNotMet) as alone:
        hall.nominate("resident")
    assert alone.value.code == "no_self_nomination"


def test_2_07_4_52_honours_from_outside_are_counted_and_names_need_consent(hall: Hall) -> None:
    given: dict[str, Any] = {
        "name": "海珠好人",
        "level": "district",
        "granted_on": dt.date(2020, 5, 1),
        "giver": "区文明办",
    }
    with pytest.raises(RuleNotMet) as needed:
        operations.record_honour(
            **hall.by("committee"), holder="person", person=hall.person, **given
        )
    assert needed.value.code == "consent_needed"
    operations.record_honour(
        **hall.by("committee"), holder="person", person=hall.person, consent_basis="paper", **given
    )
    operations.record_honour(**hall.by("committee"), holder="community", **given)
    operations.record_honour(
        **hall.by("committee"),
        holder="team",
        display_name="网格员队",
        sort="prize",
        grade="一等奖",
        **given,
    )
    assert hall.count(holder="community", sort="title") == 1
    assert hall.count(sort="prize") == 1
    assert hall.count(end=dt.date(2020, 4, 30)) == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        Honour.objects.filter(community_id=hall.a.id, holder="person").update(consent_basis="")


def test_records_carry_no_names(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        hall.in_notice()
    told = Record.objects.filter(community_id=hall.a.id, verb__startswith="archive.")
    assert told.count() == 4
    assert not any("秦小满" in str(row.payload) or STORY in str(row.payload) for row in told)


def test_a_forgotten_person_stays_in_the_count_without_name(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        row = hall.in_notice()
    with at("2026-03-20 09:00"):
        honour = hall.grant(row)
        operations.forget_holder(community_id=hall.a.id, person_id=hall.person.id)
        operations.forget_holder(community_id=hall.a.id, person_id=hall.person.id)
        honour.refresh_from_db()
        assert (honour.display_name, honour.reason, honour.public) == ("", "", False)
        assert hall.count() == 1
        assert hall.fresh(row).display_name == ""


def test_2_42_2_44_a_good_neighbour_goes_on_to_the_district(hall: Hall, at: At) -> None:
    with at("2026-03-02 09:00"):
        row = hall.in_notice()
    with at("2026-03-20 09:00"):
        first = hall.grant(row)
        sent = operations.forward_honour(**hall.by("committee"), honour_id=first.id, to="区文明办")
        assert sent.forwarded_on == dt.date(2026, 3, 20)
        higher = operations.record_honour(
            **hall.by("committee"),
            name="海珠好人",
            holder="person",
            person=hall.person,
            consent_basis="staff_phone",
            level="district",
            granted_on=dt.date(2026, 3, 20),
            grown_from=first,
        )
        assert higher.grown_from == first
        assert (hall.count(level="community"), hall.count(level="district")) == (1, 1)
        with pytest.raises(Conflict):
            operations.forward_honour(**hall.by("committee"), honour_id=first.id, to="市文明办")
