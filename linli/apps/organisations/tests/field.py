"""A small field for the tests: two grids over three buildings, a committee, a firm, a branch."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from linli.apps.organisations.models import Organisation
from linli.apps.organisations.operations import found_organisation, make_responsible
from linli.apps.people.public import Person
from linli.apps.places.public import (
    BuildingShape,
    Grid,
    Place,
    add_building,
    add_estate,
    cover_place,
    open_grid,
)
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community

SYSTEM = Actor.system()
LONG_AGO = dt.date(2020, 1, 1)


@dataclass
class Field:
    """Grid 1 covers the estate; building 2 belongs to grid 3 since 2024."""

    community: Community
    estate: Place
    one: Place
    two: Place
    first: Grid
    third: Grid
    firm: Organisation
    branch: Organisation

    def at(self, full_name: str) -> Place:
        return Place.objects.get(community_id=self.community.id, full_name=full_name)


def lay_field(community: Community) -> Field:
    def building(name: str) -> Place:
        shape = BuildingShape(entrances=4, floors=2, dwellings_per_floor=2)
        return add_building(
            community=community, estate=estate, name=name, shape=shape, actor=SYSTEM
        )

    estate = add_estate(community=community, name="金星苑", actor=SYSTEM)
    one, two = building("1"), building("2")
    first, third = grid(community, "第一网格", 1), grid(community, "第三网格", 3)
    cover_place(place=estate, grid=first, since=LONG_AGO, actor=SYSTEM)
    cover_place(place=two, grid=third, since=dt.date(2024, 1, 1), actor=SYSTEM)
    for row in (estate, one, two):
        row.refresh_from_db()
    return Field(
        community=community,
        estate=estate,
        one=one,
        two=two,
        first=first,
        third=third,
        firm=unit(community, "property_firm", "港湾物业有限公司", short_name="港湾物业"),
        branch=unit(community, "party_branch", "第三网格党支部"),
    )


def grid(community: Community, name: str, sequence: int) -> Grid:
    return open_grid(
        community=community,
        kind="general",
        name=name,
        sequence=sequence,
        actor=SYSTEM,
        opened_on=LONG_AGO,
    )


def unit(community: Community, kind: str, name: str, **more: Any) -> Organisation:
    return found_organisation(
        community=community, actor=SYSTEM, kind=kind, name=name, since=LONG_AGO, **more
    )


def person(community: Community, name: str, number: str) -> Person:
    return Person.objects.create(
        community=community, name=name, short_number=number, registered_at=clock.now()
    )


def staff_the_field(field: Field) -> None:
    """Worker and head of grid 3, head of building 2, the firm for the estate, a legal adviser."""
    common: dict[str, Any] = {"community": field.community, "actor": SYSTEM, "since": LONG_AGO}
    make_responsible(
        **common,
        role="grid_worker",
        grid=field.third,
        display_name="梁嘉敏",
        public_phone="020-8200 0133",
        full_time=True,
    )
    make_responsible(**common, role="grid_head", grid=field.third, display_name="陈国栋")
    make_responsible(**common, role="building_head", place=field.two, display_name="何秀珍")
    make_responsible(
        **common,
        role="property",
        place=field.estate,
        organisation=field.firm,
        public_phone="020-8200 0880",
        service_hours="24 小时报修",
    )
    make_responsible(
        **common,
        role="lawyer",
        display_name="方律师",
        profession="法律顾问",
        service_hours="周四下午",
    )
