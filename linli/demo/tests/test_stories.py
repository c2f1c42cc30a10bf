import tomllib
from datetime import datetime, time
from pathlib import Path

import pytest

from linli.demo.addresses import Place, read_place
from linli.demo.ground import ground
from linli.demo.packs import SLUGS, TOUR, pack
from linli.demo.storybook import LEVELS, MOVES, RESIDENT_ACTS, SOURCES, Step, Story
from linli.demo.telling import calendar, latest, stories

DEFAULTS = Path(__file__).parents[2] / "apps" / "cases" / "defaults"
EVERY = [pytest.param(story, id=f"{slug}-{story.key}") for slug in SLUGS for story in stories(slug)]
SLUG_OF = {id(story): slug for slug in SLUGS for story in stories(slug)}


def in_office(moment: datetime) -> bool:
    spans = calendar().intervals(moment.date())
    return any(opens <= moment <= closes for opens, closes in spans)


def numbered(practice: str) -> list[Story]:
    return [story for slug in SLUGS for story in stories(slug) if practice in story.practices]


@pytest.mark.parametrize("story", EVERY)
def test_steps_follow_the_flow_and_the_story_ends(story: Story) -> None:
    assert {step.act for step in story.steps} <= MOVES.keys()
    assert story.state() in {"closed", "called_back"}


@pytest.mark.parametrize("story", EVERY)
def test_time_never_runs_backwards(story: Story) -> None:
    moments = [story.reported_at, *(step.at for step in story.steps)]
    assert moments == sorted(moments)
    assert latest(story) <= pack(SLUG_OF[id(story)]).as_of


def _by_staff_at_work(step: Step) -> bool:
    return step.act not in RESIDENT_ACTS | {"session"} and not step.off_hours


@pytest.mark.parametrize("story", EVERY)
def test_staff_act_in_office_hours_unless_marked(story: Story) -> None:
    outside = [step for step in story.steps if _by_staff_at_work(step) and not in_office(step.at)]
    assert outside == []


@pytest.mark.parametrize("story", EVERY)
def test_residents_report_at_human_hours(story: Story) -> None:
    assert time(6, 30) <= story.reported_at.time() <= time(23, 0)
    if story.source in {"counter", "visit", "grid_worker"}:
        assert in_office(story.reported_at)


@pytest.mark.parametrize("story", EVERY)
def test_everyone_who_is_named_exists(story: Story) -> None:
    content = pack(SLUG_OF[id(story)])
    keys = {one.key for one in content.staff} | {one.key for one in content.organisations}
    named = {step.by for step in story.steps} | {step.to for step in story.steps}
    named |= {story.reporter.staff}
    if story.dispute:
        named |= {*story.dispute.mediators, *(p.organisation for p in story.dispute.parties)}
    if story.check:
        named.add(story.check.by)
    if story.deed:
        named.add(story.deed.leader)
    assert named - keys <= {"committee", "reporter", ""}


def _homes(story: Story) -> list[str]:
    homes = [story.reporter.home]
    if story.dispute:
        homes += [party.home for party in story.dispute.parties]
    return [home for home in homes if home]


@pytest.mark.parametrize("story", EVERY)
def test_everyone_lives_in_a_dwelling_of_the_community(story: Story) -> None:
    content = pack(SLUG_OF[id(story)])
    whole = ground(content.slug)
    dwellings = {dwelling.words for dwelling in whole.places.dwellings}
    estates = [estate.name for estate in content.estates]
    for home in _homes(story):
        place = read_place(home, estates)
        assert home in dwellings
        assert whole.lived_in(place.estate, place.building, place.entrance, place.dwelling)


@pytest.mark.parametrize("story", EVERY)
def test_places_lie_in_the_community(story: Story) -> None:
    content = pack(SLUG_OF[id(story)])
    places = ground(content.slug).places
    words = [story.place]
    if story.check:
        words += [finding.place for finding in (*story.check.findings, *story.check.missed)]
    built = {building.site for building in places.buildings}
    entrances = {(row.estate, row.building, row.number) for row in places.entrances}
    for text in words:
        place = read_place(text, [estate.name for estate in content.estates])
        assert not place.building or (place.estate, place.building) in built
        if place.entrance:
            assert (place.estate, place.building, place.entrance) in entrances


