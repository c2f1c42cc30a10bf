from collections.abc import Iterator
from typing import Any

import pytest

from linli.kernel.panels import PANELS, Filled, Scene, fill_panels, panel
from tests.cast import Cast

SPOT = "test.lamp"


@pytest.fixture(autouse=True)
def clean() -> Iterator[None]:
    yield
    PANELS.pop(SPOT, None)


def test_panels_come_in_their_order_each_with_the_scene(cast: Cast) -> None:
    @panel(SPOT, "b.html", order=20)
    def second(_scene: Scene) -> dict[str, Any]:
        return {"count": 2}

    @panel(SPOT, "a.html", order=10)
    def first(scene: Scene) -> dict[str, Any]:
        return {"thing": scene.thing}

    @panel(SPOT, "c.html")
    def absent(_scene: Scene) -> None:
        return None

    scene = Scene(cast.a, cast.actor("committee"), thing="a lamp")
    assert fill_panels(SPOT, scene) == [
        Filled("a.html", {"scene": scene, "thing": "a lamp"}),
        Filled("b.html", {"scene": scene, "count": 2}),
    ]


def test_a_panel_stays_away_from_those_it_is_not_for(cast: Cast) -> None:
    @panel(SPOT, "staff.html")
    def inside(scene: Scene) -> dict[str, Any] | None:
        return {} if scene.actor.has_role(scene.community.id, "committee") else None

    def shown(who: str) -> int:
        return len(fill_panels(SPOT, Scene(cast.a, cast.actor(who))))

    assert [shown(who) for who in ("committee", "resident", "outsider", "anonymous")] == [
        1,
        0,
        0,
        0,
    ]


def test_a_spot_that_nobody_fills_is_empty(cast: Cast) -> None:
    assert fill_panels("test.nowhere", Scene(cast.a, cast.actor("committee"))) == []
