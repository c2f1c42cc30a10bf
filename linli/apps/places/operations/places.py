"""Adding, renaming, describing and closing one place."""

import datetime as dt
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from linli.apps.places.choices import PLACE_ADDED, PLACE_CHANGED, PLACE_CLOSED, PlaceKind
from linli.apps.places.models import GridCoverage, Place
from linli.apps.places.queries.ground import under
from linli.apps.places.rules.drafting import (
    PlaceDetails,
    draft_place,
    length_of,
    line_of,
    not_after,
    set_details,
    set_name,
    version_of,
)
from linli.apps.places.rules.permissions import EDIT_REGISTER
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen
from linli.kernel.records.writing import write_record
from linli.kernel.tenancy import CommunityModel

Row = TypeVar("Row", bound=CommunityModel)
CHUNK = 1000


@transaction.atomic
def add_place(
    *,
    community: Community,
    kind: str,
    name: str,
    actor: Actor,
    parent: Place | None = None,
    details: PlaceDetails | None = None,
) -> Place:
    """Conflict `place_exists` when the same kind and number stand there already."""
    require(actor, EDIT_REGISTER, community.id)
    place = draft_place(
        community_id=community.id,
        kind=kind,
        name=name,
        parent=same_community(community, parent),
        details=details or {},
    )
    store_new(place)
    write_record(
        verb=PLACE_ADDED,
        community_id=community.id,
        obj=place,
        actor=actor,
        kind=kind,
        parent=parent.id if parent else None,
        count=1,
    )
    return place


def add_estate(
    *, community: Community, name: str, actor: Actor, details: PlaceDetails | None = None
) -> Place:
    return add_place(
        community=community, kind=PlaceKind.ESTATE, name=name, actor=actor, details=details
    )


@transaction.atomic
def change_place(
    *,
    place: Place,
    actor: Actor,
    name: str | None = None,
    details: PlaceDetails | None = None,
    seen: str = "",
) -> Place:
    """Change the name, the details or both; addresses of all below follow a new name.

    `seen` is `version_of` what the editor saw: Conflict `changed_meanwhile` when it is old.
    """
    require(actor, EDIT_REGISTER, place.community_id)
    row = locked(Place, place)
    if seen and seen != version_of(row):
        detail = _("Somebody else has changed %(place)s meanwhile. Please compare.")
        raise Conflict("changed_meanwhile", detail % {"place": row.full_name})
    before = row.full_name
    fields = set_details(row, details or {})
    if name is not None:
        set_name(row, line_of("name", name, most=length_of("name"), least=1), row.parent)
        fields += ["name"] if row.full_name != before else []
    if not fields:
        return row
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as trouble:
        raise taken(row) from trouble
    _rename_below(row, before)
    write_record(
        verb=PLACE_CHANGED,
        community_id=row.community_id,
        obj=row,
        actor=actor,
        fields=sorted(fields),
    )
    return row


def rename_place(*, place: Place, name: str, actor: Actor, seen: str = "") -> Place:
    return change_place(place=place, name=name, actor=actor, seen=seen)


def describe_place(*, place: Place, details: PlaceDetails, actor: Actor) -> Place:
    """Set some of a place's details; those not named stay."""
    return change_place(place=place, details=details, actor=actor)


def _rename_below(place: Place, before: str) -> None:
    """Children take the new address, level by level, so that floors stay left out."""
    if place.full_name == before:
        return
    level = [place]
    while level:
        parents = {row.id: row for row in level}
        level = list(
            Place.objects.filter(community_id=place.community_id, parent_id__in=list(parents))
        )
        for row in level:
            set_name(row, row.name, parents[row.parent_id] if row.parent_id else None)
        rows = Place.objects.filter(community_id=place.community_id)
        rows.bulk_update(level, ["full_name", "search"], batch_size=CHUNK)


@transaction.atomic
def close_place(*, place: Place, on: dt.date, actor: Actor) -> int:
    """Close a place and all below it on its last day; says how many places were closed."""
    require(actor, EDIT_REGISTER, place.community_id)
    today = clock.today(Community.objects.get(id=place.community_id))
    not_after("on", on, today)
    below = list(Place.objects.filter(under(place)).values_list("id", flat=True))
    mine = Place.objects.filter(community_id=place.community_id, closed_on__isnull=True)
    count = mine.filter(under(place)).update(closed_on=on)
    if not count:
        raise Conflict("closed_already", _("This place is closed already."))
    covered = GridCoverage.objects.filter(community_id=place.community_id, until__isnull=True)
    for start in range(0, len(below), CHUNK):
        these = covered.filter(place_id__in=below[start : start + CHUNK])
        these.filter(since__lte=on).update(until=on)
    write_record(
        verb=PLACE_CLOSED,
        community_id=place.community_id,
        obj=place,
        actor=actor,
        on=on,
        count=count,
    )
    return count


def store_new(place: Place) -> None:
    try:
        with transaction.atomic():
            place.save(force_insert=True)
    except IntegrityError as trouble:
        raise taken(place) from trouble


def taken(place: Place) -> Conflict:
    detail = _("%(place)s is in the register already.") % {"place": place.full_name}
    return Conflict("place_exists", detail, field="name", number=place.number)


def same_community(community: Community, row: Row | None) -> Row | None:
    if row is not None and row.community_id != community.id:
        raise NotSeen("not_found", _("There is nothing here, or nothing you can see."))
    return row


def locked(model: type[Row], row: Row) -> Row:
    """The row as it is now, held until the transaction ends."""
    rows: Any = model._default_manager.select_for_update()
    found: Row | None = rows.filter(community_id=row.community_id, id=row.id).first()
    if found is None:
        raise NotSeen("not_found", _("There is nothing here, or nothing you can see."))
    return found
