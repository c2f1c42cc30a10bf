"""The form that opens a round from a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.models import Case
from linli.apps.places.public import Place, PlaceKind
from linli.web.forms import DayField, HouseForm, LineField

KINDS = (
    PlaceKind.ENTRANCE,
    PlaceKind.BUILDING,
    PlaceKind.FLOOR,
    PlaceKind.DWELLING,
    PlaceKind.SHOP,
)


class CheckRoundForm(HouseForm):
    question = LineField(
        label=_("What is to be looked at"),
        most=200,
        help_text=_("One question with a plain answer: “Do all stair lights work?”"),
    )
    within = forms.ChoiceField(label=_("Where"), required=False)
    place_kind = forms.ChoiceField(
        label=_("One row for each"), choices=[(each.value, each.label) for each in KINDS]
    )
    due_on = DayField(label=_("Last day"))

    def __init__(self, case: Case, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        rows = Place.objects.filter(
            community_id=case.community_id,
            closed_on__isnull=True,
            kind__in=[PlaceKind.ESTATE, PlaceKind.BUILDING],
        ).order_by("-kind", "sequence", "full_name")
        field = self.fields["within"]
        if isinstance(field, forms.ChoiceField):
            whole = [("", _("the whole community"))]
            field.choices = whole + [(str(row.id), row.full_name) for row in rows]
        if case.place is not None and case.place.estate_id is not None:
            field.initial = str(case.place.estate_id)
