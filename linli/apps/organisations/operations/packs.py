"""Taking a hand-over pack out of the system: allowed, purposeful and written down."""

from django.db import transaction

from linli.apps.organisations.operations import verbs
from linli.apps.organisations.operations.ground import check, line
from linli.apps.organisations.rules import HAND_OVER
from linli.apps.places.public import Grid
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require_may
from linli.kernel.idempotency import body_digest
from linli.kernel.records.writing import write_record


@transaction.atomic
def take_hand_over_pack(*, actor: Actor, grid: Grid, purpose: str) -> None:
    """The record keeps a digest of the purpose; its words may name people."""
    check(actor, grid.community, grid, key=HAND_OVER)
    require_may(actor, HAND_OVER, grid)
    stated = line("purpose", purpose, 200, least=1)
    write_record(
        verb=verbs.PACK_TAKEN,
        community_id=grid.community_id,
        obj=grid,
        actor=actor,
        purpose=body_digest(stated),
    )
