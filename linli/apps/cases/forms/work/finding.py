"""What staff write down: found on a round, or told by telephone, at the counter, on paper."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.apps.cases.choices import ReasonKind, Source
from linli.apps.cases.forms.reporting import PhotosField
from linli.apps.cases.forms.work.base import NOT_CHOSEN, listed, picked, said, typed
from linli.apps.cases.forms.work.deciding import grouped_types
from linli.apps.cases.operations.reporting import ReporterGiven
from linli.apps.cases.queries.catalogue import active_reasons, guess_code
from linli.apps.places.public import Place, find_place
from linli.kernel.community import Community
from linli.kernel.records.models import Basis
from linli.web.forms import HouseForm

BASES = {
    Source.TELEPHONE: Basis.STAFF_PHONE,
    Source.COUNTER: Basis.STAFF_DESK,
    Source.PAPER: Basis.PAPER,
}
SOURCES = [
    (Source.GRID_WORKER.value, gettext_lazy("I found it")),
    (Source.TELEPHONE.value, gettext_lazy("somebody telephoned")),
    (Source.COUNTER.value, gettext_lazy("somebody came to the counter")),
    (Source.PAPER.value, gettext_lazy("on a paper slip")),
    (Source.VISIT.value, gettext_lazy("on a home visit")),
    (Source.HAZARD.value, gettext_lazy("on a hazard check")),
]


class FindingForm(HouseForm):
    """One page, top to bottom; only what and where matter. `settled` adds the result."""

    text = said(gettext_lazy("What is it?"), rows=3, most=4000)
    type_code = listed(
        gettext_lazy("Kind"), help_text=gettext_lazy("Empty: guessed from the words.")
    )
    place = listed(gettext_lazy("Where"))
    place_words = typed(
        gettext_lazy("Or as an address"),
        most=200,
        help_text=gettext_lazy("Building 2 entrance 4, a road, a shop; which floor, which side"),
    )
    photos = PhotosField(label=gettext_lazy("Photos"), required=False)
    source = picked(gettext_lazy("How you know"), SOURCES)
    name = typed(gettext_lazy("Who told it"), most=60)
    phone = typed(
        gettext_lazy("Telephone for the call-back"),
        most=60,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    proxy_name = typed(
        gettext_lazy("Who speaks for them"),
        most=60,
        help_text=gettext_lazy("A building head, family; empty when they speak for themselves."),
    )
    settled = forms.BooleanField(label=gettext_lazy("It is settled already"), required=False)
    outcome = listed(gettext_lazy("How it ended"))
    result = said(gettext_lazy("What was done"), rows=2)
    after = PhotosField(label=gettext_lazy("Photos after"), required=False)
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, community: Community, near: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        self.community = community
        super().__init__(*args, **kwargs)
        self._offer("type_code", [("", _("— guessed from the words —")), *grouped_types(community)])
        self._offer("place", [NOT_CHOSEN, *near])
        outcomes = list(active_reasons(community, ReasonKind.OUTCOME))
        self.told = {row.code: row.told_text or row.name for row in outcomes}
        self._offer("outcome", [(row.code, row.name) for row in outcomes])

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("text") and "text" not in self.errors:
            self.add_error("text", _("Please say in a few words what it is."))
        if given.get("settled") and not (given.get("result") or given.get("outcome")):
            self.add_error("result", _("Say in a few words what was done."))
        return given

    def reporter(self) -> ReporterGiven | None:
        """Who is told what becomes of it; nobody where staff found it themselves."""
        given = self.cleaned_data
        basis = BASES.get(given["source"])
        if basis is None and not (given["name"] or given["phone"]):
            return None
        if not (given["name"] or given["phone"]):
            return ReporterGiven(anonymous=True)
        return ReporterGiven(
            name=given["name"],
            phone=given["phone"],
            proxy_name=given["proxy_name"],
            basis=basis or Basis.STAFF_DESK,
        )

    def spot(self) -> Place | None:
        """The chosen place, else the one the address names."""
        given = self.cleaned_data
        if given["place"]:
            key = uuid.UUID(given["place"])
            return Place.objects.filter(community_id=self.community.id, id=key).first()
        words = given["place_words"]
        return find_place(self.community, words).place if words else None

    def type_named(self) -> str:
        given = self.cleaned_data
        if given["type_code"]:
            return str(given["type_code"])
        return guess_code(self.community, given["text"])

    def said_result(self) -> str:
        given = self.cleaned_data
        if not given["settled"]:
            return ""
        return str(given["result"] or self.told.get(given["outcome"], ""))
