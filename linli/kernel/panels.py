"""A piece shown on another app's page, filled by apps above it: one statement per panel.

A page of a lower app names a place ("places.grid", "people.person", "today", "handover"); apps
above register panels for it and never know the page's code.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from linli.kernel.access.actor import Actor
from linli.kernel.community import Community


@dataclass(frozen=True)
class Scene:
    """What the page shows: the thing (or None), who looks, in which community."""

    community: Community
    actor: Actor
    thing: Any = None
    public: bool = False


@dataclass(frozen=True)
class Filled:
    template: str
    context: dict[str, Any]


Fill = Callable[[Scene], dict[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """`fill` gives the template's context, or None to stay away. Lower `order` comes first."""

    spot: str
    template: str
    fill: Fill
    order: int = 50


PANELS: dict[str, list[Panel]] = {}


def panel(spot: str, template: str, order: int = 50) -> Callable[[Fill], Fill]:
    def register(fill: Fill) -> Fill:
        shelf = PANELS.setdefault(spot, [])
        shelf.append(Panel(spot, template, fill, order))
        shelf.sort(key=lambda each: (each.order, each.template))
        return fill

    return register


def fill_panels(spot: str, scene: Scene) -> list[Filled]:
    filled = []
    for each in PANELS.get(spot, ()):
        context = each.fill(scene)
        if context is not None:
            filled.append(Filled(each.template, {"scene": scene, **context}))
    return filled
