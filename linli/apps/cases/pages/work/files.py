"""The columns of the lists of cases that can be taken away; never how to reach a reporter."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import FoundBy, Level, Source
from linli.apps.cases.measures import RateLine
from linli.apps.cases.models import Deed
from linli.apps.cases.queries.board import PublicRow
from linli.apps.cases.queries.lists import CaseRow
from linli.apps.cases.queries.side_by_side import LEVELS, Standing
from linli.kernel.tables import Column

CASES: list[Column[CaseRow]] = [
    Column("number", _("Number"), lambda row: row.number),
    Column("title", _("Title"), lambda row: row.title, 40),
    Column("kind", _("Kind"), lambda row: row.type_name),
    Column("place", _("Where"), lambda row: row.place, 28),
    Column("grid", _("Grid"), lambda row: row.grid),
    Column("state", _("State"), lambda row: row.state_label),
    Column("unit", _("Leading unit"), lambda row: row.unit, 24),
    Column("level", _("Level"), lambda row: Level(row.level).label),
    Column("source", _("Came by"), lambda row: Source(row.source).label),
    Column("found_by", _("Found"), lambda row: FoundBy(row.found_by).label),
    Column("support", _("Me too"), lambda row: row.support_count, 8),
    Column("registered_at", _("Registered"), lambda row: row.registered_at),
    Column("response_due", _("Answer by"), lambda row: row.response_due),
    Column("responded_at", _("Answered"), lambda row: row.responded_at),
    Column("resolution_due", _("Settle by"), lambda row: row.resolution_due),
    Column("closed_at", _("Closed"), lambda row: row.closed_at),
]
PUBLIC: list[Column[PublicRow]] = [
    Column("number", _("Number"), lambda row: row.number),
    Column("title", _("Title"), lambda row: row.title, 40),
    Column("kind", _("Kind"), lambda row: row.type_name),
    Column("place", _("Where"), lambda row: row.place, 28),
    Column("state", _("State"), lambda row: row.state_label),
    Column("unit", _("Leading unit"), lambda row: row.unit, 24),
    Column("support", _("Me too"), lambda row: row.support_count, 8),
    Column("result", _("Result"), lambda row: row.result, 40),
    Column("registered_at", _("Registered"), lambda row: row.registered_at),
    Column("resolution_due", _("Settle by"), lambda row: row.resolution_due),
    Column("closed_at", _("Closed"), lambda row: row.closed_at),
]
DEEDS: list[Column[Deed]] = [
    Column("number", _("Number"), lambda row: row.number, 8),
    Column("title", _("Title"), lambda row: row.title, 40),
    Column("due_on", _("Settle by"), lambda row: row.due_on),
    Column("state", _("State"), lambda row: row.get_state_display()),
]
STANDINGS: list[Column[Standing]] = [
    Column("community", _("Community"), lambda row: row.community.name),
    Column("in_hand", _("in hand"), lambda row: row.in_hand, 10),
    Column("overdue", _("overdue"), lambda row: row.overdue, 10),
    Column("on_hold", _("on hold"), lambda row: row.on_hold, 10),
    Column("supervised", _("supervised"), lambda row: row.supervised, 10),
    Column("climbed", _("came up"), lambda row: row.climbed, 10),
]


def _settled_at(level: Level) -> Column[Standing]:
    return Column(level.value, level.label, lambda row: row.levels.get(level.value, 0), 10)


STANDINGS += [_settled_at(level) for level in LEVELS]
Named = tuple[str, RateLine]


def rate_columns(example: RateLine) -> list[Column[Named]]:
    """Name and due cases, then each rate with its numerator and denominator."""
    columns: list[Column[Named]] = [
        Column("name", _("By unit and by kind"), lambda row: row[0], 28),
        Column("due", _("Cases due"), lambda row: row[1].due, 10),
    ]
    for at, rate in enumerate(example.rates):
        columns += [
            Column(f"rate{at}", rate.label, _percent(at), 10),
            Column(f"numerator{at}", _("numerator"), _part(at, "numerator"), 10),
            Column(f"denominator{at}", _("denominator"), _part(at, "denominator"), 10),
        ]
    return columns


def _percent(at: int) -> Callable[[Named], object]:
    def read(row: Named) -> object:
        rate = row[1].rates[at]
        return rate.percent if rate.denominator else None

    return read


def _part(at: int, name: str) -> Callable[[Named], object]:
    return lambda row: getattr(row[1].rates[at], name)
