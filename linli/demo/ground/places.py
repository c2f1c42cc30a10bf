"""Estates, buildings, entrances, dwellings and grids as rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from linli.demo.packs import BuildingRun, Cover, Pack, numbers

Site = tuple[str, int]


@dataclass(frozen=True)
class EstateRow:
    name: str
    kind: str
    year: int
    address: str


@dataclass(frozen=True)
class BuildingRow:
    estate: str
    number: int
    use: str
    year: int
    entrances: int
    floors: int

    @property
    def site(self) -> Site:
        return self.estate, self.number

    @property
    def words(self) -> str:
        return f"{self.estate}{self.number}号楼"


@dataclass(frozen=True)
class EntranceRow:
    estate: str
    building: int
    number: int
    floors: int

    @property
    def words(self) -> str:
        return f"{self.estate}{self.building}号楼{self.number}单元"


@dataclass(frozen=True)
class DwellingRow:
    """`number` is floor and place on the floor: 302 is the second dwelling on the third floor."""

    estate: str
    building: int
    entrance: int
    floor: int
    number: str
    use: str

    @property
    def site(self) -> Site:
        return self.estate, self.building

    @property
    def words(self) -> str:
        return f"{self.estate}{self.building}号楼{self.entrance}单元{self.number}"


@dataclass(frozen=True)
class GridRow:
    """`code` has fifteen digits: district, street, community and sequence, three each after six."""

    sequence: int
    code: str
    name: str
    kind: str
    sites: tuple[Site, ...]
    households_expected: int


@dataclass(frozen=True)
class Places:
    estates: tuple[EstateRow, ...]
    buildings: tuple[BuildingRow, ...]
    entrances: tuple[EntranceRow, ...]
    dwellings: tuple[DwellingRow, ...]
    grids: tuple[GridRow, ...]


def sites(covers: tuple[Cover, ...]) -> tuple[Site, ...]:
    return tuple((cover.estate, n) for cover in covers for n in numbers(cover.numbers))


def _runs(pack: Pack) -> Iterator[tuple[str, int, int, BuildingRun]]:
    for estate in pack.estates:
        for run in estate.buildings:
            for number in numbers(run.numbers):
                yield estate.name, estate.year, number, run


def _dwellings(estate: str, number: int, run: BuildingRun) -> Iterator[DwellingRow]:
    for entrance in range(1, run.entrances + 1):
        for floor in range(1, run.floors + 1):
            for place in range(1, run.per_floor + 1):
                label = f"{floor}{place:02d}"
                yield DwellingRow(estate, number, entrance, floor, label, run.use)


def places(pack: Pack) -> Places:
    buildings: list[BuildingRow] = []
    entrances: list[EntranceRow] = []
    dwellings: list[DwellingRow] = []
    for estate, year, number, run in _runs(pack):
        buildings.append(BuildingRow(estate, number, run.use, year, run.entrances, run.floors))
        entrances += [
            EntranceRow(estate, number, entrance, run.floors)
            for entrance in range(1, run.entrances + 1)
        ]
        dwellings += _dwellings(estate, number, run)
    homes: dict[Site, int] = {}
    for dwelling in dwellings:
        if dwelling.use == "residential":
            homes[dwelling.site] = homes.get(dwelling.site, 0) + 1
    return Places(
        tuple(EstateRow(e.name, e.kind, e.year, e.address) for e in pack.estates),
        tuple(buildings),
        tuple(entrances),
        tuple(dwellings),
        _grids(pack, homes),
    )


def _grids(pack: Pack, homes: dict[Site, int]) -> tuple[GridRow, ...]:
    rows = []
    for grid in pack.grids:
        covered = sites(grid.cover)
        expected = sum(homes.get(site, 0) for site in covered)
        code = f"{pack.community_code}{grid.sequence:03d}"
        rows.append(GridRow(grid.sequence, code, grid.name, grid.kind, covered, expected))
    return tuple(rows)
