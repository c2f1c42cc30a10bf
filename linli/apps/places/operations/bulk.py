"""Registers of many places, by the same rules as one."""

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.db.models import ManyToOneRel
from django.utils.translation import gettext as _

from linli.apps.places.choices import PLACES_ADDED, PLACES_TAKEN_BACK
from linli.apps.places.models import GridCoverage, Place
from linli.apps.places.operations.places import CHUNK
from linli.apps.places.queries.planning import PlaceLine, Plan, plan_places
from linli.apps.places.rules.drafting import PlaceDetails, set_details
from linli.apps.places.rules.permissions import EDIT_REGISTER
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.records.writing import write_record
from linli.kernel.tenancy import CommunityModel, uuid7

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
    store_plan(community=community, plan=plan, actor=actor)
    return BulkOutcome([row.id for row in plan.added], list(plan.changed), plan.unchanged)


def store_plan(*, community: Community, plan: Plan, actor: Actor) -> None:
    """Store what was planned; the caller has asked whether the actor may."""
    for start in range(0, len(plan.added), STAGE):
        _store_stage(community, plan.added[start : start + STAGE], actor)
    _store_changes(community, plan, actor)


@transaction.atomic
def _store_stage(community: Community, rows: Sequence[Place], actor: Actor) -> None:
    try:
        with transaction.atomic():
            Place.objects.bulk_create(rows, batch_size=CHUNK)
    except IntegrityError as trouble:
        detail = _("Somebody else added some of these places meanwhile. Please send them again.")
        raise Conflict("changed_meanwhile", detail) from trouble
    _record(PLACES_ADDED, community, [row.id for row in rows], actor, added=len(rows), changed=0)


@transaction.atomic
def _store_changes(community: Community, plan: Plan, actor: Actor) -> None:
    if not plan.changed:
        return
    fields = {"search"}.union(*plan.before.values())
    mine = Place.objects.filter(community_id=community.id)
    mine.bulk_update(plan.changed.values(), sorted(fields), batch_size=CHUNK)
    ids = list(plan.changed)
    _record(PLACES_ADDED, community, ids, actor, added=0, changed=len(ids))


@transaction.atomic
def take_back_places(*, community: Community, ids: Sequence[uuid.UUID], actor: Actor) -> int:
    """Undo an addition while nothing depends on it; Conflict `places_in_use` otherwise."""
    require(actor, EDIT_REGISTER, community.id)
    check_free(community, ids, set(ids))
    return remove_places(community=community, ids=ids, actor=actor)


@transaction.atomic
def remove_places(*, community: Community, ids: Sequence[uuid.UUID], actor: Actor) -> int:
    """Remove what an import added, once `check_free` has passed; the caller asked for rights."""
    count = 0
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        covered = GridCoverage.objects.filter(community_id=community.id, place_id__in=some)
        covered.delete()
        count += Place.objects.filter(community_id=community.id, id__in=some).delete()[0]
    _record(PLACES_TAKEN_BACK, community, ids, actor, count=count)
    return count


@transaction.atomic
def restore_places(
    *, community: Community, before: Mapping[uuid.UUID, PlaceDetails], actor: Actor
) -> None:
    """Give places the details back that an import changed."""
    for start in range(0, len(before), CHUNK):
        some = list(before)[start : start + CHUNK]
        rows = list(Place.objects.filter(community_id=community.id, id__in=some))
        fields = {"search"}
        for row in rows:
            fields.update(set_details(row, before[row.id]))
        mine = Place.objects.filter(community_id=community.id)
        mine.bulk_update(rows, sorted(fields), batch_size=CHUNK)
    if before:
        _record(PLACES_ADDED, community, list(before), actor, added=0, changed=len(before))


def check_free(community: Community, ids: Sequence[uuid.UUID], going: set[uuid.UUID]) -> None:
    """Conflict `places_in_use` when a row of any app, but for those `going`, needs one of them."""
    for start in range(0, len(ids), CHUNK):
        if _is_leant_on(community, ids[start : start + CHUNK], going):
            detail = _("Something refers to these places already. They can be closed, not undone.")
            raise Conflict("places_in_use", detail)


def _is_leant_on(community: Community, some: Sequence[uuid.UUID], going: set[uuid.UUID]) -> bool:
    for relation in Place._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel):
            continue
        model = cast(type[CommunityModel], relation.related_model)
        rows = model._default_manager.filter(community_id=community.id)
        pointing = rows.filter(**{f"{relation.field.name}__in": some})
        if not set(pointing.values_list("id", flat=True)) <= going:
            return True
    return False


def _record(
    verb: str, community: Community, ids: Sequence[uuid.UUID], actor: Actor, **payload: Any
) -> None:
    write_record(
        verb=verb,
        community_id=community.id,
        object_kind="places.place",
        object_id=ids[0] if ids else uuid7(),
        actor=actor,
        digest=digest_of(ids),
        **payload,
    )


def digest_of(ids: Iterable[uuid.UUID]) -> str:
    return hashlib.sha256(",".join(sorted(str(each) for each in ids)).encode()).hexdigest()
