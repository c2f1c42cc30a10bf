"""A hall opens with its rules, sides take seats in it and leave."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.halls import choices as verbs
from linli.apps.halls.choices import HallKind, SideKind
from linli.apps.halls.models import Hall, HallSide
from linli.apps.halls.operations.taking import take, tell
from linli.apps.halls.rules import EDIT
from linli.apps.organisations.public import Organisation
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.dated import end_row
from linli.kernel.errors import Conflict
from linli.kernel.wording import between, line, once, paragraphs, word

MOST_SEATS = 200


@transaction.atomic
def open_hall(
    *,
    community: Community,
    actor: Actor,
    name: str,
    kind: str = HallKind.DELIBERATION,
    rules: str = "",
    since: dt.date | None = None,
) -> Hall:
    require(actor, EDIT, community.id)
    hall = Hall(
        community_id=community.id,
        kind=word("kind", kind, HallKind),
        name=line("name", name, 80, least=2),
        rules=paragraphs("rules", rules, 4000),
        since=since or clock.today(community),
        written_at=clock.now(),
    )
    with once("hall_exists", _("There is a hall of this name already.")):
        hall.save(force_insert=True)
    tell(verbs.OPENED, hall, actor, kind=hall.kind, since=hall.since)
    return hall


@transaction.atomic
def close_hall(
    *, community: Community, actor: Actor, hall_id: uuid.UUID, until: dt.date | None = None
) -> Hall:
    hall = take(community, actor, Hall, hall_id)
    end_row(hall, until or clock.today(community))
    tell(verbs.CLOSED, hall, actor, until=hall.until)
    return hall


@transaction.atomic
def add_side(
    *,
    community: Community,
    actor: Actor,
    hall_id: uuid.UUID,
    kind: str,
    display_name: str = "",
    organisation: Organisation | None = None,
    seats: int = 1,
    since: dt.date | None = None,
) -> HallSide:
    """A side takes its seats. Its name is the unit's, where one sits for it."""
    hall = take(community, actor, Hall, hall_id)
    if hall.until is not None:
        raise Conflict("already_ended", _("Somebody has ended this already."))
    name = display_name or (organisation.called if organisation else "")
    side = HallSide(
        community_id=community.id,
        hall=hall,
        kind=word("kind", kind, SideKind),
        display_name=line("display_name", name, 80),
        organisation=organisation,
        seats=between("seats", seats, 1, MOST_SEATS),
        since=max(since or clock.today(community), hall.since),
        written_at=clock.now(),
    )
    with once("side_exists", _("This side sits in the hall already.")):
        side.save(force_insert=True)
    tell(verbs.SIDE_TAKEN, hall, actor, side=side.id, kind=side.kind, since=side.since)
    return side


@transaction.atomic
def end_side(
    *, community: Community, actor: Actor, side_id: uuid.UUID, until: dt.date | None = None
) -> HallSide:
    side = take(community, actor, HallSide, side_id)
    end_row(side, until or clock.today(community))
    tell(verbs.SIDE_LEFT, side.hall, actor, side=side.id, kind=side.kind, until=side.until)
    return side
