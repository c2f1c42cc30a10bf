"""What the pages of this app do alike."""

import uuid
from typing import Any, cast

from django.http import HttpRequest

from linli.apps.places.models import Asset, Grid, Place
from linli.apps.places.rules.permissions import EDIT_REGISTER, SEE_REGISTER
from linli.kernel.access.permissions import get_visible, holds, require
from linli.kernel.errors import Refusal
from linli.web.asked import Asked
from linli.web.forms import HouseForm


def staff(request: HttpRequest, key: str = SEE_REGISTER) -> Asked:
    """The request, once its actor may see (or edit) the register here."""
    asked = cast(Asked, request)
    require(asked.actor, key, asked.community.id)
    return asked


def editor(request: HttpRequest) -> Asked:
    return staff(request, EDIT_REGISTER)


def may_edit(asked: Asked) -> bool:
    return holds(asked.actor, EDIT_REGISTER, asked.community.id)


def place_here(asked: Asked, place_id: uuid.UUID) -> Place:
    rows = Place.objects.select_related("grid", "parent")
    return get_visible(asked.actor, SEE_REGISTER, rows, asked.community.id, id=place_id)


def grid_here(asked: Asked, grid_id: uuid.UUID) -> Grid:
    rows = Grid.objects.select_related("parent")
    return get_visible(asked.actor, SEE_REGISTER, rows, asked.community.id, id=grid_id)


def asset_here(asked: Asked, asset_id: uuid.UUID) -> Asset:
    rows = Asset.objects.select_related("place", "grid")
    return get_visible(asked.actor, SEE_REGISTER, rows, asked.community.id, id=asset_id)


def blame(form: HouseForm, refusal: Refusal) -> int:
    """Show a refusal in the form that caused it; gives the status of the page."""
    if refusal.status not in {409, 422}:
        raise refusal
    form.refuse(refusal.detail, str(refusal.data.get("field", "")))
    return refusal.status


def page_of(rows: Any, number_text: str, size: int = 25) -> dict[str, Any]:
    """One page of a list: rows, its number, how many there are."""
    total = rows.count()
    pages = max(1, -(-total // size))
    number = int(number_text) if number_text.isdecimal() and len(number_text) < 7 else 1
    number = min(max(number, 1), pages)
    shown = list(rows[(number - 1) * size : number * size])
    return {"rows": shown, "number": number, "pages": pages, "total": total}
