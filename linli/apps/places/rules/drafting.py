"""A place made ready to be stored. One by one or in bulk, every new place passes here."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypedDict, cast

from django.db.models import CharField
from django.utils.translation import gettext as _

from linli.apps.places.choices import PARENTS, OpenType, PlaceKind
from linli.apps.places.models import Place
from linli.apps.places.rules.naming import full_name_of, name_of, number_of, sequence_of
from linli.kernel.bigrams import index_text
from linli.kernel.errors import RuleNotMet
from linli.kernel.texts import TextError, clean_line


class PlaceDetails(TypedDict, total=False):
    """What may be known of a place beside its name; floors are counted, areas in square metres."""

    other_names: str
    original_text: str
    standard_code: str
    longitude: float | None
    latitude: float | None
    open_type: str
    built_year: int | None
    floors: int | None
    floors_below: int | None
    has_lift: bool | None
    floor_area: Decimal | None
    note: str


TEXTS = ("other_names", "original_text", "standard_code", "open_type", "note")
RANGES: dict[str, tuple[float, float]] = {
    "longitude": (-180, 180),
    "latitude": (-90, 90),
    "built_year": (1000, 2200),
    "floors": (0, 200),
    "floors_below": (0, 20),
    "floor_area": (0, 9_999_999_999),
}


def draft_place(
    *, community_id: int, kind: str, name: str, parent: Place | None, details: PlaceDetails
) -> Place:
    """Raises RuleNotMet naming the field that cannot be."""
    check_parent(kind, parent)
    typed = line_of("name", name, most=length_of("name"), least=1)
    place = Place(community_id=community_id, kind=kind, parent=parent)
    set_name(place, typed, parent)
    set_details(place, details)
    place.estate_id, place.building_id, place.entrance_id = lineage(place, parent)
    place.grid_id = parent.grid_id if parent else None
    return place


def version_of(place: Place) -> str:
    """Changes when anything changes that a form about the place can show."""
    fields = ("name", *PlaceDetails.__annotations__)
    plain = "\x1f".join(str(getattr(place, field)) for field in fields)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def check_parent(kind: str, parent: Place | None) -> None:
    allowed = PARENTS.get(kind)
    if allowed is None:
        raise RuleNotMet("kind_unknown", _("There is no such kind of place."), field="kind")
    if (parent.kind if parent else "") not in allowed:
        words = {"kind": PlaceKind(kind).label}
        detail = _("A place of the kind “%(kind)s” cannot stand there.") % words
        raise RuleNotMet("parent_not_possible", detail, field="parent")
    if parent is not None and parent.closed_on is not None:
        detail = _("%(place)s is closed; nothing is added to it.") % {"place": parent.full_name}
        raise RuleNotMet("parent_closed", detail, field="parent")


def lineage(place: Place, parent: Place | None) -> tuple[Any, Any, Any]:
    """Estate, building and entrance of a place; a place is its own at its level."""
    above = (parent.estate_id, parent.building_id, parent.entrance_id) if parent else (None,) * 3
    levels = (PlaceKind.ESTATE, PlaceKind.BUILDING, PlaceKind.ENTRANCE)
    estate, building, entrance = (
        place.id if place.kind == level else inherited
        for level, inherited in zip(levels, above, strict=True)
    )
    return estate, building, entrance


def set_name(place: Place, typed: str, parent: Place | None) -> None:
    place.number = number_of(place.kind, typed)
    place.name = name_of(place.kind, typed)
    place.sequence = sequence_of(place.number)
    place.full_name = full_name_of(place.name, parent)
    if len(place.full_name) > length_of("full_name"):
        raise RuleNotMet("name_too_long", _("The whole address becomes too long."), field="name")
    place.search = index_text(place.full_name, place.other_names)


def set_details(place: Place, details: PlaceDetails) -> list[str]:
    """Give the place its details; returns the fields that changed."""
    changed = []
    for field, value in cast(Mapping[str, Any], details).items():
        clean = _detail(field, value)
        if getattr(place, field) != clean:
            setattr(place, field, clean)
            changed.append(field)
    if (place.longitude is None) != (place.latitude is None):
        detail = _("A point has a longitude and a latitude.")
        raise RuleNotMet("half_a_point", detail, field="longitude")
    if "other_names" in changed:
        place.search = index_text(place.full_name, place.other_names)
    return changed


def _detail(field: str, value: Any) -> Any:
    if field in TEXTS:
        text = line_of(field, str(value or ""), most=length_of(field))
        if field == "open_type" and text not in {"", *OpenType.values}:
            raise RuleNotMet("not_a_choice", _("Please choose one of the list."), field=field)
        return text
    if field in RANGES and value is not None:
        low, high = RANGES[field]
        if not low <= value <= high:
            detail = _("Between %(low)s and %(high)s, please.") % {"low": low, "high": high}
            raise RuleNotMet("out_of_range", detail, field=field)
        return round(value, 6) if isinstance(value, float) else value
    return value


def length_of(field: str, model: Any = Place) -> int:
    column = model._meta.get_field(field)
    return cast(int, column.max_length) if isinstance(column, CharField) else 0


def line_of(field: str, raw: str, *, most: int, least: int = 0) -> str:
    """A cleaned line, or RuleNotMet on `field`."""
    try:
        return clean_line(raw, least=least, most=most)
    except TextError as trouble:
        detail = _("Please write something here.")
        if trouble.code == "too_long":
            detail = _("At most %(limit)s characters, please; this has %(length)s.") % {
                "limit": trouble.limit,
                "length": trouble.length,
            }
        raise RuleNotMet(trouble.code, detail, field=field) from trouble


def not_after(field: str, day: dt.date, today: dt.date) -> None:
    if day > today:
        raise RuleNotMet("not_in_future", _("This day has not come yet."), field=field)
