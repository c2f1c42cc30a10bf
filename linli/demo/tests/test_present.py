import re
import time as clock
import tomllib
from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from linli.demo.addresses import read_place
from linli.demo.ground import ground
from linli.demo.packs import SLUGS, TOUR
from linli.demo.present import STAGES, Plan, living_present
from linli.demo.telling import calendar
from linli.demo.variations import floor_words, variations
from linli.kernel.worktime import Limit, Unit, add

DEFAULTS = Path(__file__).parents[2] / "apps" / "cases" / "defaults"
TYPES = {
    one["code"]: one
    for one in tomllib.loads((DEFAULTS / "types.toml").read_text(encoding="utf-8"))["types"]
}
# A Monday after Spring Festival, a Sunday, a make-up Saturday, a day with no calendar yet.
DAYS = [date(2026, 2, 24), date(2026, 5, 17), date(2026, 2, 28), date(2027, 6, 15)]


@pytest.fixture(scope="module", params=DAYS, ids=str)
def plans(request: pytest.FixtureRequest) -> list[Plan]:
    return list(living_present(3, request.param, 150))


def end_of(plans: list[Plan]) -> datetime:
    day = plans[0].story.key.split("-")[2]
    return datetime.fromisoformat(f"{day}T08:30:00")


def test_every_stage_is_there_and_leaves_its_state(plans: list[Plan]) -> None:
    assert {plan.stage for plan in plans} == STAGES.keys()
    assert all(plan.story.state() == STAGES[plan.stage][1] for plan in plans)
    assert len(plans) == 150


def test_nothing_happens_after_the_given_moment(plans: list[Plan]) -> None:
    end = end_of(plans)
    for plan in plans:
        moments = [plan.story.reported_at, *(step.at for step in plan.story.steps)]
        assert moments == sorted(moments)
        assert moments[-1] <= end


def test_staff_act_in_office_hours(plans: list[Plan]) -> None:
    for plan in plans:
        for step in plan.story.steps:
            spans = calendar().intervals(step.at.date())
            assert any(opens <= step.at <= closes for opens, closes in spans)


def test_what_is_brought_to_the_desk_comes_in_office_hours(plans: list[Plan]) -> None:
    for plan in plans:
        if plan.story.source in {"counter", "paper", "visit", "grid_worker"}:
            spans = calendar().intervals(plan.story.reported_at.date())
            assert any(a <= plan.story.reported_at <= b for a, b in spans)


def _due(plan: Plan) -> datetime:
    limit = TYPES[plan.story.type]["resolution_limit"]
    accepted = plan.story.steps[0].at.replace(tzinfo=calendar().zone)
    due = add(calendar(), accepted, Limit(limit["value"], Unit(limit["unit"]))).at
    return due.replace(tzinfo=None)


def test_overdue_cases_are_past_the_limit_of_their_type(plans: list[Plan]) -> None:
    end = end_of(plans)
    late = [plan for plan in plans if plan.stage == "overdue"]
    assert len(late) >= 7
    assert all(_due(plan) < end for plan in late)


def test_cases_in_hand_are_mostly_within_their_limit(plans: list[Plan]) -> None:
    end = end_of(plans)
    running = [plan for plan in plans if plan.stage == "handling"]
    in_time = [plan for plan in running if _due(plan) >= end]
    assert len(in_time) >= 0.8 * len(running)


def test_new_cases_came_since_yesterday(plans: list[Plan]) -> None:
    end = end_of(plans)
    fresh = [plan.story.reported_at for plan in plans if plan.stage == "new"]
    assert all(end - moment <= timedelta(hours=24) for moment in fresh)


def test_pauses_have_a_listed_reason_and_a_day_to_come(plans: list[Plan]) -> None:
    reasons = tomllib.loads((DEFAULTS / "reasons.toml").read_text(encoding="utf-8"))
    listed = {one["code"] for one in (*reasons["pause"], *reasons["objection"])}
    for plan in plans:
        if plan.stage in {"paused", "objected"}:
            assert plan.story.steps[-1].reason in listed
        if plan.stage == "paused":
            until = plan.story.steps[-1].until
            assert until is not None
            assert until > end_of(plans).date()


def test_hundreds_of_texts_differ_and_no_slot_is_left_open() -> None:
    made = list(living_present(11, date(2026, 4, 15), 400))
    texts = Counter(plan.story.text for plan in made if plan.stage not in {"answered", "declined"})
    assert max(texts.values()) <= 2
    assert len(texts) >= 0.97 * sum(texts.values())
    words = " ".join(
        plan.story.title + plan.story.text + "".join(step.text for step in plan.story.steps)
        for plan in made
    )
    assert not re.search(r"[{}]", words)


def test_the_same_seed_tells_the_same_and_another_tells_otherwise() -> None:
    day = date(2026, 3, 11)
    assert list(living_present(5, day, 60)) == list(living_present(5, day, 60))
    assert list(living_present(5, day, 60)) != list(living_present(6, day, 60))


@pytest.mark.parametrize("slug", SLUGS)
def test_places_and_people_are_those_of_the_community(slug: str) -> None:
    whole = ground(slug)
    estates = [estate.name for estate in whole.pack.estates]
    built = {building.site for building in whole.places.buildings}
    homes = {household.dwelling.words for household in whole.households}
    keys = {one.key for one in whole.pack.staff} | {one.key for one in whole.pack.organisations}
    for plan in living_present(1, date(2026, 6, 10), 80, slug=slug):
        story = plan.story
        place = read_place(story.place, estates)
        assert place.estate
        assert not place.building or (place.estate, place.building) in built
        assert not story.reporter.home or story.reporter.home in homes
        named = {step.by for step in story.steps} | {step.to for step in story.steps}
        assert named <= keys | {"committee", "reporter", ""}


def test_a_moment_can_be_given_and_holds() -> None:
    until = datetime(2026, 3, 11, 15, 20)  # noqa: DTZ001 the community's wall clock
    made = list(living_present(5, until.date(), 40, until=until))
    last = max(max([p.story.reported_at, *(s.at for s in p.story.steps)]) for p in made)
    assert until.replace(hour=7) <= last <= until


def test_variations_agree_with_the_case_engine() -> None:
    for entry in variations().entries:
        kind = TYPES[entry.type]
        assert entry.check == kind["needs_site_check"], entry.type
        assert entry.confidential == kind["confidential"], entry.type
        limit = kind["resolution_limit"]
        if limit["unit"] == "working_day":
            assert entry.limit_days == limit["value"], entry.type
    for reply in (*variations().answered, *variations().refused):
        assert reply.type in TYPES


def test_variations_go_together_by_position() -> None:
    for entry in variations().entries:
        sizes = {len(entry.titles), len(entry.texts), len(entry.results), len(entry.words)}
        assert len(sizes) == 1, entry.titles
        assert (entry.where == "estate") == bool(entry.spots), entry.titles
    assert len(variations().entries) >= 40


def test_floors_are_said_in_chinese_numerals() -> None:
    said = [floor_words(number) for number in (1, 9, 10, 11, 20, 26)]
    assert said == ["一楼", "九楼", "十楼", "十一楼", "二十楼", "二十六楼"]


def test_a_hundred_plans_take_less_than_two_seconds() -> None:
    ground(TOUR)
    began = clock.perf_counter()
    list(living_present(2, date(2026, 3, 11), 100))
    assert clock.perf_counter() - began < 2


def test_stories_in_hand_are_sorted_oldest_first(plans: list[Plan]) -> None:
    moments = [plan.story.reported_at for plan in plans]
    assert all(early <= late for early, late in pairwise(moments))
