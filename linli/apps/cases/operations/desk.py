"""What staff do at the own desk: keep a view of the pool, take a list away."""

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import VERBS
from linli.apps.cases.models import SavedFilter
from linli.apps.cases.operations.wording import line
from linli.apps.cases.queries.filters import CaseFilter
from linli.apps.cases.queries.inbox import pool_rows
from linli.apps.cases.queries.lists import CaseRow, as_rows
from linli.kernel import cipher
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import NotSeen, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record

MOST_SAVED = 12
MOST_EXPORTED = 10_000


@transaction.atomic
def save_filter(*, community: Community, actor: Actor, name: str, query: str) -> SavedFilter:
    """Keep a view under a name; the same name again takes the new view."""
    require(actor, "cases.pool", community.id)
    called = line(name, field="name", most=30, least=1)
    mine = SavedFilter.objects.filter(community_id=community.id, owner=actor.ref)
    if mine.exclude(name=called).count() >= MOST_SAVED:
        raise RuleNotMet(
            "too_many_filters",
            _("At most %(most)s views. Drop one first.") % {"most": MOST_SAVED},
            field="name",
        )
    if mine.filter(name=called).update(query=query[:600]):
        return mine.get(name=called)
    row = SavedFilter(community_id=community.id, owner=actor.ref, name=called, query=query[:600])
    row.save(force_insert=True)
    return row


@transaction.atomic
def drop_filter(*, community: Community, actor: Actor, filter_id: uuid.UUID) -> None:
    """NotSeen when it is not the actor's own, or was dropped before."""
    mine = SavedFilter.objects.filter(community_id=community.id, owner=actor.ref)
    dropped, _each = mine.filter(id=filter_id).delete()
    if not dropped:
        raise NotSeen()


@transaction.atomic
def export_cases(
    *, community: Community, actor: Actor, asked: CaseFilter, waiting: str, query: str
) -> list[CaseRow]:
    """The rows of a view, to take away. No contact data; that it was taken is recorded."""
    require(actor, "cases.pool", community.id)
    rows = as_rows(pool_rows(community, actor, asked, waiting)[:MOST_EXPORTED])
    record: dict[str, Any] = {
        "count": len(rows),
        "digest": cipher.lookup_digest(query, "cases.export"),
    }
    write_record(
        verb=VERBS["export"],
        community_id=community.id,
        object_kind="kernel.community",
        object_id=uuid.uuid5(uuid.NAMESPACE_URL, f"community:{community.id}"),
        actor=actor,
        basis=Basis.DUTY,
        **record,
    )
    return rows
