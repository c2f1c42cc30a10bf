"""A small estate with people in it, for the tests of this app."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from django.test import Client

from linli.apps.people.identity import check_digit
from linli.apps.people.models import Person
from linli.apps.people.operations import register_person
from linli.apps.people.rules.drafts import Belonging, Home, draft_person
from linli.apps.places.public import (
    BuildingShape,
    Grid,
    GridKind,
    Place,
    PlaceKind,
    add_building,
    add_estate,
    cover_place,
    open_grid,
)
from linli.kernel import clock
from linli.kernel.community import Community
from tests.cast import Cast


def identity_number(serial: int, born: str = "19500302", region: str = "440112") -> str:
    body = f"{region}{born}{serial:03d}"
    return body + check_digit(body)


NUMBER, PHONE = identity_number(123), "13900001234"
WORK = "/c/alpha/work/people/"


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    text: str = answer.content.decode()
    assert answer.status_code == status, text[:3000]
    return text


class Ground:
    """金星苑: buildings 1 and 2 of three floors; grid one holds building 1, grid two building 2."""

    def __init__(self, cast: Cast, community: Community | None = None) -> None:
        self.cast, self.community = cast, community or cast.a
        system = cast.actor("system")
        estate = add_estate(community=self.community, name="金星苑", actor=system)
        self.grids: list[Grid] = []
        for number in ("1号楼", "2号楼"):
            building = add_building(
                community=self.community,
                name=number,
                shape=BuildingShape(entrances=2, floors=3),
                actor=system,
                estate=estate,
            )
            grid = open_grid(
                community=self.community,
                kind=GridKind.GENERAL,
                name=f"{number}网格",
                actor=system,
            )
            cover_place(place=building, grid=grid, actor=system)
            self.grids.append(grid)

    def home(self, name: str) -> Place:
        return Place.objects.get(
            community_id=self.community.id, kind=PlaceKind.DWELLING, full_name=name
        )

    def person(self, name: str, home: str = "", who: str = "committee", **told: Any) -> Person:
        place = self.home(home) if home else None
        told.setdefault("homes", (Home(place.id),) if place else ())
        draft = draft_person(today=clock.today(self.community), name=name, **told)
        return register_person(actor=self.cast.actor(who), community=self.community, draft=draft)

    def belonging(self, home: str, relation: str) -> Belonging:
        return Belonging(self.home(home).id, relation)


def workbook(*rows: Sequence[object]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for line, row in enumerate(rows):
        for at, cell in enumerate(row):
            sheet.write(line, at, cell)
    book.close()
    return out.getvalue()
