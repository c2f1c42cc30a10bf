"""Fields that the forms of this app share."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.apps.places.models import Place
from linli.apps.places.public import find_place
from linli.kernel.community import Community
from linli.web.forms import HouseForm, LineField

EMPTY = ("", gettext_lazy("choose"))


class GroundForm(HouseForm):
    """A form of one community: choices and addresses are its own."""

    def __init__(self, community: Community, *args: Any, **kwargs: Any) -> None:
        self.community = community
        super().__init__(*args, **kwargs)


class AddressField(LineField):
    """An address typed in one line; `resolve` turns it into the place that it names."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(most=120, **kwargs)

    @staticmethod
    def resolve(community: Community, typed: str) -> Place | None:
        """None for an empty line; ValidationError with suggestions where it is not certain."""
        if not typed:
            return None
        found = find_place(community, typed)
        if found.place is None:
            raise forms.ValidationError(_("The register does not know this address."))
        if found.exact and not found.alternatives:
            return found.place
        same = [found.place, *found.alternatives]
        named = [
            place for place in same if place.full_name.upper() == typed.replace(" ", "").upper()
        ]
        if len(named) == 1:
            return named[0]
        names = "、".join(place.full_name for place in same[:4])
        raise forms.ValidationError(_("Which one? %(names)s") % {"names": names})


def whole(most: int, label: Any, **kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=kwargs.pop("required", False),
        min_value=kwargs.pop("least", 0),
        max_value=most,
        widget=forms.NumberInput(attrs={"class": "in", "inputmode": "numeric"}),
        **kwargs,
    )


def decimal(label: Any, **kwargs: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        max_digits=kwargs.pop("digits", 12),
        decimal_places=2,
        min_value=kwargs.pop("least", Decimal(0)),
        widget=forms.NumberInput(attrs={"class": "in", "inputmode": "decimal", "step": "0.01"}),
        **kwargs,
    )


def degrees(label: Any, most: int) -> forms.FloatField:
    return forms.FloatField(
        label=label,
        required=False,
        min_value=-most,
        max_value=most,
        widget=forms.NumberInput(attrs={"class": "in", "inputmode": "decimal", "step": "any"}),
    )
