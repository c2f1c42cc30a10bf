"""What is counted, what is missing, and what other apps' pages show."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from linli.apps.organisations.choices import DutyRole
from linli.apps.organisations.models import Pledge
from linli.apps.organisations.operations import (
    bind_branch,
    certify,
    enrol_member,
    form_team,
    found_alliance,
    join_team,
    make_responsible,
    register_chat_group,
    settle_pledge,
)
from linli.apps.organisations.queries import coverage_gaps
from linli.apps.organisations.tests.field import (
    LONG_AGO,
    SYSTEM,
    Field,
    lay_field,
    person,
    staff_the_field,
    unit,
)
from linli.kernel.measures import MEASURES, Question
from linli.kernel.panels import Scene, fill_panels
from tests.cast import Cast


def missing(cast: Cast, **how: Any) -> dict[str, list[str]]:
    return {gap.key: [each.name for each in gap.missing] for gap in coverage_gaps(cast.a, **how)}


def test_gaps_are_a_list_and_close_when_somebody_is_named(cast: Cast) -> None:
    field = lay_field(cast.a)
    lay_field(cast.b)
    staff_the_field(field)
    found = missing(cast)
    assert found["grid_worker"] == found["grid_head"] == ["第一网格"]
    assert found["branch"] == ["第一网格", "第三网格"]
    assert found["building_head"] == ["金星苑1号楼"]
    make_responsible(
        community=cast.a, actor=SYSTEM, role="grid_worker", grid=field.first, display_name="甲"
    )
    make_responsible(
        community=cast.a, actor=SYSTEM, role="building_head", place=field.one, display_name="乙"
    )
    bind_branch(community=cast.a, actor=SYSTEM, organisation=field.branch, grid=field.third)
    found = missing(cast)
    assert (found["grid_worker"], found["building_head"], found["branch"]) == (
        [],
        [],
        ["第一网格"],
    )


def test_members_without_a_task_are_a_gap_that_grid_workers_do_not_see(cast: Cast) -> None:
    field = lay_field(cast.a)
    people = [person(cast.a, name, f"A00{at}") for at, name in enumerate(("闲", "楼", "队"))]
    for who in people:
        enrol_member(community=cast.a, actor=SYSTEM, organisation=field.branch, person=who)
    make_responsible(
        community=cast.a, actor=SYSTEM, role="building_head", place=field.two, person=people[1]
    )
    team = form_team(community=cast.a, actor=SYSTEM, kind="volunteer", name="同心街坊")
    join_team(actor=SYSTEM, team=team, person=people[2])
    assert missing(cast, sensitive=True)["member_task"] == ["闲"]
    assert "member_task" not in missing(cast)


def test_papers_codes_and_hours_that_ran_out_are_gaps(cast: Cast) -> None:
    here: dict[str, Any] = {"community": cast.a, "actor": SYSTEM}
    old, far = dt.date(2021, 1, 1), dt.date(2999, 1, 1)
    certify(**here, kind="first_aid", display_name="过期", valid_until=old)
    certify(**here, kind="first_aid", display_name="有效", valid_until=far)
    certify(
        **here,
        kind="child_work",
        display_name="未查",
        works_with_children=True,
        records_checked_on=old,
    )
    register_chat_group(**here, name="失效群", owner_name="甲", qr_expires_on=old)
    register_chat_group(**here, name="有效群", owner_name="乙", qr_expires_on=far)
    make_responsible(**here, role="lawyer", display_name="无时间")
    make_responsible(**here, role="doctor", display_name="有时间", service_hours="周二")
    found = missing(cast)
    assert found["certificate"] == ["过期"]
    assert found["records_check"] == ["未查"]
    assert found["qr_code"] == ["失效群"]
    assert found["hours"] == ["无时间"]


def value(cast: Cast, key: str, day: dt.date) -> int | float:
    return MEASURES[f"organisations.{key}"].value(Question([cast.a], day))


@pytest.fixture
def counted(cast: Cast) -> Field:
    field = lay_field(cast.a)
    staff_the_field(field)
    lay_field(cast.b)
    here: dict[str, Any] = {"community": cast.a, "actor": SYSTEM}
    for name in ("第一小组", "第二小组"):
        unit(cast.a, "party_group", name, parent=field.branch)
    unit(cast.a, "school", "港湾小学", society="charity")
    enrol_member(**here, organisation=field.branch, display_name="党员", since=LONG_AGO)
    found_alliance(**here, kind="alliance", name="联盟", since=LONG_AGO)
    for number in range(4):
        found_alliance(**here, kind="pair", name=f"结对{number}", since=dt.date(2023, 8, 1))
    for number in range(5):
        certify(**here, kind="sports_instructor", display_name=f"指导员{number}")
    certify(**here, kind="culture_counsellor", display_name="辅导员")
    return field


def test_measures_count_what_is_so_on_the_day(cast: Cast, counted: Field) -> None:
    today = dt.date(2026, 11, 1)
    keys = ("branches", "groups", "members", "partners", "alliances", "pairs", "teams")
    assert {key: value(cast, key, today) for key in keys} == {
        "branches": 1,
        "groups": 2,
        "members": 1,
        "partners": 2,
        "alliances": 1,
        "pairs": 4,
        "teams": 0,
    }
    assert value(cast, "pairs", dt.date(2023, 7, 31)) == 0
    assert value(cast, "five_society_kinds", today) == 1
    assert value(cast, "posted_professions", today) == 1
    kinds = MEASURES["organisations.qualified"].split(Question([cast.a], today), "kind")
    assert kinds == {"sports_instructor": 5, "culture_counsellor": 1}


def test_a_pledge_counts_as_open_until_the_day_it_is_settled(cast: Cast, counted: Field) -> None:
    row = Pledge.objects.create(
        community=cast.a,
        organisation=counted.firm,
        text="检修",
        pledged_on=LONG_AGO,
        written_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
    )
    settle_pledge(actor=SYSTEM, pledge=row, state="kept", on=dt.date(2026, 5, 2))
    assert value(cast, "pledges_open", dt.date(2026, 5, 1)) == 1
    assert value(cast, "pledges_open", dt.date(2026, 5, 2)) == 0


def shown(cast: Cast, spot: str, thing: Any, *, who: str = "anonymous", public: bool = True) -> Any:
    scene = Scene(cast.a, cast.actor(who), thing=thing, public=public)
    return [each.context for each in fill_panels(spot, scene) if "organisations/" in each.template]


def test_the_public_grid_page_the_place_page_and_the_wall_sheet_name_who_is_responsible(
    cast: Cast,
) -> None:
    field = lay_field(cast.a)
    staff_the_field(field)
    make_responsible(
        community=cast.a, actor=SYSTEM, role="police", display_name="内部", public=False
    )
    [grid] = shown(cast, "places.grid", field.third)
    [place] = shown(cast, "places.place", field.two)
    [sheet] = shown(cast, "places.sheet", field.third, who="committee", public=False)
    assert [row.display_name for row in grid["rows"]] == ["梁嘉敏", "陈国栋", "港湾物业", "方律师"]
    assert [row.display_name for row in place["rows"]][2] == "何秀珍"
    assert grid["first"].role == DutyRole.GRID_WORKER
    assert "内部" not in [row.display_name for row in sheet["rows"]]
    assert grid["staff"] is False


def test_a_persons_page_shows_duties_to_staff_only(cast: Cast) -> None:
    field = lay_field(cast.a)
    who = person(cast.a, "何秀珍", "A001")
    make_responsible(
        community=cast.a, actor=SYSTEM, role="building_head", place=field.two, person=who
    )
    [panel] = shown(cast, "people.person", who, who="committee", public=False)
    assert [row.role for row in panel["rows"]] == ["building_head"]
    assert shown(cast, "people.person", who, who="resident", public=False) == []


def test_duties_of_a_day_are_a_list_to_take_away(cast: Cast) -> None:
    field = lay_field(cast.a)
    staff_the_field(field)
    client = Client(headers={"accept-language": "en"})
    client.force_login(cast.credential("committee"))
    path = "/c/alpha/work/organisations/duties/?role=grid_worker&format=csv"
    lines = client.get(path).content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["Name", "梁嘉敏"]
