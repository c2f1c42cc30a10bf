"""What people can be nominated for."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.archive.choices import KIND_CLOSED, KIND_OPENED, Cycle, HonourLevel, HonourSort
from linli.apps.archive.models import NAME, STORY, HonourKind
from linli.apps.archive.rules import EDIT
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record
from linli.kernel.wording import between, line, once, paragraphs, word

LONGEST_NOTICE, LARGEST_QUOTA = 30, 1000


@transaction.atomic
def open_honour_kind(
    *,
    community: Community,
    actor: Actor,
    name: str,
    level: str,
    sort: str = HonourSort.TITLE,
    giver: str = "",
    criteria: str = "",
    cycle: str = Cycle.YEAR,
    quota: int | None = None,
    notice_days: int = 5,
    self_nomination: bool = False,
) -> HonourKind:
    """Conflict `honour_kind_exists` for a second open kind of one name and level."""
    require(actor, EDIT, community.id)
    kind = HonourKind(
        community_id=community.id,
        name=line("name", name, NAME, least=1),
        sort=word("sort", sort, HonourSort),
        level=word("level", level, HonourLevel),
        giver=line("giver", giver, NAME),
        criteria=paragraphs("criteria", criteria, STORY),
        cycle=word("cycle", cycle, Cycle),
        quota=between("quota", quota, 1, LARGEST_QUOTA) if quota is not None else None,
        notice_days=between("notice_days", notice_days, 1, LONGEST_NOTICE),
        self_nomination=self_nomination,
        written_at=clock.now(),
    )
    with once("honour_kind_exists", _("There is such an honour already.")):
        kind.save(force_insert=True)
    write_record(
        verb=KIND_OPENED,
        community_id=community.id,
        obj=kind,
        actor=actor,
        basis=Basis.DUTY,
        level=kind.level,
        sort=kind.sort,
        cycle=kind.cycle,
    )
    return kind


@transaction.atomic
def close_honour_kind(
    *, community: Community, actor: Actor, kind_id: uuid.UUID, on: dt.date | None = None
) -> HonourKind:
    """Nobody is nominated for it any more; what was granted stays."""
    require(actor, EDIT, community.id)
    rows = HonourKind.objects.filter(community_id=community.id, id=kind_id)
    kind = rows.first()
    if kind is None:
        raise NotSeen()
    day = on or clock.today(community)
    if not rows.filter(closed_on__isnull=True).update(closed_on=day):
        raise Conflict("already_ended", _("Somebody has ended this already."))
    write_record(
        verb=KIND_CLOSED,
        community_id=community.id,
        obj=kind,
        actor=actor,
        basis=Basis.DUTY,
        on=day,
    )
    kind.closed_on = day
    return kind
