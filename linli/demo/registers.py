"""The ground as plain tables, as a community would keep them in its workbooks.

Values are what a clerk would type: words, ISO dates, numbers. A missing value is an empty text.
"""

from collections.abc import Callable

from linli.demo.ground import Ground
from linli.demo.households import RELATION_WORDS

Value = str | int
Row = dict[str, Value]

SEX_CODES = {"male": 1, "female": 2}
TENURE_RELATION = {"owner": "自有", "tenant": "租住"}


def estates(ground: Ground) -> list[Row]:
    return [
        {"name": e.name, "kind": e.kind, "built": e.year, "address": e.address}
        for e in ground.places.estates
    ]


def buildings(ground: Ground) -> list[Row]:
    return [
        {
            "estate": b.estate,
            "building": b.number,
            "use": b.use,
            "built": b.year,
            "entrances": b.entrances,
            "floors": b.floors,
            "grid": ground.grid_of[b.site],
        }
        for b in ground.places.buildings
    ]


def dwellings(ground: Ground) -> list[Row]:
    return [
        {
            "estate": d.estate,
            "building": d.building,
            "entrance": d.entrance,
            "floor": d.floor,
            "dwelling": d.number,
            "use": d.use,
        }
        for d in ground.places.dwellings
    ]


def grids(ground: Ground) -> list[Row]:
    return [
        {
            "sequence": grid.sequence,
            "code": grid.code,
            "name": grid.name,
            "kind": grid.kind,
            "buildings": "、".join(f"{estate}{n}号楼" for estate, n in grid.sites),
            "households_expected": grid.households_expected,
        }
        for grid in ground.places.grids
    ]


def residents(ground: Ground) -> list[Row]:
    rows: list[Row] = []
    for household in ground.households:
        home = household.dwelling
        for one in ground.members(household):
            rows.append(
                {
                    "estate": home.estate,
                    "building": home.building,
                    "entrance": home.entrance,
                    "dwelling": home.number,
                    "household": household.number,
                    "relation": one.relation,
                    "relation_words": RELATION_WORDS[one.relation],
                    "name": one.name,
                    "sex": SEX_CODES[one.sex],
                    "birth_date": one.birth_date.isoformat(),
                    "document_kind": "居民身份证",
                    "document_number": one.document_number,
                    "mobile": one.mobile,
                    "tenure": household.tenure,
                    "tenure_words": TENURE_RELATION[household.tenure],
                    "registered_here": "是" if one.registered_here else "否",
                    "since": one.since.isoformat(),
                    "care_tags": "、".join(one.tags),
                    "political": "中共党员" if one.party else "",
                    "five_olds": one.five_olds,
                }
            )
    return rows


def party_members(ground: Ground) -> list[Row]:
    return [
        {
            "name": one.name,
            "document_number": one.document_number,
            "branch": one.party.branch,
            "group": one.party.group,
            "joined": one.party.joined.isoformat(),
        }
        for one in ground.residents
        if one.party
    ]


def building_posts(ground: Ground) -> list[Row]:
    return [
        {
            "post": post.kind,
            "estate": post.site[0],
            "building": post.site[1],
            "entrance": post.entrance or "",
            "name": ground.resident(post.resident).name,
            "document_number": ground.resident(post.resident).document_number,
            "since": post.since.isoformat(),
        }
        for post in ground.posts
    ]


SHEETS: dict[str, Callable[[Ground], list[Row]]] = {
    "estates": estates,
    "buildings": buildings,
    "dwellings": dwellings,
    "grids": grids,
    "residents": residents,
    "party_members": party_members,
    "building_posts": building_posts,
}
