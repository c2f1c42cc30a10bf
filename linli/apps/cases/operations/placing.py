"""Where it is: place, grid and asset agree, or the report says it in words."""

import uuid
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.apps.places.public import Asset, Grid, Place
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet
from linli.kernel.prepared import Slot, prepared


@dataclass(frozen=True)
class Spot:
    place_id: uuid.UUID | None = None
    grid_id: uuid.UUID | None = None
    asset_id: uuid.UUID | None = None
    name: str = ""


def find_spot(
    community: Community,
    place_id: uuid.UUID | None,
    grid_id: uuid.UUID | None,
    asset_id: uuid.UUID | None,
) -> Spot:
    """An asset brings its place, a place brings its grid. Raises RuleNotMet for unknown ids."""
    if asset_id is not None:
        asset = Asset.objects.filter(community_id=community.id, id=asset_id).first()
        if asset is None:
            raise _unknown("asset")
        place_id = place_id or asset.place_id
        grid_id = grid_id or asset.grid_id
    if place_id is not None:
        place = _place.first(home=community.id, key=place_id)
        if place is None:
            raise _unknown("place")
        return Spot(place.id, place.grid_id or grid_id, asset_id, place.full_name)
    if grid_id is not None:
        grid = Grid.objects.filter(community_id=community.id, id=grid_id).only("name").first()
        if grid is None:
            raise _unknown("grid")
        return Spot(None, grid_id, asset_id, grid.name)
    return Spot(asset_id=asset_id)


@prepared
def _place() -> QuerySet[Place]:
    rows = Place.objects.filter(community_id=Slot("home"), id=Slot("key"))
    return rows.only("id", "grid_id", "full_name")


def _unknown(field: str) -> RuleNotMet:
    return RuleNotMet(f"unknown_{field}", _("This is not known in this community."), field=field)
