"""Households in their dwellings, residents with residences, care tags and party membership."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from linli.demo.chance import shares, shuffled
from linli.demo.ground.places import DwellingRow, Places, Site
from linli.demo.households import OTHER, Draft, compose
from linli.demo.names import (
    IdentityNumbers,
    Sex,
    age_on,
    birth_date,
    full_name,
    mobile,
    surname,
    years_before,
)
from linli.demo.packs import Pack

FIVE_OLDS = {"老党员": 46, "老干部": 18, "老劳模": 9, "老军人": 15, "老专家": 12}


@dataclass(frozen=True)
class HouseholdRow:
    """`tenure` is owner or tenant; `members` are keys of residents, the head first."""

    number: int
    dwelling: DwellingRow
    tenure: str
    since: date
    members: tuple[int, ...]


@dataclass(frozen=True)
class Membership:
    branch: str
    group: str
    joined: date


@dataclass(frozen=True)
class ResidentRow:
    """`registered_here` is the household register; otherwise the person lives away from it."""

    key: int
    household: int
    name: str
    sex: Sex
    birth_date: date
    relation: str
    document_number: str
    mobile: str
    registered_here: bool
    since: date
    tags: tuple[str, ...] = ()
    party: Membership | None = None
    five_olds: str = ""


@dataclass(frozen=True)
class Residence:
    """`kind` is registered, actual, owner or tenant; a person often has two rows at once."""

    resident: int
    dwelling: DwellingRow
    kind: str
    since: date


def _chosen_homes(rng: Random, places: Places, households: int) -> list[DwellingRow]:
    homes = [dwelling for dwelling in places.dwellings if dwelling.use == "residential"]
    kept = sorted(rng.sample(range(len(homes)), households))
    return [homes[place] for place in kept]


def _moved_in(rng: Random, pack: Pack, year: int, tenure: str) -> date:
    if tenure == "tenant":
        return pack.as_of - timedelta(days=rng.randint(40, 5 * 365))
    first = date(year, 6, 1)
    span = (pack.as_of - first).days - 90
    return first + timedelta(days=int(span * rng.random() ** 1.6))


def _tags(rng: Random, drafts: Sequence[Draft], age: int) -> tuple[str, ...]:
    elder = age >= 60
    by_age = {
        "独居": elder and len(drafts) == 1,
        "空巢": elder and len(drafts) > 1 and min(one.age for one in drafts) >= 60,
        "高龄": age >= 80,
        "残疾": rng.random() < (0.035 if elder else 0.009),
        "低保": rng.random() < (0.018 if elder else 0.006),
        "困境儿童": rng.random() < 0.004 and 3 <= age < 16,
    }
    return tuple(tag for tag, holds in by_age.items() if holds)


class Settler:
    """Moves drafted households into dwellings; keeps what must be unique in the community."""

    def __init__(self, pack: Pack, rng: Random) -> None:
        self._pack = pack
        self._rng = rng
        self._numbers = IdentityNumbers(pack.county_code)
        self.residents: list[ResidentRow] = []
        self.households: list[HouseholdRow] = []

    def settle(self, home: DwellingRow, year: int, drafts: list[Draft]) -> None:
        rng = self._rng
        number = len(self.households) + 1
        renting = drafts[-1].relation == OTHER or rng.random() < 0.22
        tenure = "tenant" if renting and drafts[0].age < 60 else "owner"
        since = _moved_in(rng, self._pack, year, tenure)
        registered = rng.random() < (0.12 if tenure == "tenant" else 0.9)
        lines: dict[str, str] = {}
        taken: set[str] = set()
        first = len(self.residents)
        for draft in drafts:
            family = lines.setdefault(draft.line, surname(rng, self._pack.surnames))
            born = birth_date(rng, draft.age, self._pack.as_of)
            name = full_name(rng, family, draft.sex, born.year, taken)
            taken.add(name)
            row = ResidentRow(
                key=len(self.residents) + 1,
                household=number,
                name=name,
                sex=draft.sex,
                birth_date=born,
                relation=draft.relation,
                document_number=self._numbers.next(born, draft.sex),
                mobile=self._mobile(draft.age),
                registered_here=registered and rng.random() < 0.96,
                since=max(since, born),
                tags=_tags(rng, drafts, draft.age),
            )
            self.residents.append(row)
        keys = tuple(row.key for row in self.residents[first:])
        self.households.append(HouseholdRow(number, home, tenure, since, keys))

    def _mobile(self, age: int) -> str:
        owning = 0.0 if age < 12 else 0.5 if age < 16 else 0.97 if age < 70 else 0.85
        if age >= 82:
            owning = 0.55
        if self._rng.random() >= owning:
            return ""
        return mobile(self._pack.mobile_block, len(self.residents))


def settle_all(
    pack: Pack, places: Places, rng: Random
) -> tuple[list[HouseholdRow], list[ResidentRow]]:
    sizes = pack.sizes
    settler = Settler(pack, rng)
    drafts = compose(rng, sizes.households, sizes.residents, sizes.elders60)
    years = {building.site: building.year for building in places.buildings}
    homes = _chosen_homes(rng, places, sizes.households)
    for home, household in zip(homes, drafts, strict=True):
        settler.settle(home, years[home.site], household)
    return settler.households, settler.residents


def residences(
    households: Sequence[HouseholdRow], residents: Sequence[ResidentRow]
) -> list[Residence]:
    rows = []
    for household in households:
        for key in household.members:
            one = residents[key - 1]
            rows.append(Residence(key, household.dwelling, "actual", one.since))
            if one.registered_here:
                rows.append(Residence(key, household.dwelling, "registered", one.since))
        head = residents[household.members[0] - 1]
        rows.append(Residence(head.key, household.dwelling, household.tenure, household.since))
    return rows


def with_party(
    pack: Pack,
    rng: Random,
    grid_of: dict[Site, int],
    homes: Sequence[DwellingRow],
    residents: Sequence[ResidentRow],
) -> list[ResidentRow]:
    """Exactly `party_members` adults join the branch of the grid in which they live.

    `homes` are the dwellings by number of household. A grid without a branch sends its members
    to the branch after it.
    """
    ranked = sorted(residents, key=lambda one: _eagerness(pack, rng, one), reverse=True)
    chosen = {one.key for one in ranked[: pack.sizes.party_members]}
    turns = {branch.name: 0 for branch in pack.branches}
    rows = []
    for one in residents:
        if one.key in chosen:
            grid = grid_of[homes[one.household - 1].site]
            branch = min(pack.branches, key=lambda b: ((b.grid - grid) % 99, b.name))
            turns[branch.name] += 1
            group = f"第{'一二三四五六'[turns[branch.name] % branch.groups]}党小组"
            party = Membership(branch.name, group, _joined(pack, rng, one))
            one = replace(one, party=party)
        rows.append(one)
    return _with_five_olds(pack, rng, rows)


def _eagerness(pack: Pack, rng: Random, one: ResidentRow) -> float:
    age = age_on(one.birth_date, pack.as_of)
    if not 20 <= age <= 93:
        return -1.0
    weight = 3.2 if age >= 60 else 2.0 if age >= 35 else 1.0
    return float(rng.random() ** (1 / weight))


def _joined(pack: Pack, rng: Random, one: ResidentRow) -> date:
    age = age_on(one.birth_date, pack.as_of)
    years = rng.randint(1, age - 19) if age < 45 else rng.randint(age // 4, age - 22)
    return years_before(pack.as_of, years) - timedelta(days=rng.randint(0, 300))


def _with_five_olds(pack: Pack, rng: Random, residents: list[ResidentRow]) -> list[ResidentRow]:
    limit = years_before(pack.as_of, 60)
    able = [one for one in residents if one.party and years_before(pack.as_of, 84) < one.birth_date]
    able = shuffled(rng, [one for one in able if one.birth_date <= limit])
    kinds = shares(FIVE_OLDS, pack.sizes.five_olds)
    words = [kind for kind, count in kinds.items() for _ in range(count)]
    given = {one.key: word for one, word in zip(able, words, strict=False)}
    return [
        replace(one, five_olds=given[one.key]) if one.key in given else one for one in residents
    ]
