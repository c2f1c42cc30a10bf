"""All rows of one community together, with the look-ups that stories and registers need."""

from dataclasses import dataclass
from functools import cache, cached_property

from linli.demo.chance import chance
from linli.demo.ground.bodies import Post, Seat, TeamMember, posts, qualified, team_members
from linli.demo.ground.places import DwellingRow, Places, Site, places
from linli.demo.ground.population import (
    HouseholdRow,
    Residence,
    ResidentRow,
    residences,
    settle_all,
    with_party,
)
from linli.demo.packs import Pack, pack

SEED = 20260301


@dataclass(frozen=True)
class Ground:
    pack: Pack
    places: Places
    households: tuple[HouseholdRow, ...]
    residents: tuple[ResidentRow, ...]
    residences: tuple[Residence, ...]
    posts: tuple[Post, ...]
    team_members: tuple[TeamMember, ...]
    qualified: tuple[Seat, ...]

    @cached_property
    def household_at(self) -> dict[DwellingRow, HouseholdRow]:
        return {household.dwelling: household for household in self.households}

    @cached_property
    def grid_of(self) -> dict[Site, int]:
        return {site: grid.sequence for grid in self.places.grids for site in grid.sites}

    @cached_property
    def households_in(self) -> dict[Site, list[HouseholdRow]]:
        found: dict[Site, list[HouseholdRow]] = {}
        for household in self.households:
            found.setdefault(household.dwelling.site, []).append(household)
        return found

    def resident(self, key: int) -> ResidentRow:
        return self.residents[key - 1]

    def members(self, household: HouseholdRow) -> list[ResidentRow]:
        return [self.resident(key) for key in household.members]

    def lived_in(
        self, estate: str, building: int, entrance: int = 0, number: str = ""
    ) -> HouseholdRow:
        """The household in that dwelling or, where it stands empty, the nearest one to it."""
        near = [
            household
            for household in self.households_in.get((estate, building), ())
            if not entrance or household.dwelling.entrance == entrance
        ]
        if not near:
            raise LookupError(f"nobody lives at {estate}{building}号楼{entrance or ''}")
        wanted = int(number or 0)
        return min(near, key=lambda household: abs(int(household.dwelling.number) - wanted))


@cache
def ground(slug: str, seed: int = SEED) -> Ground:
    content = pack(slug)
    where = places(content)
    grid_of = {site: grid.sequence for grid in where.grids for site in grid.sites}
    households, people = settle_all(content, where, chance(seed, slug, "people"))
    homes = [household.dwelling for household in households]
    residents = with_party(content, chance(seed, slug, "party"), grid_of, homes, people)
    sites_of = [homes[one.household - 1].site for one in residents]
    return Ground(
        pack=content,
        places=where,
        households=tuple(households),
        residents=tuple(residents),
        residences=tuple(residences(households, residents)),
        posts=tuple(posts(content, chance(seed, slug, "posts"), where, households, residents)),
        team_members=tuple(team_members(content, chance(seed, slug, "teams"), sites_of, residents)),
        qualified=tuple(qualified(content, chance(seed, slug, "qualified"), residents)),
    )
