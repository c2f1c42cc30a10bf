"""Heads without names: by category, zero too."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from linli.apps.participation.choices import (
    COUNTED,
    Category,
    Method,
)
from linli.apps.participation.models import (
    Gathering,
    Headcount,
)
from linli.apps.participation.operations.acting import lock_gathering
from linli.apps.participation.operations.attending import check_moment
from linli.apps.participation.rules.drafts import line
from linli.apps.participation.rules.permissions import ORGANISE
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record

MOST_HEADS = 100_000


@transaction.atomic
def count_heads(
    *,
    community: Community,
    actor: Actor,
    gathering_id: uuid.UUID,
    number: int,
    category: str = Category.ALL,
    note: str = "",
    counted_at: dt.datetime | None = None,
) -> Headcount:
    """People without names; zero is kept too. Counted again, the later number holds."""
    require(actor, ORGANISE, community.id)
    said = line(note, field="note", most=200)
    check_heads({category: number})
    gathering = lock_gathering(community.id, gathering_id)
    moment = counted_at or clock.now()
    check_moment(community, gathering, moment)
    row, replaced = store_heads(gathering, actor, category, number, moment, said)
    write_record(
        verb=COUNTED,
        community_id=community.id,
        obj=gathering,
        actor=actor,
        basis=Basis.DUTY,
        happened_at=moment,
        gathering=gathering.id,
        category=category,
        number=number,
        replaced=replaced,
    )
    return row


def check_heads(heads: Mapping[str, int]) -> None:
    for category, number in heads.items():
        if category not in Category.values:
            raise RuleNotMet("unknown_category", _("Choose one of the list."), field="category")
        if not 0 <= number <= MOST_HEADS:
            raise RuleNotMet("number", _("Zero or more people, please."), field="number")


def store_heads(
    gathering: Gathering,
    actor: Actor,
    category: str,
    number: int,
    moment: dt.datetime,
    note: str = "",
    method: str = Method.HEADCOUNT,
) -> tuple[Headcount, int | None]:
    rows = Headcount.objects.filter(
        community_id=gathering.community_id,
        gathering_id=gathering.id,
        category=category,
        replaced_at__isnull=True,
    )
    before = rows.first()
    rows.update(replaced_at=clock.now())
    row = Headcount(
        community_id=gathering.community_id,
        gathering_id=gathering.id,
        category=category,
        number=number,
        method=method,
        note=note,
        counted_at=moment,
        counted_by=actor.ref,
        written_at=clock.now(),
    )
    row.save(force_insert=True)
    more = number - (before.number if before else 0)
    mine = Gathering.objects.filter(community_id=gathering.community_id, id=gathering.id)
    mine.update(unnamed=F("unnamed") + more, held=True)
    return row, before.number if before else None
