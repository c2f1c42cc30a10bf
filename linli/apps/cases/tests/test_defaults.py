"""The packaged defaults say what the field asks for, in three languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date

import pytest

from linli.apps.cases import defaults
from linli.apps.cases.defaults import (
    PROPOSAL,
    DefaultType,
    Limit,
    RateDefinition,
    Span,
    Text,
)

CATALOGUES: dict[str, Callable[[], object]] = {
    "types": defaults.load_types,
    "reasons": defaults.load_reasons,
    "duties": defaults.load_duties,
    "rates": defaults.load_rates,
    "supervision": defaults.load_supervision,
    "dispute": defaults.load_dispute,
}
EVERY_CATALOGUE = pytest.mark.parametrize("load", CATALOGUES.values(), ids=CATALOGUES.keys())


def texts_in(thing: object) -> Iterator[Text]:
    if isinstance(thing, Text):
        yield thing
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from texts_in(getattr(thing, field.name))
    elif isinstance(thing, Mapping):
        for row in thing.values():
            yield from texts_in(row)
    elif isinstance(thing, tuple):
        for row in thing:
            yield from texts_in(row)


def type_of(code: str) -> DefaultType:
    return next(row for row in defaults.load_types().types if row.code == code)


# ------------------------------------------------------------------ languages


@EVERY_CATALOGUE
def test_every_text_speaks_all_three_languages(load: Callable[[], object]) -> None:
    texts = list(texts_in(load()))
    assert texts != []
    assert [text for text in texts if not (text.zh_Hans and text.zh_Hant and text.en)] == []


@EVERY_CATALOGUE
def test_each_language_keeps_to_its_own_script(load: Callable[[], object]) -> None:
    # GB 2312 holds no traditional character, Big5 no simplified-only one.
    for text in texts_in(load()):
        text.zh_Hans.encode("gb2312")
        text.zh_Hant.encode("cp950")
        assert re.search(r"[\u2e80-\uffef]", text.en) is None


@EVERY_CATALOGUE
def test_chinese_uses_full_width_marks_and_no_local_word_for_community(
    load: Callable[[], object],
) -> None:
    chinese = [part for text in texts_in(load()) for part in (text.zh_Hans, text.zh_Hant)]
    assert [part for part in chinese if re.search(r"[,;:?!()]|社群|里民", part)] == []


# ------------------------------------------------------------------ case types


def test_about_sixty_types_stand_under_about_ten_groups() -> None:
    catalogue = defaults.load_types()
    assert 55 <= len(catalogue.types) <= 70
    assert 9 <= len(catalogue.groups) <= 12
    assert {row.parent for row in catalogue.types} == set(catalogue.groups)


def test_every_kind_of_matter_has_a_type() -> None:
    assert {row.kind for row in defaults.load_types().types} == {
        "event",
        "component",
        "dispute",
        "need",
        "deed",
        "suggestion",
        "enquiry",
        "hazard",
        "tip",
    }


def test_the_stairwell_light_is_checked_on_site_within_its_limits() -> None:
    light = type_of("lighting.stairwell")
    assert light.names.zh_Hans == "楼道照明"
    assert light.needs_site_check is True
    assert light.response_limit == Limit(4, "working_hour", PROPOSAL)
    assert light.resolution_limit == Limit(5, "working_day", PROPOSAL)


@pytest.mark.parametrize(
    ("code", "value", "unit"),
    [
        ("waste.exposed", 4, "working_hour"),
        ("cleaning.road", 2, "working_hour"),
        ("green.care", 5, "working_day"),
        ("building.illegal", 20, "working_day"),
        ("dispute.neighbours", 7, "day"),
    ],
)
def test_limits_known_from_the_field_are_kept_with_their_source(
    code: str, value: int, unit: str
) -> None:
    limit = type_of(code).resolution_limit
    assert (limit.value, limit.unit) == (value, unit)
    assert limit.source.startswith("field rules §1.")


def test_what_concerns_persons_is_never_public() -> None:
    public = {row.code for row in defaults.load_types().types if row.public}
    hidden = {"dispute.family", "need.child", "need.hardship", "tip.minor_harm", "hotline.order"}
    assert public & hidden == set()
    assert "lighting.stairwell" in public


def test_a_tip_about_pyramid_selling_goes_to_the_community_officer_alone() -> None:
    tip = type_of("tip.pyramid_selling")
    assert (tip.kind, tip.lead_unit, tip.confidential) == ("tip", "police", True)
    assert tip.assist_units == ()


def test_harm_to_a_minor_is_passed_on_within_the_hour() -> None:
    tip = type_of("tip.minor_harm")
    assert (tip.response_limit.value, tip.response_limit.unit) == (1, "hour")
    assert tip.confidential is True


def test_dangers_name_the_emergency_number_first() -> None:
    catalogue = defaults.load_types()
    silent = [
        row.code
        for row in catalogue.types
        if row.kind in ("hazard", "tip") and row.emergency_notice is None
    ]
    assert silent == []
    phones = {phone for row in catalogue.emergency_notices.values() for phone in row.phones}
    assert phones == {"110", "119", "120", "122"}


def test_no_question_of_a_form_must_be_answered() -> None:
    required = [
        (row.code, question.code)
        for row in defaults.load_types().types
        for question in row.questions
        if question.required
    ]
    assert required == []


def test_words_typed_in_either_script_find_a_type() -> None:
    def found(word: str) -> list[str]:
        return [row.code for row in defaults.load_types().types if word in row.keywords]

    assert found("楼道灯") == found("樓道燈") == ["lighting.stairwell"]
    assert found("地锁") == found("地鎖") == ["parking.private_lock"]


# ------------------------------------------------------------------ reasons and duties


def test_every_listed_way_of_declining_names_a_door() -> None:
    decline = {row.code: row for row in defaults.load_reasons().decline}
    assert set(decline["decline.emergency"].phones) == {"110", "119", "120", "122"}
    assert decline["decline.repeat"].action == "join"
    cited = {code for code, row in decline.items() if row.cites_duty}
    assert cited == {"decline.outside_duties", "decline.assist_only"}


def test_only_the_hanging_list_and_listed_grounds_stop_a_clock() -> None:
    pauses = {row.code: row.clocks for row in defaults.load_reasons().pause}
    assert pauses["pause.hung"] == ("resolution",)
    stops_response = [code for code, clocks in pauses.items() if "response" in clocks]
    assert stops_response == ["pause.appointment"]


def test_nothing_leaves_the_rates_without_a_review() -> None:
    assert [row.code for row in defaults.load_reasons().exclusion if not row.needs_review] == []


def test_the_duty_list_covers_all_three_roles_and_each_outside_line_has_a_door() -> None:
    duties = defaults.load_duties().duties
    assert 35 <= len(duties) <= 55
    by_role = {role: [row for row in duties if row.role == role] for role in ("main", "assist")}
    outside = [row for row in duties if row.role == "outside"]
    assert all(by_role.values())
    assert [row.code for row in outside if row.door is None] == []
    assert len(outside) >= 10


# ------------------------------------------------------------------ rates and supervision


@dataclass(frozen=True, slots=True)
class DueOrder:
    in_time: bool = True
    excluded: bool = False
    solved: bool | None = None
    satisfied: bool | None = None


MONTH = (
    *(DueOrder(solved=True, satisfied=True) for _ in range(10)),
    *(DueOrder(solved=True) for _ in range(2)),
    *(DueOrder(solved=False, satisfied=False) for _ in range(2)),
    DueOrder(solved=False),
    *(DueOrder() for _ in range(2)),  # not reached at the call-back
    DueOrder(in_time=False, excluded=True),
    DueOrder(),  # still open
    DueOrder(in_time=False),  # still open
)
SETS: dict[str, Callable[[DueOrder], bool]] = {
    "contacted_in_time": lambda order: order.in_time,
    "all_but_excluded": lambda order: True,
    "solved": lambda order: order.solved is True,
    "not_solved": lambda order: order.solved is False,
    "satisfied": lambda order: order.satisfied is True,
    "not_satisfied": lambda order: order.satisfied is False,
}


def count(rate: RateDefinition) -> tuple[int, int]:
    base = [order for order in MONTH if not order.excluded]

    def size(names: tuple[str, ...]) -> int:
        return sum(any(SETS[name](order) for name in names) for order in base)

    return size(rate.numerator_counts), size(rate.denominator_counts)


def test_case_7_the_definitions_give_the_three_rates_of_twenty_orders() -> None:
    assert len(MONTH) == 20
    assert set(defaults.load_rates().sets) == set(SETS)
    assert {rate.key: count(rate) for rate in defaults.load_rates().rates} == {
        "response_rate": (18, 19),
        "resolution_rate": (12, 15),
        "satisfaction_rate": (10, 12),
    }


def test_each_rate_says_from_when_it_holds_and_what_it_lists_apart() -> None:
    for rate in defaults.load_rates().rates:
        assert (rate.version, rate.valid_from) == (1, date(2026, 1, 1))
        assert "excluded" in rate.listed_apart


def test_the_ladder_reminds_twice_urges_at_expiry_and_supervises_a_working_day_later() -> None:
    steps = defaults.load_supervision().steps
    assert [(step.kind, step.percent_of_limit, step.after_expiry) for step in steps[:4]] == [
        ("reminder", 50, None),
        ("reminder", 80, None),
        ("urge", 100, None),
        ("supervision", None, Span(1, "working_day")),
    ]
    assert [step.code for step in steps[3:]] == [
        "supervision.routine",
        "supervision.listed",
        "supervision.interview",
    ]


# ------------------------------------------------------------------ disputes


def test_a_dispute_climbs_four_levels_in_seven_days() -> None:
    levels = defaults.load_dispute().levels
    assert len(levels) == 4
    assert levels[-1].by_day == 7


def test_a_dispute_ends_in_one_of_five_ways_and_the_court_is_outside() -> None:
    outcomes = {row.code: row.settled_level for row in defaults.load_dispute().outcomes}
    assert outcomes == {
        "grid": "grid",
        "community": "community",
        "mediation": "community",
        "court": "outside",
        "withdrawn": None,
    }
