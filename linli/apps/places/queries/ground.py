"""Walking the ground: what is under a place, whose grid it is, today and on a past day."""

import datetime as dt
import uuid

from django.db.models import Q, QuerySet

from linli.apps.places.choices import AssetState, PlaceKind
from linli.apps.places.models import Asset, Grid, GridCoverage, Place, ProfileFact
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.prepared import Slot, prepared

WHOLE = {
    PlaceKind.ESTATE: "estate_id",
    PlaceKind.BUILDING: "building_id",
    PlaceKind.ENTRANCE: "entrance_id",
}


def under(place: Place) -> Q:
    """The place and all below it, closed ones too."""
    column = WHOLE.get(PlaceKind(place.kind))
    if column:
        return Q(community_id=place.community_id, **{column: place.id})
    return Q(community_id=place.community_id) & (Q(id=place.id) | Q(parent_id=place.id))


def places_under(place: Place, *kinds: str) -> QuerySet[Place]:
    """Open places below a place, not the place itself."""
    rows = Place.objects.filter(under(place), closed_on__isnull=True).exclude(id=place.id)
    return rows.filter(kind__in=kinds) if kinds else rows


def lineage_of(place: Place) -> list[uuid.UUID]:
    """The place's id and those above it, nearest first."""
    ids = [place.id, place.parent_id, place.entrance_id, place.building_id, place.estate_id]
    return list(dict.fromkeys(each for each in ids if each))


def grid_of(place: Place) -> Grid | None:
    """The grid that the place belongs to now."""
    if place.grid_id is None:
        return None
    return Grid.objects.filter(community_id=place.community_id, id=place.grid_id).first()


def grid_on(place: Place, day: dt.date) -> Grid | None:
    """The grid that the place belonged to on a day: the newest coverage of it or above it."""
    covered = (
        GridCoverage.objects.filter(
            community_id=place.community_id, place_id__in=lineage_of(place), since__lte=day
        )
        .filter(Q(until__isnull=True) | Q(until__gte=day))
        .select_related("grid")
        .order_by("-since", "-id")
        .first()
    )
    return covered.grid if covered else None


def grids_of(community: Community, *kinds: str) -> list[Grid]:
    return _open_grids(*kinds, home=community.id)


@prepared
def _open_grids(*kinds: str) -> QuerySet[Grid]:
    rows = Grid.objects.filter(community_id=Slot("home"), closed_on__isnull=True)
    return rows.filter(kind__in=kinds) if kinds else rows


def assets_of(place: Place) -> QuerySet[Asset]:
    """Assets in use at the place or below it."""
    below = Place.objects.filter(under(place)).values("id")
    return Asset.objects.filter(community_id=place.community_id, place_id__in=below).exclude(
        state=AssetState.RETIRED
    )


def current_profile(community: Community, on: dt.date | None = None) -> list[ProfileFact]:
    """The newest statement of each fact as of a day, in the community's own order."""
    day = on or clock.today(community)
    rows = ProfileFact.objects.filter(community_id=community.id, as_of__lte=day).order_by(
        "as_of", "written_at", "id"
    )
    newest = {row.key: row for row in rows}
    return sorted(newest.values(), key=lambda row: (row.sequence, row.key))
