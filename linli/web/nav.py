"""Places in the navigation, registered by the apps whose pages they open."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from linli.kernel.access.permissions import holds
from linli.web.asked import Asked


@dataclass(frozen=True)
class NavItem:
    """`area` is "public", "mine" or "work"; `group` heads a block of the side bar."""

    area: str
    label: str | Promise
    url_name: str
    icon: str
    permission: str = ""
    group: str | Promise = ""
    order: int = 50
    count: Callable[[Asked], int] | None = None


@dataclass(frozen=True)
class Shown:
    label: str | Promise
    href: str
    icon: str
    group: str | Promise
    current: bool
    count: int | None


ITEMS: list[NavItem] = []


def nav_item(item: NavItem) -> None:
    ITEMS.append(item)
    ITEMS.sort(key=lambda each: each.order)


def nav_for(request: HttpRequest, area: str) -> list[Shown]:
    asked = cast(Asked, request)
    community = getattr(asked, "community", None)
    if community is None:
        return []
    shown = []
    for item in ITEMS:
        if item.area != area:
            continue
        if item.permission and not holds(asked.actor, item.permission, community.id):
            continue
        href = reverse(item.url_name, kwargs={"slug": community.slug})
        count = item.count(asked) if item.count else None
        current = _is_current(asked.path, href)
        shown.append(Shown(item.label, href, item.icon, item.group, current, count))
    return shown


def _is_current(path: str, href: str) -> bool:
    root = href.count("/") <= 3 or href.endswith("/work/")
    return path == href if root else path.startswith(href)
