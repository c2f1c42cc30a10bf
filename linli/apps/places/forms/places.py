"""Forms of estates, buildings, dwellings and the rest of the tree."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.apps.places.choices import PARENTS, OpenType, PlaceKind
from linli.apps.places.forms.fields import EMPTY, decimal, degrees, whole
from linli.apps.places.models import Place
from linli.apps.places.operations import BuildingShape
from linli.apps.places.public import PlaceDetails
from linli.web.forms import DayField, HouseForm, LineField

YES_NO = (
    (None, _("not known")),
    ("true", pgettext_lazy("it has one", "yes")),
    ("false", pgettext_lazy("it has one", "no")),
)
NAME_HINTS: dict[str, Any] = {
    PlaceKind.ESTATE: _("As people say it, for example 金星苑."),
    PlaceKind.BUILDING: _("A number is enough: 2 becomes 2号楼."),
    PlaceKind.ENTRANCE: _("A number is enough: 4 becomes 4单元."),
    PlaceKind.FLOOR: _("A number is enough: 3; -1 is the first basement."),
    PlaceKind.DWELLING: _("The number on the door, for example 302."),
    PlaceKind.SHOP: _("The number on the door, for example 3."),
    PlaceKind.ROAD_NUMBER: _("Road and number, for example 海港路18号."),
    PlaceKind.SITE: _("As people say it, for example 中心花园."),
}
ONLY_FOR: dict[str, tuple[str, ...]] = {
    "open_type": (PlaceKind.ESTATE,),
    "built_year": (PlaceKind.ESTATE, PlaceKind.BUILDING),
    "floors": (PlaceKind.BUILDING,),
    "floors_below": (PlaceKind.BUILDING,),
    "has_lift": (PlaceKind.BUILDING, PlaceKind.ENTRANCE),
    "floor_area": (PlaceKind.ESTATE, PlaceKind.BUILDING, PlaceKind.DWELLING, PlaceKind.SHOP),
}


class PlaceForm(HouseForm):
    """Only the fields that a place of its kind has."""

    FIRST: tuple[str, ...] = ("name", "open_type", "built_year", "floors", "has_lift")
    name = LineField(most=80, label=_("Name or number"))
    other_names = LineField(
        most=200,
        required=False,
        label=_("Other names"),
        help_text=_("What people also call it, separated by commas; it is found by them too."),
    )
    original_text = LineField(
        most=300,
        required=False,
        label=_("Address in full"),
        help_text=_("As on the road sign or in the papers, with road and number."),
    )
    standard_code = LineField(most=40, required=False, label=_("Standard building code"))
    open_type = forms.ChoiceField(
        choices=[EMPTY, *OpenType.choices], required=False, label=_("Gated or open")
    )
    built_year = whole(2200, _("Year built"), least=1000)
    floors = whole(200, _("Floors above ground"))
    floors_below = whole(20, _("Floors below ground"))
    has_lift = forms.NullBooleanField(
        required=False, label=_("Lift"), widget=forms.Select(choices=YES_NO)
    )
    floor_area = decimal(_("Floor area (m²)"))
    longitude = degrees(_("Longitude"), 180)
    latitude = degrees(_("Latitude"), 90)
    note = LineField(most=500, required=False, label=_("Note for colleagues"))

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for field, kinds in ONLY_FOR.items():
            if kind not in kinds:
                del self.fields[field]
        self.fields["name"].help_text = NAME_HINTS.get(kind, "")

    @property
    def details(self) -> PlaceDetails:
        plain = {key: value for key, value in self.cleaned_data.items() if key in DETAILS}
        return cast(PlaceDetails, plain)

    @staticmethod
    def from_place(place: Place) -> dict[str, Any]:
        return {field: getattr(place, field) for field in ("name", *DETAILS)}


DETAILS = tuple(PlaceDetails.__annotations__)


class BuildingForm(PlaceForm):
    """A building with what is in it, in one go."""

    FIRST = (
        "name",
        "entrances",
        "floors",
        "dwellings_per_floor",
        "first_dwelling_floor",
        "built_year",
        "has_lift",
    )
    field_order = FIRST
    entrances = whole(40, _("Entrances"), required=True, initial=1)
    dwellings_per_floor = whole(99, _("Dwellings per floor and entrance"), required=True, initial=2)
    first_dwelling_floor = whole(
        120,
        _("First floor with dwellings"),
        required=True,
        least=1,
        initial=1,
        help_text=_("2 when the ground floor holds shops."),
    )
    skipped_floors = LineField(
        most=60,
        required=False,
        label=_("Floor numbers left out"),
        help_text=_("For example 4, 13, 14."),
    )
    through = forms.BooleanField(
        required=False, label=_("Room numbers go on from entrance to entrance")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(PlaceKind.BUILDING, *args, **kwargs)
        self.fields["floors"].required = True
        self.fields["floors"].widget.is_required = True

    def clean_skipped_floors(self) -> tuple[int, ...]:
        text = self.cleaned_data["skipped_floors"].replace("，", ",").replace("、", ",")
        words = [word.strip() for word in text.split(",") if word.strip()]
        if not all(word.isascii() and word.isdecimal() for word in words):
            raise forms.ValidationError(_("Numbers separated by commas, please."))
        return tuple(int(word) for word in words)

    @property
    def shape(self) -> BuildingShape:
        said = self.cleaned_data
        return BuildingShape(
            entrances=said["entrances"],
            floors=said["floors"],
            floors_below=said["floors_below"] or 0,
            dwellings_per_floor=said["dwellings_per_floor"],
            first_dwelling_floor=said["first_dwelling_floor"],
            skipped_floors=said["skipped_floors"],
            through=said["through"],
        )


def kinds_inside(place: Place | None) -> list[tuple[str, Any]]:
    """The kinds of places that may be added inside a place, or on the ground itself."""
    where = place.kind if place else ""
    return [(kind, PlaceKind(kind).label) for kind, above in PARENTS.items() if where in above]


class ClosingForm(HouseForm):
    on = DayField(label=_("Last day"))
