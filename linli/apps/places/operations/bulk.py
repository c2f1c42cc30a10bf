"""Registers of many places, by the same rules as one."""

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from linli.apps.places.choices import PLACES_ADDED, PLACES_TAKEN_BACK
from linli.apps.places.models import Place
from linli.apps.places.operations.places import CHUNK
from linli.apps.places.queries.planning import PlaceLine, Plan, plan_places
from linli.apps.places.rules.permissions import EDIT_REGISTER
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.records.writing import write_record
from linli.kernel.tenancy import uuid7

STAGE = 4000  # rows a transaction: well under a second on both databases


@dataclass(frozen=True)
class BulkOutcome:
    added: list[uuid.UUID]
    changed: list[uuid.UUID]
    unchanged: int


def add_places_in_bulk(
    *, community: Community, lines: Iterable[PlaceLine], actor: Actor
) -> BulkOutcome:
    """Add what the register does not have, change what differs, leave the rest.

    Refused as a whole (RuleNotMet `lines_refused`, with the faults) when any line cannot be;
    `plan_places` is the dry run. Stored in stages, each with its record, so that no lock is
    long; after a broken stage the same lines can be sent again.
    """
    require(actor, EDIT_REGISTER, community.id)
    plan = plan_places(community, lines)
    if plan.faults:
        detail = _("%(count)s lines cannot be taken. Nothing was stored.")
        raise RuleNotMet(
            "lines_refused",
            detail % {"count": len(plan.faults)},
            faults=[
                {"line": f.line, "code": f.code, "field": f.field, "detail": str(f.detail)}
                for f in plan.faults
            ],
        )
    for start in range(0, len(plan.added), STAGE):
        _store_stage(community, plan.added[start : start + STAGE], actor)
    _store_changes(community, plan, actor)
    return BulkOutcome([row.id for row in plan.added], list(plan.changed), plan.unchanged)


@transaction.atomic
def _store_stage(community: Community, rows: Sequence[Place], actor: Actor) -> None:
    try:
        with transaction.atomic():
            Place.objects.bulk_create(rows, batch_size=CHUNK)
    except IntegrityError as trouble:
        detail = _("Somebody else added some of these places meanwhile. Please send them again.")
        raise Conflict("changed_meanwhile", detail) from trouble
    write_record(
        verb=PLACES_ADDED,
        community_id=community.id,
        object_kind="places.place",
        object_id=rows[0].id,
        actor=actor,
        added=len(rows),
        changed=0,
        digest=digest_of(row.id for row in rows),
    )


@transaction.atomic
def _store_changes(community: Community, plan: Plan, actor: Actor) -> None:
    if not plan.changed:
        return
    rows = [place for place, _fields in plan.changed.values()]
    fields = {"search"}.union(*(fields for _place, fields in plan.changed.values()))
    mine = Place.objects.filter(community_id=community.id)
    mine.bulk_update(rows, sorted(fields), batch_size=CHUNK)
    write_record(
        verb=PLACES_ADDED,
        community_id=community.id,
        object_kind="places.place",
        object_id=rows[0].id,
        actor=actor,
        added=0,
        changed=len(rows),
        digest=digest_of(row.id for row in rows),
    )


@transaction.atomic
def take_back_places(*, community: Community, ids: Sequence[uuid.UUID], actor: Actor) -> int:
    """Undo an addition while nothing depends on it; Conflict `places_in_use` otherwise."""
    require(actor, EDIT_REGISTER, community.id)
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        if _is_leant_on(community, some, set(ids)):
            detail = _("Something refers to these places already. They can be closed, not undone.")
            raise Conflict("places_in_use", detail)
    count = 0
    for start in range(0, len(ids), CHUNK):
        rows = Place.objects.filter(community_id=community.id, id__in=ids[start : start + CHUNK])
        count += rows.delete()[0]
    write_record(
        verb=PLACES_TAKEN_BACK,
        community_id=community.id,
        object_kind="places.place",
        object_id=uuid7(),
        actor=actor,
        count=count,
        digest=digest_of(ids),
    )
    return count


def _is_leant_on(community: Community, some: Sequence[uuid.UUID], all_ids: set[uuid.UUID]) -> bool:
    """Whether a row of any app, outside the places to go, points at one of them."""
    for relation in Place._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and relation.one_to_many):
            continue
        model, field = relation.related_model, relation.field.name
        rows = model._default_manager.filter(community_id=community.id)
        pointing = rows.filter(**{f"{field}__in": some}).values_list("id", flat=True)
        if model is Place:
            if not set(pointing) <= all_ids:
                return True
        elif pointing.exists():
            return True
    return False


def digest_of(ids: Iterable[uuid.UUID]) -> str:
    return hashlib.sha256(",".join(sorted(str(each) for each in ids)).encode()).hexdigest()
