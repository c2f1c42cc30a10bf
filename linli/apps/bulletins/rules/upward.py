"""What is asked from above: who keeps it, what it costs a month, what is asked twice."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from linli.apps.bulletins.choices import DemandRhythm
from linli.kernel.access.actor import Role
from linli.kernel.access.permissions import all_rows, permit

OFFICE = {Role.COMMITTEE: all_rows, Role.CHIEF: all_rows}
SEE_DEMANDS = permit(
    "bulletins.see_demands",
    _("see what is demanded from above, and the index of evidence"),
    roles={Role.GRID_WORKER: all_rows, Role.STREET: all_rows, Role.DISTRICT: all_rows, **OFFICE},
).key
KEEP_DEMANDS = permit(
    "bulletins.keep_demands",
    _("keep demands and programmes, take the evidence away"),
    roles=OFFICE,
).key

A_MONTH: dict[str, Decimal] = {
    DemandRhythm.ONCE: Decimal(0),
    DemandRhythm.DAILY: Decimal(21),
    DemandRhythm.WEEKLY: Decimal(52) / 12,
    DemandRhythm.MONTHLY: Decimal(1),
    DemandRhythm.QUARTERLY: Decimal(1) / 3,
    DemandRhythm.YEARLY: Decimal(1) / 12,
}
"""How often a month has it; a daily one counts working days."""
TWICE = 0.6


def monthly_hours(rhythm: str, hours: Decimal) -> Decimal:
    return (A_MONTH[rhythm] * hours).quantize(Decimal("0.1"))


def asked_words(asks: str) -> frozenset[str]:
    """Each line names one thing that is asked."""
    return frozenset("".join(line.split()).casefold() for line in asks.split("\n")) - {""}


def overlap(one: Iterable[str], other: Iterable[str]) -> float:
    """The part of the shorter list that the other asks as well."""
    first, second = set(one), set(other)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0
