"""What the forms of this app share: they know their community, and read people and places."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.models import Organisation
from linli.apps.organisations.queries import units_here
from linli.apps.people.public import Person
from linli.apps.places.public import Grid, Place, find_place
from linli.kernel import clock
from linli.kernel.community import Community
from linli.web.forms import DayField, HouseForm, LineField

EMPTY = [("", "—")]


class CommunityForm(HouseForm):
    """`subject` is what the form acts on, where it acts on something that exists."""

    def __init__(self, community: Community, *args: Any, subject: Any = None, **kw: Any) -> None:
        self.community = community
        self.subject = subject
        super().__init__(*args, **kw)
        for name, field in self.fields.items():
            if isinstance(field, DayField) and name in DAYS_OF_TODAY and field.initial is None:
                field.initial = clock.today(community)
        self.prepare()

    def prepare(self) -> None:
        """Fill in choices that only this community has."""

    def choose(self, name: str, choices: list[tuple[str, str]], *, empty: bool = True) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*(EMPTY if empty else []), *choices]


DAYS_OF_TODAY = ("since", "until", "on", "happened_on", "pledged_on", "raised_on", "counted_on")


class UnitField(forms.TypedChoiceField):
    """A unit present in the community."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(empty_value=None, **kwargs)


class WithUnits(CommunityForm):
    """Forms that name a unit: `organisation` becomes the row."""

    unit_kinds: tuple[str, ...] = ()

    def prepare(self) -> None:
        super().prepare()
        self.units = {str(unit.id): unit for unit in units_here(self.community, *self.unit_kinds)}
        for name in ("organisation", "parent"):
            if name in self.fields:
                listed = [(key, unit.called) for key, unit in self.units.items()]
                self.choose(name, listed)

    def clean_organisation(self) -> Organisation | None:
        return self.units.get(str(self.cleaned_data.get("organisation") or ""))

    def clean_parent(self) -> Organisation | None:
        return self.units.get(str(self.cleaned_data.get("parent") or ""))


class WithPerson(CommunityForm):
    """A name as it is shown, and the register number where the person is in the register."""

    display_name = LineField(label=_("Name as shown"), most=60, required=False)
    person = LineField(
        label=_("Number in the register of residents"),
        most=12,
        required=False,
        help_text=_("From the person's page or card. Leave empty for people who do not live here."),
    )

    def clean_person(self) -> Person | None:
        typed = self.cleaned_data["person"].upper().replace(" ", "")
        if not typed:
            return None
        found = Person.objects.filter(
            community_id=self.community.id, short_number=typed, erased_at__isnull=True
        ).first()
        if found is None:
            raise forms.ValidationError(gettext("Nobody in the register has this number."))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        named = cleaned.get("display_name") or cleaned.get("person")
        if not named and not self.errors and not cleaned.get("organisation"):
            self.add_error("display_name", gettext("Write a name, or a number of the register."))
        return cleaned


class WithArea(CommunityForm):
    """A grid of the list, or a place by its one-line address."""

    grid = forms.ChoiceField(label=_("Grid"), required=False)
    place = LineField(
        label=_("Building or place"),
        most=120,
        required=False,
        help_text=_("As people say it: “Building 2”, “Jinxing Court 2, entrance 4”."),
    )

    def prepare(self) -> None:
        super().prepare()
        self.grids = {str(grid.id): grid for grid in open_grids(self.community)}
        self.choose("grid", [(key, grid.name) for key, grid in self.grids.items()])

    def clean_grid(self) -> Grid | None:
        return self.grids.get(self.cleaned_data["grid"])

    def clean_place(self) -> Place | None:
        return read_place(self.community, self.cleaned_data["place"])


def read_place(community: Community, typed: str) -> Place | None:
    if not typed:
        return None
    found = find_place(community, typed)
    if found.place is None:
        raise forms.ValidationError(
            gettext("The register knows no such place. Try building and entrance.")
        )
    if not found.exact:
        near = "、".join(place.full_name for place in [found.place, *found.alternatives][:4])
        raise forms.ValidationError(gettext("Which one do you mean: %(names)s?") % {"names": near})
    return found.place


def open_grids(community: Community) -> list[Grid]:
    rows = Grid.objects.filter(community_id=community.id, closed_on__isnull=True)
    return list(rows.order_by("sequence", "code"))


def key_of(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def read_day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
