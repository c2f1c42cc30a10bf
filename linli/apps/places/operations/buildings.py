"""A building with its entrances, floors and dwellings in one act."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from linli.apps.places.choices import PLACE_ADDED, PlaceKind
from linli.apps.places.models import Place
from linli.apps.places.operations.places import CHUNK, same_community, taken
from linli.apps.places.rules.drafting import PlaceDetails, draft_place
from linli.apps.places.rules.permissions import EDIT_REGISTER
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet
from linli.kernel.records.writing import write_record

MOST_PLACES = 5000


@dataclass(frozen=True)
class BuildingShape:
    """`entrances` 0: floors stand in the building itself. Dwellings count per entrance and floor.

    Rooms are numbered floor and two digits (302); with `through` they go on from entrance to
    entrance on the same floor, as in buildings with one corridor.
    """

    entrances: int = 1
    floors: int = 1
    dwellings_per_floor: int = 2
    first_dwelling_floor: int = 1
    floors_below: int = 0
    skipped_floors: tuple[int, ...] = ()
    through: bool = False

    def check(self) -> None:
        limits = {
            "entrances": (self.entrances, 0, 40),
            "floors": (self.floors, 0, 120),
            "dwellings_per_floor": (self.dwellings_per_floor, 0, 99),
            "floors_below": (self.floors_below, 0, 10),
        }
        for field, (value, low, high) in limits.items():
            if not low <= value <= high:
                detail = _("Between %(low)s and %(high)s, please.") % {"low": low, "high": high}
                raise RuleNotMet("out_of_range", detail, field=field)
        floors = self.floors + self.floors_below
        if max(self.entrances, 1) * floors * (self.dwellings_per_floor + 1) > MOST_PLACES:
            detail = _("More than %(most)s places in one building: add it from a workbook.")
            raise RuleNotMet("too_many", detail % {"most": MOST_PLACES}, field="floors")


@transaction.atomic
def add_building(
    *,
    community: Community,
    name: str,
    shape: BuildingShape,
    actor: Actor,
    estate: Place | None = None,
    details: PlaceDetails | None = None,
) -> Place:
    require(actor, EDIT_REGISTER, community.id)
    shape.check()
    known: PlaceDetails = {"floors": shape.floors, "floors_below": shape.floors_below}
    building = draft_place(
        community_id=community.id,
        kind=PlaceKind.BUILDING,
        name=name,
        parent=same_community(community, estate),
        details={**known, **(details or {})},
    )
    rows = [building, *_inside(building, shape)]
    try:
        with transaction.atomic():
            Place.objects.bulk_create(rows, batch_size=CHUNK)
    except IntegrityError as trouble:
        raise taken(building) from trouble
    write_record(
        verb=PLACE_ADDED,
        community_id=community.id,
        obj=building,
        actor=actor,
        kind=PlaceKind.BUILDING,
        parent=estate.id if estate else None,
        count=len(rows),
    )
    return building


def _inside(building: Place, shape: BuildingShape) -> Iterator[Place]:
    """Entrances, then the floors of each with their dwellings, parents always first."""

    def draft(kind: str, name: str, parent: Place) -> Place:
        return draft_place(
            community_id=building.community_id, kind=kind, name=name, parent=parent, details={}
        )

    stairs = [draft(PlaceKind.ENTRANCE, str(n + 1), building) for n in range(shape.entrances)]
    yield from stairs
    below = [-depth for depth in range(shape.floors_below, 0, -1)]
    above = [n for n in range(1, shape.floors + 1) if n not in shape.skipped_floors]
    for place, stair in enumerate(stairs or [building]):
        first = place * shape.dwellings_per_floor if shape.through else 0
        for floor_number in [*below, *above]:
            floor = draft(PlaceKind.FLOOR, str(floor_number), stair)
            yield floor
            if floor_number < max(shape.first_dwelling_floor, 1):
                continue
            for room in range(first + 1, first + shape.dwellings_per_floor + 1):
                yield draft(PlaceKind.DWELLING, f"{floor_number}{room:02d}", floor)
