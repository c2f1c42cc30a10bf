"""The orders of one unit: to sign for or finish, on their way, done; and calls for its help."""

from dataclasses import dataclass

from linli.apps.cases.choices import OPEN_STATES, CaseState
from linli.apps.cases.models import AssistCall, Case
from linli.apps.cases.queries.filters import IS_OPEN, matching
from linli.apps.cases.queries.lists import CaseRow, as_rows
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import visible
from linli.kernel.community import Community

MOST = 100
DONE = 10
TURN = (
    CaseState.DISPATCHED,
    CaseState.SIGNED,
    CaseState.CONTACTED,
    CaseState.HANDLING,
)


@dataclass(frozen=True)
class Orders:
    """`running` waits for somebody else: on hold, objected to, to be checked."""

    to_do: list[CaseRow]
    running: list[CaseRow]
    done: list[CaseRow]
    calls: list[AssistCall]


def orders_of(community: Community, actor: Actor, unit_id: int | None, text: str = "") -> Orders:
    """Three statements. What the unit does not lead or assist is not there."""
    rows = visible(actor, "cases.see_inside", Case.objects.all(), community.id)
    unit = unit_id or 0
    led = rows.filter(lead_id=unit)
    if text:
        led = led.filter(matching(community, actor, text))
    still = as_rows(led.filter(IS_OPEN).order_by("resolution_due", "registered_at")[:MOST])
    ended = as_rows(led.exclude(state__in=OPEN_STATES).order_by("-changed_at")[:DONE])
    calls = AssistCall.objects.filter(
        community_id=community.id, organisation_id=unit, answered_at__isnull=True
    ).select_related("case__type")
    return Orders(
        to_do=[row for row in still if row.state in TURN],
        running=[row for row in still if row.state not in TURN],
        done=ended,
        calls=list(calls.order_by("due_at")[:MOST]),
    )
