"""The door of places for other apps."""

from linli.apps.places.choices import AssetKind, AssetState, GridKind, PlaceKind, RegionLevel
from linli.apps.places.models import (
    Asset,
    Grid,
    GridCoverage,
    Place,
    ProfileFact,
    Region,
    RegionCode,
)

__all__ = [
    "Asset",
    "AssetKind",
    "AssetState",
    "Grid",
    "GridCoverage",
    "GridKind",
    "Place",
    "PlaceKind",
    "ProfileFact",
    "Region",
    "RegionCode",
    "RegionLevel",
]
