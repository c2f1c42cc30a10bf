"""The deadlines of one's own work: to be settled, to be answered; those that fell away too."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from linli.apps.cases.choices import OPEN_STATES
from linli.apps.cases.models import Case
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import visible
from linli.kernel.community import Community, spoken

RECENT = dt.timedelta(days=14)
MOST = 300


@dataclass(frozen=True)
class Deadline:
    """`which` is "response" or "resolution"; `over` when it is met or the clock stands."""

    case_id: uuid.UUID
    number: str
    kind: str
    which: str
    due: dt.datetime
    changed_at: dt.datetime
    version: int
    over: bool

    @property
    def says(self) -> str:
        return _("first contact") if self.which == "response" else _("settle it")


def deadlines_of(community: Community, actor: Actor) -> list[Deadline]:
    """Of the cases the reader handles, soonest first: one statement."""
    rows = visible(actor, "cases.act.handle", Case.objects.all(), community.id)
    fresh = Q(state__in=OPEN_STATES) | Q(changed_at__gte=clock.now() - RECENT)
    found = []
    for row in rows.filter(fresh).order_by("-changed_at").values(*COLUMNS)[:MOST]:
        found += _of(row)
    return sorted(found, key=lambda each: each.due)


COLUMNS = (
    "id",
    "number",
    "state",
    "version",
    "type__names",
    "response_due",
    "responded_at",
    "resolution_due",
    "resolved_at",
    "paused_at",
    "changed_at",
)


def _of(row: dict[str, object]) -> list[Deadline]:
    is_open = row["state"] in OPEN_STATES
    made = []
    for which, done in (("response", "responded_at"), ("resolution", "resolved_at")):
        due = row[f"{which}_due"]
        if not isinstance(due, dt.datetime):
            continue
        paused = which == "resolution" and row["paused_at"] is not None
        made.append(
            Deadline(
                case_id=row["id"],  # type: ignore[arg-type]  # columns of the table
                number=str(row["number"]),
                kind=spoken(row["type__names"]),  # type: ignore[arg-type]
                which=which,
                due=due,
                changed_at=row["changed_at"],  # type: ignore[arg-type]
                version=int(str(row["version"])),
                over=not is_open or row[done] is not None or paused,
            )
        )
    return made
