"""Where the host decides: each request is accepted or not, by name."""

import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.participation.choices import DECIDED, State
from linli.apps.participation.flow import FLOW
from linli.apps.participation.models import Participation
from linli.apps.participation.operations.acting import lock_gathering, locked, note, reach
from linli.apps.participation.operations.seats import set_state, settle, take_seats
from linli.apps.participation.operations.telling import tell
from linli.apps.participation.rules.permissions import ORGANISE
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict
from linli.kernel.records.models import Basis


@transaction.atomic
def decide_request(
    *, community: Community, actor: Actor, participation_id: uuid.UUID, accept: bool
) -> Participation:
    """Conflict `full` (409) where no seat is left for it; the person is told either way."""
    require(actor, ORGANISE, community.id)
    row = reach(community, actor, participation_id)
    gathering = lock_gathering(community.id, row.gathering_id)
    row = locked(row)
    FLOW.check("confirm" if accept else "refuse", row.state)
    if not accept:
        set_state(row, State.REFUSED)
    elif take_seats(gathering, row.seats):
        settle(community, gathering, row)
    else:
        raise Conflict("full", _("Everything is taken."), capacity=gathering.capacity)
    event = note(DECIDED, actor, row, basis=Basis.DUTY, state=row.state)
    tell(community, row, f"participation.{row.state}", event)
    return row
