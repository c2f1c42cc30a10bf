"""Answers to questions about numbers, as much of them as the reader may have.

Whoever holds a measure's permission gets everything. The public gets public measures, and no
cell so small that it points at somebody: "fewer than 5" instead, and where one hidden cell could
be found by subtraction, the next smallest is hidden with it.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import holds
from linli.kernel.community import Community
from linli.kernel.errors import Malformed, NotAllowed, NotKnown, NotSeen
from linli.kernel.measures import MEASURES, RATIOS, Measure, Number, Question, Ratio


@dataclass(frozen=True)
class Cell:
    """`value` None: not to be published; `fewer_than` says below what, 0 when that would tell."""

    value: Number | None
    fewer_than: int = 0
    member: Any = None

    @property
    def hidden(self) -> bool:
        return self.value is None


@dataclass(frozen=True)
class Answer:
    measure: Measure
    whole: Cell
    parts: list[Cell] = field(default_factory=list)


@dataclass(frozen=True)
class Share:
    """`value` is rounded to four places; None without a denominator or with a hidden side."""

    ratio: Ratio
    value: float | None
    numerator: Answer
    denominator: Answer
    apart: list[Answer]


def reads_all(actor: Actor, one: Measure, community: Community) -> bool:
    return holds(actor, one.permission, community.id)


def readable(actor: Actor, one: Measure, community: Community) -> bool:
    return one.public or reads_all(actor, one, community)


def readable_measures(actor: Actor, community: Community) -> list[Measure]:
    found = [one for one in MEASURES.values() if readable(actor, one, community)]
    return sorted(found, key=lambda one: one.key)


def readable_ratios(actor: Actor, community: Community) -> list[Ratio]:
    found = [
        one
        for one in RATIOS.values()
        if all(readable(actor, MEASURES[key], community) for key in sides(one))
    ]
    return sorted(found, key=lambda one: one.key)


def sides(one: Ratio) -> tuple[str, ...]:
    return (one.numerator, one.denominator, *one.apart)


def find_measure(actor: Actor, community: Community, key: str) -> Measure:
    """The measure; 404 when nobody defined it, 401 or 403 when it is not for this reader."""
    one = MEASURES.get(key)
    if one is None:
        raise NotSeen("measure_not_found", _("There is no such number."))
    if readable(actor, one, community):
        return one
    if not actor.known:
        raise NotKnown("sign_in_needed", _("Please sign in first."), permission=one.permission)
    raise NotAllowed(
        "not_allowed", _("Your role does not allow this here."), permission=one.permission
    )


def check_question(one: Measure, question: Question, by: str = "") -> None:
    """Malformed when the days run backwards, or a dimension is unknown or left out."""
    if question.start and question.start > question.end:
        raise Malformed("days_reversed", _("The first day lies after the last."), field="from")
    unknown = {by, *question.by} - {""} - one.dimensions.keys()
    if unknown:
        raise Malformed(
            "dimension_not_known",
            _("This number cannot be divided like that."),
            unknown=sorted(unknown),
            dimensions=sorted(one.dimensions),
        )
    missing = set(one.needs) - {by, *question.by}
    if missing:
        raise Malformed(
            "dimension_needed",
            _("Say which part of this number you mean; its sum means nothing."),
            needed=sorted(missing),
        )


def ask(actor: Actor, community: Community, one: Measure, question: Question, by: str) -> Answer:
    """The value and, with `by`, its parts."""
    check_question(one, question, by)
    open_to_all = reads_all(actor, one, community)
    try:
        value = one.value(question)
        parts = one.split(question, by) if by else {}
        hidden = not open_to_all and _gives_away(one, question)
    except (ValidationError, ValueError, TypeError):
        raise _no_member() from None
    if open_to_all:
        return Answer(one, Cell(value), [Cell(n, member=who) for who, n in parts.items()])
    whole = Cell(None) if hidden else publishable(value, one.smallest)
    return Answer(one, whole, publishable_parts(parts, one.smallest, whole))


def _gives_away(one: Measure, question: Question) -> bool:
    """Whether the part that is asked for is hidden in the table it is a part of."""
    for dimension, member in question.by.items():
        rest = {word: value for word, value in question.by.items() if word != dimension}
        wider = replace(question, by=rest)
        whole = publishable(one.value(wider), one.smallest)
        cells = publishable_parts(one.split(wider, dimension), one.smallest, whole)
        if any(cell.hidden and str(cell.member) == str(member) for cell in cells):
            return True
    return False


def _no_member() -> Malformed:
    return Malformed("member_not_known", _("There is no such part of this number."), field="only")


def ask_ratio(actor: Actor, community: Community, one: Ratio, question: Question) -> Share:
    answers = [
        ask(actor, community, find_measure(actor, community, key), question, "")
        for key in sides(one)
    ]
    over, under = answers[0].whole.value, answers[1].whole.value
    value = round(over / under, 4) if over is not None and under else None
    return Share(one, value, answers[0], answers[1], answers[2:])


def drill(actor: Actor, community: Community, one: Measure, question: Question) -> "QuerySet[Any]":
    """The rows behind a number; nobody drills into a cell too small to be published to them."""
    answer = ask(actor, community, one, question, "")
    if answer.whole.hidden:
        raise NotAllowed(
            "cell_too_small",
            _("These are so few that a list would point at somebody."),
            fewer_than=answer.whole.fewer_than,
        )
    return one.drill(question)


def publishable(value: Number, smallest: int, member: Any = None) -> Cell:
    if 0 < value < smallest:
        return Cell(None, smallest, member)
    return Cell(value, member=member)


def publishable_parts(parts: dict[Any, Number], smallest: int, whole: Cell) -> list[Cell]:
    cells = [publishable(value, smallest, member) for member, value in parts.items()]
    alone = sum(cell.hidden for cell in cells) == 1 and not whole.hidden
    shown = [cell for cell in cells if cell.value]
    if alone and shown:
        companion = min(shown, key=_size)
        cells = [Cell(None, 0, c.member) if c is companion else c for c in cells]
    return cells


def _size(cell: Cell) -> Number:
    return cell.value or 0
