"""Boards: the screen in the service centre, and communities side by side."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from linli.apps.bulletins.queries.brands import brand_of
from linli.apps.bulletins.queries.documents import exact_of
from linli.apps.bulletins.queries.drawing import hero, seal
from linli.apps.bulletins.queries.pillars import pillar_boards
from linli.apps.bulletins.queries.screen import latest, this_month
from linli.apps.bulletins.queries.side_by_side import side_by_side
from linli.apps.bulletins.rules import COMPARE
from linli.apps.places.public import grids_of
from linli.kernel import clock
from linli.kernel.access.permissions import require
from linli.web.addresses import url
from linli.web.asked import Asked, show
from linli.web.facade import Windows, facade
from linli.web.qr import full_address, qr_svg


def screen(request: HttpRequest, slug: str) -> HttpResponse:
    """16:9, loaded anew every five minutes, without a script."""
    asked = cast(Asked, request)
    community, today = asked.community, clock.today(asked.community)
    brand = brand_of(community, today)
    month = this_month(community)
    windows = Windows(month.answered, month.in_hand, month.overdue)
    sentence = _("%(done)s answered, %(open)s in hand, %(late)s overdue") % {
        "done": windows.answered,
        "open": windows.in_hand,
        "late": windows.overdue,
    }
    boards = pillar_boards(community, brand, today) if brand else []
    context = {
        "brand": brand,
        "windows": windows,
        "latest": latest(community),
        "facade": facade(windows, sentence),
        "boards": boards,
        "seals": {one.key: seal(one.seal, one.colour, 40) for one in brand.pillars}
        if brand
        else {},
        "hero": hero(brand) if brand else "",
        "exact": exact_of,
        "grids": grids_of(community),
        "now": clock.now(),
        "code": qr_svg(full_address(request, url("bulletins:brand", slug=slug))),
    }
    return show(request, "bulletins/screen.html", context)


def communities(request: HttpRequest, slug: str) -> HttpResponse:
    """This year beside the same days of last year, community by community."""
    asked = cast(Asked, request)
    require(asked.actor, COMPARE, asked.community.id)
    today = clock.today(asked.community)
    table = side_by_side(asked.community, today.replace(month=1, day=1), today)
    return show(request, "bulletins/communities.html", {"table": table, "today": today})
