"""Forms about bodies: entering, presence, posts, members, grids."""

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.choices import (
    MemberKind,
    PresenceRole,
    Society,
    UnitKind,
)
from linli.apps.organisations.forms.base import (
    EMPTY,
    CommunityForm,
    WithPerson,
    WithUnits,
    open_grids,
)
from linli.apps.places.public import Grid
from linli.web.forms import DayField, LineField

WHAT_IT_IS = _("What it is to the community")


class UnitForm(WithUnits):
    kind = forms.ChoiceField(label=_("Kind"), choices=UnitKind.choices)
    name = LineField(label=_("Full name"), most=120)
    short_name = LineField(label=_("Short name"), most=40, required=False)
    role = forms.ChoiceField(
        label=WHAT_IT_IS,
        choices=[*EMPTY, *PresenceRole.choices],
        required=False,
        help_text=_("Empty: own body for party bodies and the committee, else stationed unit."),
    )
    parent = forms.ChoiceField(label=_("Belongs to"), required=False)
    society = forms.ChoiceField(
        label=_("Which of the five societies"), choices=[*EMPTY, *Society.choices], required=False
    )
    public_phone = LineField(label=_("Telephone for the public"), most=40, required=False)
    address = LineField(label=_("Address"), most=200, required=False)
    contact_name = LineField(label=_("Contact person for us"), most=60, required=False)
    contact_phone = LineField(label=_("Contact's telephone"), most=40, required=False)
    uscc = LineField(label=_("Unified social credit code"), most=24, required=False)
    about = LineField(label=_("What it does, in a sentence"), most=400, required=False)
    since = DayField(label=_("Since"))


class UnitFactsForm(CommunityForm):
    name = LineField(label=_("Full name"), most=120)
    short_name = LineField(label=_("Short name"), most=40, required=False)
    public_phone = LineField(label=_("Telephone for the public"), most=40, required=False)
    address = LineField(label=_("Address"), most=200, required=False)
    about = LineField(label=_("What it does, in a sentence"), most=400, required=False)


class PresenceForm(CommunityForm):
    role = forms.ChoiceField(label=WHAT_IT_IS, choices=PresenceRole.choices)
    society = forms.ChoiceField(
        label=_("Which of the five societies"), choices=[*EMPTY, *Society.choices], required=False
    )
    contact_name = LineField(label=_("Contact person for us"), most=60, required=False)
    contact_phone = LineField(label=_("Contact's telephone"), most=40, required=False)
    since = DayField(label=_("Since"))


class ContactForm(CommunityForm):
    contact_name = LineField(label=_("Contact person for us"), most=60, required=False)
    contact_phone = LineField(label=_("Contact's telephone"), most=40, required=False)


class PostForm(WithPerson):
    title = LineField(label=_("Post"), most=60, help_text=_("For example: secretary, director."))
    since = DayField(label=_("Since"))
    public = forms.BooleanField(label=_("Show it to the public"), required=False, initial=True)

    field_order = ("title", "display_name", "person", "since", "public")


class MemberForm(WithPerson):
    kind = forms.ChoiceField(label=_("Kind of membership"), choices=MemberKind.choices)
    since = DayField(label=_("Since"))


class BranchForm(CommunityForm):
    grid = forms.ChoiceField(label=_("Grid"))
    since = DayField(label=_("Since"))

    def prepare(self) -> None:
        self.grids = {str(grid.id): grid for grid in open_grids(self.community)}
        self.choose("grid", [(key, grid.name) for key, grid in self.grids.items()], empty=False)

    def clean_grid(self) -> Grid:
        return self.grids[self.cleaned_data["grid"]]


class UntilForm(CommunityForm):
    """The last day of something."""

    until = DayField(label=_("Last day"))
