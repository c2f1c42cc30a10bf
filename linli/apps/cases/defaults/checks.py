"""What one row cannot show about itself: unique codes, known references, limits that make sense."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from .reading import DefaultsError
from .reason_shapes import ReasonCatalogue
from .shapes import (
    PROPOSAL,
    RULES_PREFIX,
    DefaultType,
    DisputeCatalogue,
    DutyList,
    LadderStep,
    Limit,
    Question,
    RateCatalogue,
    Span,
    SupervisionLadder,
    TypeCatalogue,
)

_CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?")
_SOURCE = re.compile(re.escape(RULES_PREFIX) + r"\d\.\d+: \S.*")
_PHONE = re.compile(r"\d{3,6}")

# The longest sensible value of each unit; beyond it the data most likely has the wrong unit.
_LONGEST = {"working_hour": 40, "working_day": 60, "hour": 72, "day": 180}
# Rough length in wall-clock hours, good enough to see that one limit is shorter than another
# (a community's day has seven working hours).
_ROUGH_HOURS = {"working_hour": 24 / 7, "working_day": 24.0, "hour": 1.0, "day": 24.0}
_AFTER_CLOSING = frozenset({"call_back"})
_NEVER_PUBLIC = frozenset({"dispute", "need", "tip"})
_ALWAYS_CONFIDENTIAL = frozenset({"dispute", "tip"})


def check_types(catalogue: TypeCatalogue, duties: DutyList) -> None:
    _codes("types", (row.code for row in catalogue.types))
    for table in (catalogue.units, catalogue.stages, catalogue.groups):
        _codes("types", table)
    roles = {line.code: line.role for line in duties.duties}
    for row in catalogue.types:
        where = f"types.toml: {row.code}"
        _known(where, catalogue.groups, [row.parent])
        _known(where, catalogue.units, [row.lead_unit, *row.assist_units])
        _known(where, catalogue.stages, row.stage_limits)
        _known(where, catalogue.emergency_notices, filter(None, [row.emergency_notice]))
        _known(where, roles, [row.duty_line])
        _require(roles[row.duty_line] == row.duty, f"{where}: duty is not that of {row.duty_line}")
        _require(row.lead_unit not in row.assist_units, f"{where}: the lead unit also assists")
        _require(bool(row.keywords), f"{where}: no keywords")
        _check_type_limits(row, where)
        _check_openness(row, where)
        _check_questions(row.questions, where)
        _sources(where, [row.source])
    used = {row.parent for row in catalogue.types}
    _require(used == set(catalogue.groups), "types.toml: a group without types")
    for code, notice in catalogue.emergency_notices.items():
        _phones(f"types.toml: {code}", notice.phones)


def _check_type_limits(row: DefaultType, where: str) -> None:
    stages = [limit for stage, limit in row.stage_limits.items() if stage not in _AFTER_CLOSING]
    all_limits = [row.response_limit, row.resolution_limit, *row.stage_limits.values()]
    for limit in all_limits:
        _sane(limit, where)
    _sources(where, (limit.source for limit in all_limits))
    end = _rough_hours(row.resolution_limit)
    _require(_rough_hours(row.response_limit) < end, f"{where}: response ends after resolution")
    _require(all(_rough_hours(limit) <= end for limit in stages), f"{where}: a stage ends too late")
    _require(
        row.needs_site_check == ("site_check" in row.stage_limits),
        f"{where}: site check and its limit do not go together",
    )


def _check_openness(row: DefaultType, where: str) -> None:
    _require(not (row.public and row.confidential), f"{where}: public and confidential")
    _require(not (row.public and row.kind in _NEVER_PUBLIC), f"{where}: a {row.kind} is public")
    _require(
        row.confidential or row.kind not in _ALWAYS_CONFIDENTIAL,
        f"{where}: a {row.kind} is not confidential",
    )


def _check_questions(questions: Iterable[Question], where: str) -> None:
    rows = list(questions)
    _codes(where, (question.code for question in rows))
    for question in rows:
        _codes(where, question.options)
        wanted = range(2, 10) if question.type == "choice" else range(1)
        _require(len(question.options) in wanted, f"{where}: options of {question.code}")


def check_reasons(catalogue: ReasonCatalogue) -> None:
    lists = (
        catalogue.pause,
        catalogue.decline,
        catalogue.objection,
        catalogue.extension,
        catalogue.hanging,
        catalogue.exclusion,
        catalogue.supervision_trigger,
        catalogue.outcome,
    )
    rows = [row for reasons in lists for row in reasons]
    _codes("reasons.toml", (row.code for row in rows))
    _sources("reasons.toml", (row.source for row in rows))
    _require(all(lists), "reasons.toml: an empty list")
    for row in catalogue.decline:
        _phones(f"reasons.toml: {row.code}", row.phones)
    for pause in catalogue.pause:
        _sane(pause.longest, f"reasons.toml: {pause.code}")
        _require(bool(pause.clocks), f"reasons.toml: {pause.code} stops no clock")
    for extension in catalogue.extension:
        _sane(extension.longest, f"reasons.toml: {extension.code}")
    for hanging in catalogue.hanging:
        _sane(hanging.review_after, f"reasons.toml: {hanging.code}")


def check_duties(duties: DutyList) -> None:
    _codes("duties.toml", (line.code for line in duties.duties))
    _sources("duties.toml", (line.source for line in duties.duties))
    _known("duties.toml", duties.roles, (line.role for line in duties.duties))
    for line in duties.duties:
        where = f"duties.toml: {line.code}"
        _require((line.role == "outside") == (line.door is not None), f"{where}: needs its door")
        _phones(where, line.phones)


def check_rates(catalogue: RateCatalogue) -> None:
    _codes("rates.toml", (f"{rate.key}.v{rate.version}" for rate in catalogue.rates))
    _sources("rates.toml", (rate.source for rate in catalogue.rates))
    for rate in catalogue.rates:
        where = f"rates.toml: {rate.key}"
        _known(where, catalogue.sets, [*rate.numerator_counts, *rate.denominator_counts])
        _known(where, catalogue.apart, rate.listed_apart)
        _require(rate.version >= 1, f"{where}: version")
        _require(bool(rate.numerator_counts and rate.denominator_counts), f"{where}: counts")


def check_supervision(ladder: SupervisionLadder) -> None:
    _codes("supervision.toml", (step.code for step in ladder.steps))
    _sources("supervision.toml", (step.source for step in ladder.steps))
    for step in ladder.steps:
        where = f"supervision.toml: {step.code}"
        _known(where, ladder.kinds, [step.kind])
        _known(where, ladder.recipients, step.to)
        one_moment = (step.percent_of_limit is None) != (step.after_expiry is None)
        _require(one_moment, f"{where}: exactly one of percent_of_limit and after_expiry")
        _require(step.needs_answer == (step.answer_within is not None), f"{where}: answer_within")
        _require(bool(step.to), f"{where}: goes to nobody")
        for span in filter(None, (step.after_expiry, step.answer_within)):
            _sane(span, where)
    _rising("supervision.toml: steps", [_rough_moment(step) for step in ladder.steps])


def _rough_moment(step: LadderStep) -> float:
    """Only for putting steps in order: percent of the limit, then hours after expiry."""
    after = _rough_hours(step.after_expiry) if step.after_expiry else 0.0
    return (step.percent_of_limit or 100) + after


def check_dispute(catalogue: DisputeCatalogue, types: TypeCatalogue) -> None:
    named = (catalogue.kinds, catalogue.levels, catalogue.outcomes, catalogue.follow_ups)
    for rows in named:
        _codes("dispute.toml", (row.code for row in rows))
        _sources("dispute.toml", (row.source for row in rows))
    disputes = [row.code for row in types.types if row.kind == "dispute"]
    bound = [kind.case_type for kind in catalogue.kinds]
    _require(sorted(bound) == sorted(disputes), "dispute.toml: kinds and dispute types differ")
    _known(
        "dispute.toml", catalogue.settled_levels, (row.settled_level for row in catalogue.levels)
    )
    _rising("dispute.toml: levels", [row.by_day for row in catalogue.levels])
    for outcome in catalogue.outcomes:
        where = f"dispute.toml: {outcome.code}"
        _require(outcome.settled == (outcome.settled_level is not None), f"{where}: level")
        _known(where, catalogue.settled_levels, filter(None, [outcome.settled_level]))
    _rising("dispute.toml: follow-ups", [_rough_hours(row.after) for row in catalogue.follow_ups])


def _require(holds: bool, fault: str) -> None:
    if not holds:
        raise DefaultsError(fault)


def _codes(where: str, codes: Iterable[str]) -> None:
    seen: set[str] = set()
    for code in codes:
        _require(bool(_CODE.fullmatch(code)), f"{where}: {code!r} is no code")
        _require(code not in seen, f"{where}: {code} stands twice")
        seen.add(code)


def _known(where: str, declared: Collection[str], used: Iterable[str]) -> None:
    for code in used:
        _require(code in declared, f"{where}: {code} is not declared")


def _sources(where: str, sources: Iterable[str]) -> None:
    for source in sources:
        _require(
            source == PROPOSAL or bool(_SOURCE.fullmatch(source)), f"{where}: source {source!r}"
        )


def _phones(where: str, phones: Iterable[str]) -> None:
    for phone in phones:
        _require(bool(_PHONE.fullmatch(phone)), f"{where}: {phone!r} is no short number")


def _sane(span: Span | Limit, where: str) -> None:
    _require(1 <= span.value <= _LONGEST[span.unit], f"{where}: {span.value} {span.unit}")


def _rough_hours(span: Span | Limit) -> float:
    return span.value * _ROUGH_HOURS[span.unit]


def _rising(where: str, moments: Sequence[float]) -> None:
    in_order = all(earlier < later for earlier, later in pairwise(moments))
    _require(in_order, f"{where} are not in order of time")
