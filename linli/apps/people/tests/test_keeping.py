"""The field catalogue is complete, and what has served its time goes."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from linli.apps.people.models import Person, PersonTag, Residence, ViewLog
from linli.apps.people.operations import (
    give_consent,
    move_out,
    note_death,
    tag_person,
    unmask,
    untag_person,
    withdraw_consent,
)
from linli.apps.people.operations.keeping import keep_retention
from linli.apps.people.tests.ground import Ground
from linli.apps.people.timers import KIND, set_retention
from linli.kernel.catalogue import CATALOGUE, LawfulBasis, undeclared
from linli.kernel.measures import MEASURES, Question
from linli.kernel.records.models import Record
from linli.kernel.timers.models import Timer
from linli.kernel.timers.running import run_due

At = Callable[[str], Any]


def test_every_field_about_people_says_why_and_how_long_it_is_kept() -> None:
    assert undeclared("people") == []


def test_a_field_that_nobody_declared_is_named() -> None:
    fewer = {**CATALOGUE, "people.person": dict(list(CATALOGUE["people.person"].items())[1:])}
    assert undeclared("people", fewer) == ["people.person.name"]


def test_every_personal_field_has_a_purpose_and_a_retention() -> None:
    personal = [
        field
        for model, fields in CATALOGUE.items()
        if model.startswith("people.")
        for field in fields.values()
        if field.basis != LawfulBasis.TECHNICAL
    ]
    assert len(personal) > 40
    assert all(str(field.purpose) and str(field.retention) for field in personal)


def test_people_who_left_are_erased_when_their_time_is_over(ground: Ground, at: At) -> None:
    actor, community = ground.cast.actor("committee"), ground.community
    with at("2020-01-01 09:00"):
        gone = ground.person("林小满", "金星苑1号楼1单元201", phone="13900001234")
        stays = ground.person("陈大同", "金星苑1号楼1单元202")
        nowhere = ground.person("赵一舟")
        residence = Residence.objects.get(community_id=community.id, person_id=gone.id)
        move_out(actor=actor, community=community, person_id=gone.id, residence_id=residence.id)
    with at("2021-12-30 09:00"):
        assert keep_retention(actor=ground.cast.actor("system"), community=community) == 0
    with at("2022-01-02 09:00"):
        assert keep_retention(actor=ground.cast.actor("system"), community=community) == 1
        assert keep_retention(actor=ground.cast.actor("system"), community=community) == 0
    rows = {p.id: p.erased for p in Person.objects.filter(community_id=community.id)}
    assert rows == {gone.id: True, stays.id: False, nowhere.id: False}
    assert (
        Record.objects.filter(
            community_id=community.id, verb="people.person_erased", actor="system"
        ).count()
        == 1
    )


def test_the_dead_are_kept_longer_and_tags_and_logs_go(ground: Ground, at: At) -> None:
    actor, community = ground.cast.actor("committee"), ground.community
    with at("2020-01-01 09:00"):
        person = ground.person(
            "林小满", "金星苑1号楼1单元201", phone="13900001234", tags=(("care_tag", "alone"),)
        )
        unmask(
            actor=actor,
            community=community,
            person_id=person.id,
            field="phone",
            row_id=person.phones.get().id,
            reason="通知停水",
        )
        note_death(actor=actor, community=community, person_id=person.id, on=dt.date(2019, 12, 30))
        assert person.residences.get().until == dt.date(2019, 12, 30)
    with at("2022-06-01 09:00"):
        keep_retention(actor=ground.cast.actor("system"), community=community)
    person.refresh_from_db()
    assert not person.erased
    assert PersonTag.objects.filter(community_id=community.id).count() == 0
    assert ViewLog.objects.filter(community_id=community.id).count() == 1
    with at("2023-06-01 09:00"):
        keep_retention(actor=ground.cast.actor("system"), community=community)
    person.refresh_from_db()
    assert person.erased
    assert ViewLog.objects.filter(community_id=community.id).count() == 0


def test_retention_runs_once_a_day_by_its_timer(ground: Ground, at: At) -> None:
    community = ground.community
    with at("2026-03-02 01:00"):
        set_retention()
        set_retention()
        assert run_due(community_id=community.id) == {}
    mine = Timer.objects.filter(community_id=community.id, kind=KIND)
    assert mine.count() == 1
    assert mine.get().object_id == uuid.UUID(int=community.id)
    with at("2026-03-04 09:00"):
        assert run_due(community_id=community.id) == {KIND: 1}


def test_what_rests_on_a_consent_ends_with_it(ground: Ground) -> None:
    actor, community = ground.cast.actor("committee"), ground.community
    person = ground.person("林小满", membership="resident")
    who: dict[str, Any] = {"actor": actor, "community": community, "person_id": person.id}
    tag_person(**who, kind="care_tag", code="alone", channel="paper")
    tag_person(**who, kind="care_tag", code="subsistence", ground="duty")
    give_consent(**who, purpose="party", channel="paper")
    withdraw_consent(**who, purpose="care")
    withdraw_consent(**who, purpose="party")
    person.refresh_from_db()
    assert (person.party_member, person.membership_kind) == (False, "")
    left = person.tags.filter(until__isnull=True).values_list("entry__code", flat=True)
    assert list(left) == ["subsistence"]


def test_measures_count_what_was_so_on_the_day(ground: Ground, at: At) -> None:
    actor, community = ground.cast.actor("committee"), ground.community
    with at("2024-01-01 09:00"):
        old = ground.person(
            "林小满",
            "金星苑1号楼1单元201",
            birth_date=dt.date(1964, 3, 2),
            belonging=ground.belonging("金星苑1号楼1单元201", "02"),
            membership="resident",
        )
        ground.person("陈静", "金星苑1号楼1单元202")
        ground.person("只有户籍")
        tag_person(
            actor=actor,
            community=community,
            person_id=old.id,
            kind="care_tag",
            code="alone",
            channel="paper",
        )
        Residence.objects.filter(community_id=community.id).update(since=dt.date(2024, 1, 1))
    with at("2024-06-01 09:00"):
        home = Residence.objects.get(community_id=community.id, person_id=old.id)
        move_out(actor=actor, community=community, person_id=old.id, residence_id=home.id)

    def value(key: str, day: str) -> int | float:
        question = Question(communities=[community], end=dt.date.fromisoformat(day))
        return MEASURES[key].value(question)

    assert value("people.residents", "2023-12-31") == 0
    assert value("people.residents", "2024-05-31") == 2
    assert value("people.residents", "2024-06-02") == 1
    assert value("people.elders_60", "2024-03-01") == 0
    assert value("people.elders_60", "2024-03-02") == 1
    assert value("people.households", "2024-03-02") == 1
    assert value("people.party_members", "2024-03-02") == 1
    tagged = Question(communities=[community], end=dt.date(2024, 3, 2))
    assert MEASURES["people.tagged"].split(tagged, "tag") == {"alone": 1}
    assert MEASURES["people.tagged"].smallest == 5


def test_a_tag_that_ended_stays_in_history(ground: Ground) -> None:
    actor, community = ground.cast.actor("committee"), ground.community
    person = ground.person("林小满")
    who: dict[str, Any] = {"actor": actor, "community": community, "person_id": person.id}
    tag = tag_person(**who, kind="skill", code="law", channel="phone")
    untag_person(**who, tag_id=tag.id)
    again = tag_person(**who, kind="skill", code="law")
    ids = PersonTag.objects.filter(community_id=community.id).order_by("id")
    assert [row.id for row in ids] == [tag.id, again.id]
