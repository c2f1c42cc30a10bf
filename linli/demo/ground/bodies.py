"""Who serves: building heads, members of teams and qualified people, chosen among residents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from linli.demo.ground.places import Places, Site, sites
from linli.demo.ground.population import HouseholdRow, ResidentRow
from linli.demo.names import age_on
from linli.demo.packs import Pack, Team


@dataclass(frozen=True)
class Post:
    """`kind` is building_head or entrance_head; `entrance` is 0 for the whole building."""

    kind: str
    resident: int
    site: Site
    entrance: int
    since: date


@dataclass(frozen=True)
class TeamMember:
    team: str
    resident: int
    leads: bool
    since: date


@dataclass(frozen=True)
class Seat:
    """A qualified person: the certificate's words and the day until which it is valid."""

    kind: str
    resident: int
    issuer: str
    certificate: str
    valid_to: date


def _fit(pack: Pack, one: ResidentRow, low: int, high: int) -> bool:
    return low <= age_on(one.birth_date, pack.as_of) <= high and bool(one.mobile)


def posts(
    pack: Pack,
    rng: Random,
    places: Places,
    households: Sequence[HouseholdRow],
    residents: Sequence[ResidentRow],
) -> list[Post]:
    living: dict[Site, list[tuple[int, ResidentRow]]] = {}
    for household in households:
        for key in household.members:
            one = residents[key - 1]
            if _fit(pack, one, 35, 74):
                spot = household.dwelling
                living.setdefault(spot.site, []).append((spot.entrance, one))
    vacant = set(sites(pack.without_head))
    rows: list[Post] = []
    for building in places.buildings:
        near = living.get(building.site, [])
        if building.use == "residential" and near and building.site not in vacant:
            rows += _building_posts(pack, rng, building.site, near)
    return rows


def _building_posts(
    pack: Pack, rng: Random, site: Site, near: list[tuple[int, ResidentRow]]
) -> list[Post]:
    ranked = sorted(near, key=lambda pair: (pair[1].party is None, rng.random()))
    head = ranked[0][1]
    rows = [Post("building_head", head.key, site, 0, _since(pack, rng, head))]
    served = {head.key}
    for entrance in sorted({entrance for entrance, _ in near}):
        for place, one in ranked:
            if place == entrance and one.key not in served and rng.random() < 0.8:
                rows.append(Post("entrance_head", one.key, site, entrance, _since(pack, rng, one)))
                served.add(one.key)
                break
    return rows


def _since(pack: Pack, rng: Random, one: ResidentRow) -> date:
    day = pack.as_of - timedelta(days=rng.randint(60, 4 * 365))
    return max(day, one.since)


def team_members(
    pack: Pack, rng: Random, dwelling_sites: Sequence[Site], residents: Sequence[ResidentRow]
) -> list[TeamMember]:
    """Members of every team; nobody is in two teams that are drawn from the five olds.

    `dwelling_sites` is the building of each resident, in the order of `residents`.
    """
    rows: list[TeamMember] = []
    used: set[int] = set()
    for team in pack.teams:
        near = set(sites(team.cover))
        pool = [
            one
            for one, site in zip(residents, dwelling_sites, strict=True)
            if one.key not in used and _suits(pack, team, one) and (not near or site in near)
        ]
        if len(pool) < team.size:
            raise ValueError(f"{team.name}: {len(pool)} people fit, {team.size} are needed")
        members = rng.sample(pool, team.size)
        if team.drawn_from == "five_olds":
            used |= {one.key for one in members}
        rows += [
            TeamMember(team.name, one.key, turn == 0, max(team.since, one.since))
            for turn, one in enumerate(members)
        ]
    return rows


def _suits(pack: Pack, team: Team, one: ResidentRow) -> bool:
    match team.drawn_from:
        case "five_olds":
            return bool(one.five_olds)
        case "party":
            return one.party is not None and _fit(pack, one, 20, 78)
        case "women":
            return one.sex == "female" and _fit(pack, one, 25, 68)
        case "elders":
            return _fit(pack, one, 60, 82)
        case "youth":
            return _fit(pack, one, 16, 35)
        case "adults":
            return _fit(pack, one, 20, 72)
    raise ValueError(f"{team.name}: nobody can be drawn from {team.drawn_from}")


def qualified(pack: Pack, rng: Random, residents: Sequence[ResidentRow]) -> list[Seat]:
    pool = [one for one in residents if _fit(pack, one, 30, 68)]
    chosen = iter(rng.sample(pool, sum(kind.size for kind in pack.qualified)))
    return [
        Seat(
            kind.kind,
            next(chosen).key,
            kind.issuer,
            f"{pack.code}-示例-{kind.valid_to.year}{n + 1:03d}",
            kind.valid_to,
        )
        for kind in pack.qualified
        for n in range(kind.size)
    ]
