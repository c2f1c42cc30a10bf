"""Forms of rounds."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from linli.apps.places.public import Place, PlaceKind
from linli.apps.rounds.choices import RESULTS, RoundKind, RowState
from linli.kernel.community import Community
from linli.web.forms import DayField, HouseForm, LineField

KINDS = (
    PlaceKind.ENTRANCE,
    PlaceKind.BUILDING,
    PlaceKind.FLOOR,
    PlaceKind.DWELLING,
    PlaceKind.SHOP,
    PlaceKind.SITE,
)


class RoundForm(HouseForm):
    question = LineField(
        label=_("What is to be looked at"),
        most=200,
        help_text=_("One question with a plain answer: “Do all stair lights work?”"),
    )
    kind = forms.ChoiceField(label=_("What kind of round"), choices=RoundKind.choices)
    within = forms.ChoiceField(label=_("Where"), required=False)
    place_kind = forms.ChoiceField(
        label=_("One row for each"), choices=[(each.value, each.label) for each in KINDS]
    )
    due_on = DayField(label=_("Last day"))

    def __init__(self, community: Community, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        rows = Place.objects.filter(
            community_id=community.id,
            closed_on__isnull=True,
            kind__in=[PlaceKind.ESTATE, PlaceKind.BUILDING],
        ).order_by("-kind", "sequence", "full_name")
        where = self.fields["within"]
        if isinstance(where, forms.ChoiceField):
            whole = [("", _t("the whole community"))]
            where.choices = whole + [(str(row.id), row.full_name) for row in rows]


class ResultForm(HouseForm):
    result = forms.ChoiceField(
        label=_("What did you see?"),
        choices=[(each.value, each.label) for each in RESULTS],
        widget=forms.RadioSelect,
        initial=RowState.FINDING,
    )
    note = LineField(
        label=_("In a few words"),
        most=500,
        required=False,
        help_text=_("Needed for a finding, and where it was not needed."),
    )
    happened_at = forms.DateTimeField(
        label=_("When you stood there, if not now"),
        required=False,
        widget=forms.DateTimeInput(
            format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local", "class": "in"}
        ),
    )
