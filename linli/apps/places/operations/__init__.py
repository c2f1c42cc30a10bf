"""What can be done to the ground. Each is one transaction and writes one record."""

from linli.apps.places.operations.assets import (
    add_asset,
    mark_asset,
    move_asset,
    retire_asset,
)
from linli.apps.places.operations.buildings import BuildingShape, add_building
from linli.apps.places.operations.bulk import (
    BulkOutcome,
    add_places_in_bulk,
    take_back_places,
)
from linli.apps.places.operations.facts import state_profile_fact
from linli.apps.places.operations.grids import (
    change_grid,
    close_grid,
    cover_place,
    cover_places,
    open_grid,
    redraw_grid,
)
from linli.apps.places.operations.places import (
    add_estate,
    add_place,
    change_place,
    close_place,
    describe_place,
    rename_place,
)
from linli.apps.places.operations.regions import RegionsLoaded, load_region_file, load_regions

__all__ = [
    "BuildingShape",
    "BulkOutcome",
    "RegionsLoaded",
    "add_asset",
    "add_building",
    "add_estate",
    "add_place",
    "add_places_in_bulk",
    "change_grid",
    "change_place",
    "close_grid",
    "close_place",
    "cover_place",
    "cover_places",
    "describe_place",
    "load_region_file",
    "load_regions",
    "mark_asset",
    "move_asset",
    "open_grid",
    "redraw_grid",
    "rename_place",
    "retire_asset",
    "state_profile_fact",
    "take_back_places",
]
