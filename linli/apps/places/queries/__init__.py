"""What can be asked of the ground."""

from linli.apps.places.queries.counting import (
    BuildingCard,
    GridSize,
    building_card,
    coverage_gaps,
    grid_sizes,
    household_counts,
    register_counts,
)
from linli.apps.places.queries.finding import Found, find_grid, find_place, public_place
from linli.apps.places.queries.ground import (
    assets_of,
    current_profile,
    grid_of,
    grid_on,
    grids_of,
    lineage_of,
    places_under,
    under,
)
from linli.apps.places.queries.maps import GridMap, grid_map
from linli.apps.places.queries.planning import PlaceLine, Plan, Planner, plan_places
from linli.apps.places.queries.regions import RegionCheck, check_regions, read_region_rows

__all__ = [
    "BuildingCard",
    "Found",
    "GridMap",
    "GridSize",
    "PlaceLine",
    "Plan",
    "Planner",
    "RegionCheck",
    "assets_of",
    "building_card",
    "check_regions",
    "coverage_gaps",
    "current_profile",
    "find_grid",
    "find_place",
    "grid_map",
    "grid_of",
    "grid_on",
    "grid_sizes",
    "grids_of",
    "household_counts",
    "lineage_of",
    "places_under",
    "plan_places",
    "public_place",
    "read_region_rows",
    "register_counts",
    "under",
]
