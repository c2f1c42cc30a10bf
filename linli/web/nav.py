"""Places in the navigation, registered by the apps whose pages they open."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from django.http import HttpRequest
from django.utils.functional import Promise

from linli.kernel.access.permissions import holds
from linli.web.addresses import url
from linli.web.asked import Asked


@dataclass(frozen=True)
class NavItem:
    """`area` is "public", "mine" or "work"; `group` heads a block of the side bar.

    `homes` names the kinds of community (community, street, district) it belongs to; empty: all.
    `low`: on a phone it stands in the bar at the bottom, which has room for five; else in the foot.
    """

    area: str
    label: str | Promise
    url_name: str
    icon: str
    permission: str = ""
    group: str | Promise = ""
    order: int = 50
    count: Callable[[Asked], int] | None = None
    homes: tuple[str, ...] = ()
    low: bool = True

    def is_for(self, asked: Asked) -> bool:
        home = asked.community
        if self.homes and home.kind not in self.homes:
            return False
        return not self.permission or holds(asked.actor, self.permission, home.id)


@dataclass(frozen=True)
class Shown:
    label: str | Promise
    href: str
    icon: str
    group: str | Promise
    current: bool
    count: int | None
    low: bool = True


ITEMS: list[NavItem] = []


def nav_item(item: NavItem) -> None:
    ITEMS.append(item)
    ITEMS.sort(key=lambda each: each.order)


def nav_for(request: HttpRequest, area: str) -> list[Shown]:
    """The reader's items of an area; read once a request, though a page shows them twice."""
    asked = cast(Asked, request)
    if getattr(asked, "community", None) is None:
        return []
    kept: dict[tuple[str, str], list[Shown]] = asked.__dict__.setdefault("_nav", {})
    key = asked.community.slug, area
    if key not in kept:
        kept[key] = [_shown(asked, i) for i in ITEMS if i.area == area and i.is_for(asked)]
        _one_current(kept[key])
    return kept[key]


def _one_current(items: list[Shown]) -> None:
    """Of pages within each other only the innermost is where the reader is."""
    here = [item for item in items if item.current]
    for item in sorted(here, key=lambda each: len(each.href))[:-1]:
        items[items.index(item)] = replace(item, current=False)


def _shown(asked: Asked, item: NavItem) -> Shown:
    href = url(item.url_name, slug=asked.community.slug)
    count = item.count(asked) if item.count else None
    current = _is_current(asked.path, href)
    return Shown(item.label, href, item.icon, item.group, current, count, item.low)


def _is_current(path: str, href: str) -> bool:
    root = href.count("/") <= 3 or href.endswith("/work/")
    return path == href if root else path.startswith(href)
