"""Lots: the seed is fixed and its digest public before anybody signs up; the draw is repeatable."""

import secrets
import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.participation.choices import LOT_DRAWN, Mode, State
from linli.apps.participation.models import Gathering, Lot, LotEntry, Participation
from linli.apps.participation.operations.acting import lock_gathering, require_open
from linli.apps.participation.operations.seats import set_state, settle, take_seats
from linli.apps.participation.operations.telling import tell
from linli.apps.participation.queries.seats import sign_ups
from linli.apps.participation.rules.lots import DRAWN_BEFORE, digest, draw, list_of
from linli.apps.participation.rules.permissions import ORGANISE
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record


def prepare_lot(gathering: Gathering) -> Lot:
    """With the opening of a gathering by lot: nobody can choose the seed afterwards."""
    seed = secrets.token_hex(16)
    row = Lot(
        community_id=gathering.community_id,
        gathering_id=gathering.id,
        seed=seed,
        seed_digest=digest(seed),
        prepared_at=clock.now(),
    )
    row.save(force_insert=True)
    return row


@transaction.atomic
def draw_lot(*, community: Community, actor: Actor, gathering_id: uuid.UUID) -> Lot:
    """Once, after signing up has ended. Winners are confirmed, the others wait in drawn order."""
    require(actor, ORGANISE, community.id)
    gathering = lock_gathering(community.id, gathering_id)
    require_open(gathering)
    lot = Lot.objects.filter(community_id=community.id, gathering_id=gathering.id).first()
    if lot is None or lot.drawn_at is not None:
        raise Conflict("no_draw", _("There is nothing to draw here, or it was drawn already."))
    if gathering.closes_at is not None and clock.now() < gathering.closes_at:
        raise Conflict(
            "still_open",
            _("People can still sign up. Draw after the end."),
            closes=gathering.closes_at.isoformat(),
        )
    asked = list(sign_ups(gathering).filter(state=State.REQUESTED).select_for_update())
    entries = [(row.number, row.seats) for row in asked]
    lot.list_digest, lot.drawn_at = digest(list_of(entries)), clock.now()
    record = write_record(
        verb=LOT_DRAWN,
        community_id=community.id,
        obj=gathering,
        actor=actor,
        basis=Basis.DUTY,
        list_digest=lot.list_digest,
        entries=len(entries),
        seats=gathering.free,
    )
    by_number = {row.number: row for row in asked}
    drawn = [by_number[number] for number, _seats in draw(lot.seed, entries)]
    _allot(community, gathering, lot, drawn, record.id)
    Lot.objects.filter(community_id=community.id, id=lot.id).update(
        list_digest=lot.list_digest, drawn_at=lot.drawn_at, drawn_by=actor.ref
    )
    rows = Gathering.objects.filter(community_id=community.id, id=gathering.id)
    rows.update(mode=Mode.FIRST_COME, changed_at=clock.now())
    lot.refresh_from_db()
    return lot


def _allot(
    community: Community,
    gathering: Gathering,
    lot: Lot,
    drawn: list[Participation],
    event_id: uuid.UUID,
) -> None:
    full = False
    for turn, row in enumerate(drawn, start=1):
        won = not full and take_seats(gathering, row.seats)
        full = full or not won
        rows = Participation.objects.filter(community_id=community.id, id=row.id)
        rows.update(priority=turn - DRAWN_BEFORE)
        if won:
            settle(community, gathering, row)
            tell(community, row, f"participation.{row.state}", event_id)
        else:
            set_state(row, State.WAITLISTED)
        LotEntry(
            community_id=community.id,
            lot_id=lot.id,
            participation_id=row.id,
            number=row.number,
            seats=row.seats,
            turn=turn,
            won=won,
        ).save(force_insert=True)
