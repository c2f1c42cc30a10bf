"""Who answers for what on which day; handing over without a gap and without an edit."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from linli.apps.organisations.models import Responsibility
from linli.apps.organisations.operations import (
    found_organisation,
    hand_over_responsibility,
    make_responsible,
    relieve,
)
from linli.apps.organisations.queries import (
    duties_within,
    history_of,
    unit_for,
    units_for,
    who_is_responsible,
)
from linli.apps.organisations.tests.field import (
    LONG_AGO,
    SYSTEM,
    lay_field,
    person,
    staff_the_field,
    unit,
)
from linli.kernel.errors import Conflict, NotAllowed, NotKnown, NotSeen, RuleNotMet
from linli.kernel.records.models import Record
from tests.cast import Cast

At = Callable[[str], AbstractContextManager[None]]


def names(rows: list[Responsibility]) -> list[str]:
    return [row.display_name for row in rows]


def test_who_was_responsible_for_building_2_on_3_march_answers_itself(cast: Cast, at: At) -> None:
    field = lay_field(cast.a)
    old = make_responsible(
        community=cast.a,
        actor=SYSTEM,
        role="building_head",
        place=field.two,
        display_name="何秀珍",
        since=LONG_AGO,
    )
    worker = make_responsible(
        community=cast.a,
        actor=SYSTEM,
        role="grid_worker",
        grid=field.third,
        display_name="梁嘉敏",
        since=LONG_AGO,
    )
    with at("2026-03-04 09:00"):
        hand_over_responsibility(actor=SYSTEM, responsibility=old, display_name="苏文")
    with at("2026-06-01 09:00"):
        hand_over_responsibility(actor=SYSTEM, responsibility=worker, display_name="邓晓")
        on = {
            day: names(who_is_responsible(cast.a, place=field.two, on=dt.date(2026, *day)))
            for day in ((3, 3), (3, 4), (5, 31), (6, 1))
        }
    assert on == {
        (3, 3): ["梁嘉敏", "何秀珍"],
        (3, 4): ["梁嘉敏", "苏文"],
        (5, 31): ["梁嘉敏", "苏文"],
        (6, 1): ["邓晓", "苏文"],
    }


def test_the_grid_of_that_day_counts_not_the_grid_of_today(cast: Cast) -> None:
    field = lay_field(cast.a)
    for grid, name in ((field.first, "甲"), (field.third, "乙")):
        make_responsible(
            community=cast.a,
            actor=SYSTEM,
            role="grid_worker",
            grid=grid,
            display_name=name,
            since=LONG_AGO,
        )
    before = who_is_responsible(cast.a, place=field.two, on=dt.date(2023, 12, 31))
    after = who_is_responsible(cast.a, place=field.two, on=dt.date(2024, 1, 1))
    assert (names(before), names(after)) == (["甲"], ["乙"])


def test_a_dwelling_has_the_people_of_its_entrance_building_estate_and_grid(cast: Cast) -> None:
    field = lay_field(cast.a)
    staff_the_field(field)
    make_responsible(
        community=cast.a,
        actor=SYSTEM,
        role="entrance_head",
        place=field.at("金星苑2号楼4单元"),
        display_name="吴姨",
        since=LONG_AGO,
    )
    dwelling = field.at("金星苑2号楼4单元201")
    neighbour = field.at("金星苑2号楼3单元201")
    here = who_is_responsible(cast.a, place=dwelling)
    assert names(here) == ["梁嘉敏", "陈国栋", "吴姨", "何秀珍", "港湾物业", "方律师"]
    assert "吴姨" not in names(who_is_responsible(cast.a, place=neighbour))


def test_a_grid_is_answered_in_one_statement(
    cast: Cast, django_assert_num_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    field = lay_field(cast.a)
    staff_the_field(field)
    with django_assert_num_queries(1):
        rows = who_is_responsible(cast.a, grid=field.third)
        for row in rows:
            assert row.organisation is None or row.organisation.called == "港湾物业"
    assert names(rows) == ["梁嘉敏", "陈国栋", "港湾物业", "方律师"]
    assert names(duties_within(cast.a, field.third, public=True)) == ["何秀珍"]


def test_what_is_not_public_stays_off_the_public_page(cast: Cast) -> None:
    field = lay_field(cast.a)
    staff_the_field(field)
    make_responsible(
        community=cast.a,
        actor=SYSTEM,
        role="police",
        display_name="罗警官",
        public=False,
        since=LONG_AGO,
    )
    assert "罗警官" in names(who_is_responsible(cast.a, grid=field.third))
    assert "罗警官" not in names(who_is_responsible(cast.a, grid=field.third, public=True))


def test_a_row_written_by_mistake_never_answers(cast: Cast) -> None:
    field = lay_field(cast.a)
    wrong = make_responsible(
        community=cast.a,
        actor=SYSTEM,
        role="grid_worker",
        grid=field.first,
        display_name="错写",
        since=LONG_AGO,
    )
    relieve(actor=SYSTEM, responsibility=wrong, reason="mistake")
    assert who_is_responsible(cast.a, grid=field.first, on=LONG_AGO) == []
    assert Responsibility.objects.filter(community_id=cast.a.id).count() == 1


def test_handing_over_leaves_the_old_row_as_it_was_and_links_the_new_one(
    cast: Cast, at: At
) -> None:
    field = lay_field(cast.a)
    staff_the_field(field)
    old = Responsibility.objects.get(community_id=cast.a.id, role="grid_worker")
    with at("2026-07-01 09:00"):
        new = hand_over_responsibility(
            actor=cast.actor("chief"), responsibility=old, display_name="邓晓", reason="moved"
        )
    old.refresh_from_db()
    assert (old.display_name, old.until, old.ended_reason, old.successor_id) == (
        "梁嘉敏",
        dt.date(2026, 6, 30),
        "moved",
        new.id,
    )
    assert (new.since, new.until, new.public_phone, new.full_time) == (
        dt.date(2026, 7, 1),
        None,
        "020-8200 0133",
        True,
    )
    assert [
        row.id for row in history_of(cast.a, grid=field.third) if row.role == "grid_worker"
    ] == [
        new.id,
        old.id,
    ]
    record = Record.objects.get(community_id=cast.a.id, verb="organisations.handed_over")
    assert record.payload["successor"] == str(new.id)
    assert "邓晓" not in str(record.payload)


def test_a_duty_ends_once(cast: Cast) -> None:
    field = lay_field(cast.a)
    staff_the_field(field)
    one = Responsibility.objects.get(community_id=cast.a.id, role="grid_head")
    same = Responsibility.objects.get(community_id=cast.a.id, id=one.id)
    relieve(actor=SYSTEM, responsibility=one, reason="left")
    with pytest.raises(Conflict, match="already_ended"):
        hand_over_responsibility(actor=SYSTEM, responsibility=same, display_name="邓晓")
    assert Responsibility.objects.filter(community_id=cast.a.id, role="grid_head").count() == 1


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"role": "grid_worker", "display_name": "甲"}, "grid_needed"),
        ({"role": "building_head", "display_name": "甲"}, "place_needed"),
        ({"role": "property", "display_name": "甲"}, "unit_needed"),
        ({"role": "emperor", "display_name": "甲"}, "unknown_choice"),
        ({"role": "lawyer", "display_name": "\u202e \u200b"}, "required"),
        ({"role": "lawyer", "display_name": "长" * 61}, "too_long"),
    ],
)
def test_a_duty_without_its_area_or_name_is_refused(
    cast: Cast, wrong: dict[str, Any], code: str
) -> None:
    with pytest.raises(RuleNotMet, match=code):
        make_responsible(community=cast.a, actor=SYSTEM, **wrong)
    assert Responsibility.objects.filter(community_id=cast.a.id).count() == 0


def test_a_person_holds_a_duty_once_and_may_hold_several(cast: Cast) -> None:
    field = lay_field(cast.a)
    head = person(cast.a, "陈国栋", "A001")
    for grid in (field.first, field.third):
        make_responsible(community=cast.a, actor=SYSTEM, role="grid_head", grid=grid, person=head)
    with pytest.raises(Conflict, match="duty_exists"):
        make_responsible(
            community=cast.a, actor=SYSTEM, role="grid_head", grid=field.first, person=head
        )
    assert Responsibility.objects.filter(community_id=cast.a.id, person=head).count() == 2


def test_only_staff_of_the_community_write_and_only_about_its_own_ground(cast: Cast) -> None:
    field, other = lay_field(cast.a), lay_field(cast.b)
    duty: dict[str, Any] = {"community": cast.a, "role": "grid_worker", "display_name": "甲"}
    for who in ("resident", "grid_worker", "partner", "street", "outsider"):
        with pytest.raises(NotAllowed):
            make_responsible(**duty, actor=cast.actor(who), grid=field.first)
    with pytest.raises(NotKnown):
        make_responsible(**duty, actor=cast.actor("anonymous"), grid=field.first)
    with pytest.raises(NotSeen):
        make_responsible(**duty, actor=cast.actor("committee"), grid=other.first)
    make_responsible(**duty, actor=cast.actor("committee"), grid=field.first)
    assert Responsibility.objects.filter(community_id__in=[cast.a.id, cast.b.id]).count() == 1


def test_orders_go_to_the_unit_whose_area_covers_the_place_most_closely(cast: Cast) -> None:
    field = lay_field(cast.a)
    staff_the_field(field)
    near = unit(cast.a, "property_firm", "二号楼自管组")
    make_responsible(
        community=cast.a, actor=SYSTEM, role="property", place=field.two, organisation=near
    )
    chosen = [
        unit_for(cast.a, "property_firm", field.at(name))
        for name in ("金星苑1号楼1单元101", "金星苑2号楼4单元", "金星苑")
    ]
    assert chosen == [field.firm, near, field.firm]
    assert units_for(cast.a, "property_firm") == [near, field.firm]


def test_a_line_of_work_wins_and_the_only_unit_of_a_kind_needs_no_area(cast: Cast) -> None:
    field = lay_field(cast.a)
    staff_the_field(field)
    lifts = unit(cast.a, "qualified_contractor", "平安电梯维保")
    make_responsible(
        community=cast.a,
        actor=SYSTEM,
        role="service",
        place=field.estate,
        organisation=lifts,
        line_of_work="lift_maintenance",
    )
    committee = unit(cast.a, "residents_committee", "甲社区居委会")
    unit(cast.b, "residents_committee", "乙社区居委会")
    assert unit_for(cast.a, "lift_maintenance", field.two) == lifts
    assert unit_for(cast.a, "residents_committee", field.two) == committee
    assert unit_for(cast.a, "power_supply", field.two) is None


def test_a_closed_or_absent_unit_gets_no_orders(cast: Cast) -> None:
    field = lay_field(cast.a)
    far = found_organisation(
        community=cast.b, actor=SYSTEM, kind="water", name="乙区自来水", role="service"
    )
    assert unit_for(cast.a, "water", field.two) is None
    assert unit_for(cast.b, "water") == far
