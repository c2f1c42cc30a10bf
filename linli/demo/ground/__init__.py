"""The whole ground of one community, row by row, from its pack and a seed.

`ground(slug, seed)` is the door; `registers` turns the rows into plain tables.
"""

from linli.demo.ground.bodies import Post, Seat, TeamMember
from linli.demo.ground.places import BuildingRow, DwellingRow, EntranceRow, EstateRow, GridRow
from linli.demo.ground.population import HouseholdRow, Membership, Residence, ResidentRow
from linli.demo.ground.whole import Ground, ground

__all__ = [
    "BuildingRow",
    "DwellingRow",
    "EntranceRow",
    "EstateRow",
    "GridRow",
    "Ground",
    "HouseholdRow",
    "Membership",
    "Post",
    "Residence",
    "ResidentRow",
    "Seat",
    "TeamMember",
    "ground",
]
