"""A small ground for the tests: estate 金星苑 with buildings 1 and 2, 银海苑 with building 2."""

import datetime as dt
from dataclasses import dataclass

from linli.apps.places.models import Grid, Place
from linli.apps.places.operations import (
    BuildingShape,
    add_building,
    add_estate,
    add_place,
    cover_place,
    open_grid,
)
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community

SYSTEM = Actor.system()
LONG_AGO = dt.date(2020, 1, 1)
SQUARE = {
    "type": "Polygon",
    "coordinates": [
        [[113.4, 23.1], [113.41, 23.1], [113.41, 23.11], [113.4, 23.11], [113.4, 23.1]]
    ],
}


@dataclass
class Ground:
    community: Community
    estate: Place
    one: Place
    two: Place
    other_estate: Place
    other_two: Place
    shop: Place
    first: Grid
    third: Grid

    def at(self, full_name: str) -> Place:
        return Place.objects.get(community_id=self.community.id, full_name=full_name)


def lay_ground(community: Community) -> Ground:
    """Grid 1 covers 金星苑 but for building 2, which belongs to grid 3 with its shop."""

    def building(estate: Place, name: str) -> Place:
        shape = BuildingShape(entrances=4, floors=3, dwellings_per_floor=2)
        return add_building(
            community=community, estate=estate, name=name, shape=shape, actor=SYSTEM
        )

    estate = add_estate(
        community=community, name="金星苑", actor=SYSTEM, details={"other_names": "金星花园"}
    )
    other_estate = add_estate(community=community, name="银海苑", actor=SYSTEM)
    one, two = building(estate, "1"), building(estate, "2号楼")
    other_two = building(other_estate, "2栋")
    road = add_place(community=community, kind="road_number", name="海港路18号", actor=SYSTEM)
    shop = add_place(community=community, kind="shop", name="3", parent=road, actor=SYSTEM)
    first = grid(community, "第一网格", 1, boundary=SQUARE)
    third = grid(community, "第三网格", 3)
    cover_place(place=estate, grid=first, since=LONG_AGO, actor=SYSTEM)
    cover_place(place=two, grid=third, since=dt.date(2024, 1, 1), actor=SYSTEM)
    return Ground(
        community=community,
        estate=again(estate),
        one=again(one),
        two=again(two),
        other_estate=other_estate,
        other_two=other_two,
        shop=shop,
        first=first,
        third=third,
    )


def grid(community: Community, name: str, sequence: int, **more: object) -> Grid:
    return open_grid(
        community=community,
        kind="general",
        name=name,
        sequence=sequence,
        opened_on=LONG_AGO,
        actor=SYSTEM,
        **more,  # type: ignore[arg-type]  # the few fields a test names
    )


def again(place: Place) -> Place:
    place.refresh_from_db()
    return place