@pytest.mark.parametrize("story", EVERY)
def test_words_are_whole_sentences_of_fitting_length(story: Story) -> None:
    assert 8 <= len(story.title) <= 40
    assert 20 <= len(story.text) <= 220
    assert story.text[-1] in "。？！”"
    assert story.source in SOURCES
    assert story.level in LEVELS


@pytest.mark.parametrize("slug", SLUGS)
def test_keys_are_unique_and_every_community_has_enough_stories(slug: str) -> None:
    told = stories(slug)
    assert len({story.key for story in told}) == len(told)
    assert len({story.text for story in told}) == len(told)
    assert len(told) >= 8


def test_types_and_reasons_are_those_of_the_case_engine() -> None:
    types = tomllib.loads((DEFAULTS / "types.toml").read_text(encoding="utf-8"))["types"]
    reasons = tomllib.loads((DEFAULTS / "reasons.toml").read_text(encoding="utf-8"))
    known = {one["code"] for rows in reasons.values() if isinstance(rows, list) for one in rows}
    everything = [story for slug in SLUGS for story in stories(slug)]
    assert {story.type for story in everything} <= {one["code"] for one in types}
    assert {step.reason for story in everything for step in story.steps} - {""} <= known
    assert {story.outcome for story in everything} <= known


def test_types_that_need_a_site_check_get_one() -> None:
    types = tomllib.loads((DEFAULTS / "types.toml").read_text(encoding="utf-8"))["types"]
    checked = {one["code"] for one in types if one["needs_site_check"]}
    for slug in SLUGS:
        for story in stories(slug):
            if story.type in checked:
                assert "check" in [step.act for step in story.steps], story.key


def test_disputes_are_confidential_and_tell_both_sides() -> None:
    for slug in SLUGS:
        for story in stories(slug):
            assert (story.dispute is not None) == story.type.startswith("dispute.")
            if story.dispute:
                assert story.confidential
                assert len(story.dispute.parties) >= 2


def test_the_dark_stairs_were_found_on_a_visit_and_led_to_a_check_of_all() -> None:
    (story,) = numbered("1-15")
    assert story.source == "visit"
    assert story.place.startswith("金星苑小区2号楼4单元")
    assert story.check is not None
    assert story.check.estate == "金星苑小区"
    in_march = [
        one
        for one in stories("nongnaner")
        if one.source == "visit" and latest(one) >= datetime(2025, 3, 11).date()  # noqa: DTZ001
    ]
    assert in_march == [story]


def test_the_parking_of_the_old_estate_went_through_survey_and_council() -> None:
    (story,) = numbered("3-05")
    assert story.reported_at.year == 2023
    assert {"batch_check", "object", "agreement"} <= {step.act for step in story.steps}


def test_twenty_eight_disputes_were_settled_in_2019() -> None:
    told = numbered("2-14")
    assert len(told) == 28
    assert {story.dispute.outcome for story in told if story.dispute} == {
        "grid",
        "community",
        "mediation",
    }
    assert {(story.reported_at.year, latest(story).year) for story in told} == {(2019, 2019)}


def test_one_tenancy_dispute_ended_in_court() -> None:
    (story,) = numbered("4-33")
    assert (story.level, story.confidential) == ("outside", True)
    assert story.dispute is not None
    assert story.dispute.outcome == "court"


def test_forty_livelihood_problems_were_solved_by_august() -> None:
    told = numbered("4-26")
    assert len(told) == 40
    assert all(any(s.solved for s in story.steps if s.act == "call_back") for story in told)
    assert {SLUG_OF[id(story)] for story in told} == {TOUR}


def test_flood_and_sewer_and_illegal_building_are_told() -> None:
    assert [story.type for story in numbered("4-22")] == ["drain.blocked"]
    assert [s.type for s in numbered("4-23")] == ["drain.flooding", "building.illegal"]


def test_a_place_is_read_with_its_spot() -> None:
    words = "金星苑小区2号楼4单元楼道"
    assert read_place(words, ["金星苑小区"]) == Place(
        words, "金星苑小区", building=2, entrance=4, spot="楼道"
    )
    assert read_place("港湾小学门口", ["港湾一村"]) == Place("港湾小学门口", spot="港湾小学门口")


def test_a_step_that_cannot_follow_is_named() -> None:
    story = stories(TOUR)[0]
    broken = Story(**{**story.__dict__, "steps": story.steps[1:]})
    with pytest.raises(ValueError, match="cannot follow registered"):
        broken.state()
