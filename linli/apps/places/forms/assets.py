"""Forms of public things and of the profile's facts."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.apps.places.choices import AssetKind, AssetState
from linli.apps.places.forms.fields import AddressField, GroundForm, decimal, whole
from linli.apps.places.models import Place
from linli.web.forms import DayField, HouseForm, LineField


class StandingForm(GroundForm):
    """Where a thing stands."""

    address = AddressField(
        label=_("Where"), help_text=_("A building, an entrance, a site: for example 2号楼4单元.")
    )
    spot = LineField(
        most=120,
        required=False,
        label=_("Exact spot"),
        help_text=_("For example: second floor, beside the letter boxes."),
    )
    place: Place | None = None

    def clean_address(self) -> str:
        typed: str = self.cleaned_data["address"]
        self.place = AddressField.resolve(self.community, typed)
        return typed


class AssetForm(StandingForm):
    kind = forms.ChoiceField(choices=AssetKind.choices, label=_("What it is"))
    name = LineField(most=80, label=_("What it is called"), help_text=_("For example 4单元楼道灯."))
    sticker = LineField(
        most=20,
        required=False,
        label=_("Sticker code"),
        help_text=_("Only when a printed sticker is on it already; else one is made."),
    )
    installed_on = DayField(required=False, label=_("Put up on"))
    checked_until = DayField(required=False, label=_("Inspection holds until"))
    note = LineField(most=500, required=False, label=_("Note for colleagues"))
    field_order = ["kind", "name", "address", "spot"]

    @property
    def said(self) -> dict[str, Any]:
        return {key: value for key, value in self.cleaned_data.items() if key != "address"}


class AssetStateForm(HouseForm):
    state = forms.ChoiceField(
        choices=[c for c in AssetState.choices if c[0] != AssetState.RETIRED], label=_("State")
    )
    checked_until = DayField(required=False, label=_("Inspection holds until"))


class FactForm(HouseForm):
    key = forms.SlugField(
        max_length=60,
        label=_("Short key"),
        help_text=_("The same key replaces an older figure, for example households."),
    )
    name_zh = LineField(most=60, label=_("Name in Chinese"))
    name_en = LineField(most=60, required=False, label=_("Name in English"))
    number = decimal(_("Figure"), digits=16, least=Decimal(-(10**13)))
    about = forms.BooleanField(required=False, label=_("The source says “about” or “more than”"))
    unit = LineField(most=20, required=False, label=_("Unit"))
    text = LineField(
        most=300, required=False, label=_("In words"), help_text=_("Where no number says it.")
    )
    as_of = DayField(label=_("As of"))
    source = LineField(most=200, label=_("Source"))
    sequence = whole(9999, _("Place in the list"))
    note = LineField(most=500, required=False, label=_("Note for colleagues"))

    @property
    def said(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        names = {"zh-hans": said.pop("name_zh"), "en": said.pop("name_en")}
        return {**said, "names": names, "sequence": said["sequence"] or 0}
