"""From a typed address to a place: the deepest part that the register knows."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Case, IntegerField, QuerySet, Value, When

from linli.apps.places.addresses import ParsedAddress, parse_address
from linli.apps.places.addresses.numerals import plain_number
from linli.apps.places.choices import PlaceKind
from linli.apps.places.models import Grid, Place
from linli.apps.places.queries.ground import grids_of
from linli.apps.places.rules.naming import number_of
from linli.kernel.bigrams import query_tokens
from linli.kernel.community import Community
from linli.kernel.texts import clean_line

LONGEST_QUERY = 120
MOST_ALTERNATIVES = 8
GRID_WORD = re.compile("^第?([0-9零〇一二两三四五六七八九十百]{1,5})号?网格$")
DEPTH = (
    PlaceKind.ESTATE,
    PlaceKind.SITE,
    PlaceKind.BUILDING,
    PlaceKind.ROAD_NUMBER,
    PlaceKind.SHOP,
    PlaceKind.ENTRANCE,
    PlaceKind.FLOOR,
    PlaceKind.DWELLING,
)


@dataclass(frozen=True)
class Found:
    """The best match with its grid; `exact` says that every part typed was found."""

    place: Place | None = None
    grid: Grid | None = None
    exact: bool = False
    alternatives: list[Place] = field(default_factory=list)


NOTHING = Found()


def find_place(community: Community, text: str) -> Found:
    """The place that somebody means, with others it could be. At most six statements."""
    typed = clean_line(text)[:LONGEST_QUERY]
    if not typed:
        return NOTHING
    parsed = parse_address(typed)
    estates = _estates(community, parsed)
    missed = bool(parsed.estate) and not estates
    for depth, rows in enumerate(_steps(community, parsed, estates)):
        found = list(rows.select_related("grid", "entrance", "building")[: MOST_ALTERNATIVES + 1])
        if found:
            exact = depth == 0 and not missed
            return Found(found[0], found[0].grid, exact, found[1:])
    return _by_words(community, typed)


def find_grid(community: Community, text: str) -> Found:
    """The grid by its own name or number, else by an address in it."""
    typed = clean_line(text)[:LONGEST_QUERY].replace(" ", "")
    said = GRID_WORD.match(typed)
    if said or typed.isdecimal() or "网格" in typed:
        number = plain_number(said.group(1)) if said else typed
        for grid in grids_of(community):
            if typed in {grid.name, grid.code} or (said and str(grid.sequence) == number):
                return Found(grid=grid, exact=True)
    return find_place(community, text)


def public_place(place: Place) -> Place:
    """What the public sees of a dwelling or floor: its entrance, else its building."""
    if place.kind not in {PlaceKind.DWELLING, PlaceKind.FLOOR}:
        return place
    above = place.entrance if place.entrance_id else place.building
    return above or place


def _estates(community: Community, parsed: ParsedAddress) -> list[uuid.UUID]:
    """Estates that the address names, by name, by another name or by their road number."""
    road = f"{parsed.road}{parsed.road_number}" if parsed.road_number else ""
    if not parsed.estate and not road:
        return []
    wanted = number_of(PlaceKind.ESTATE, parsed.estate)
    rows = _open(community).filter(kind=PlaceKind.ESTATE)
    names = {
        row.id: [row.number, *re.split("[、,，;；/ ]+", row.other_names.upper())] for row in rows
    }
    same = [key for key, known in names.items() if wanted and wanted in known]
    close = [
        key
        for key, known in names.items()
        if wanted and any(name and (name in wanted or wanted in name) for name in known)
    ]
    there = [row.id for row in rows if road and road in row.original_text.replace(" ", "")]
    return same or close or there


def _steps(
    community: Community, parsed: ParsedAddress, estates: list[uuid.UUID]
) -> Iterator[QuerySet[Place]]:
    """Queries from the deepest part named to the shallowest."""
    rows = _open(community)
    if estates:
        rows = rows.filter(estate_id__in=estates)
    in_building = {"building__number": parsed.building} if parsed.building else {}
    in_entrance = {"entrance__number": parsed.entrance} if parsed.entrance else {}
    road = {"number": _road_number(parsed)}
    at_road = {"parent__number": road["number"]} if parsed.road_number else {}
    steps: list[tuple[str, str, dict[str, str]]] = [
        (parsed.shop, PlaceKind.SHOP, {**in_building, **at_road}),
        (parsed.room, PlaceKind.DWELLING, {**in_building, **in_entrance}),
        (parsed.floor, PlaceKind.FLOOR, {**in_building, **in_entrance}),
        (parsed.entrance, PlaceKind.ENTRANCE, in_building),
        (parsed.building, PlaceKind.BUILDING, {}),
    ]
    for number, kind, where in steps:
        if number:
            yield rows.filter(kind=kind, number=number, **where)
    if parsed.road_number:
        yield _open(community).filter(kind=PlaceKind.ROAD_NUMBER, **road)
    if estates:
        yield rows.filter(kind=PlaceKind.ESTATE)


def _road_number(parsed: ParsedAddress) -> str:
    return number_of(PlaceKind.ROAD_NUMBER, f"{parsed.road}{parsed.road_number}号")


def _by_words(community: Community, typed: str) -> Found:
    """Every pair of characters typed stands in the name: sites, shops, nicknames."""
    rows = _open(community).exclude(kind__in=[PlaceKind.DWELLING, PlaceKind.FLOOR])
    tokens = query_tokens(typed)
    if not tokens:
        return NOTHING
    for token in tokens[:20]:
        rows = rows.filter(search__contains=token)
    order = [When(kind=kind, then=Value(at)) for at, kind in enumerate(DEPTH)]
    rows = rows.order_by(Case(*order, output_field=IntegerField()), "sequence", "number")
    found = list(rows.select_related("grid", "entrance", "building")[: MOST_ALTERNATIVES + 1])
    if not found:
        return NOTHING
    return Found(found[0], found[0].grid, len(found) == 1, found[1:])


def _open(community: Community) -> QuerySet[Place]:
    return Place.objects.filter(community_id=community.id, closed_on__isnull=True)
