"""Orders: to whom, with what words; objections; calls for assistance; passing up."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.apps.cases.choices import Level, ReasonKind
from linli.apps.cases.forms.work.base import NOT_CHOSEN, CaseForm, listed, picked, said
from linli.apps.cases.operations.dispatching import Unit
from linli.apps.cases.queries.workers import grid_workers_of
from linli.apps.organisations.public import Organisation, unit_for, units_for, units_here

HIGHER = ("street_office", "department")


class UnitForm(CaseForm):
    """Suggested first: whose duty the type is here, then the grid worker, then everybody."""

    to = picked(gettext_lazy("To whom"), required=False)
    other = listed(gettext_lazy("Another unit"))
    words = said(
        gettext_lazy("Words for the order"),
        help_text=gettext_lazy("What matters on the spot: times, keys, dangers."),
    )

    def fill(self) -> None:
        folder = self.folder
        kind = folder.case.type.lead_unit_kind
        best = unit_for(folder.community, kind, folder.case.place, grid=folder.case.grid)
        also = units_for(folder.community, kind) if kind else []
        units = {unit.id: unit for unit in [*([best] if best else []), *also]}
        workers = grid_workers_of(folder.community, folder.case.grid_id)
        self.names = dict(workers)
        tiles = [(f"o:{unit.id}", self._label(unit, best)) for unit in units.values()]
        tiles += [(ref, _("%(name)s, grid worker") % {"name": name}) for ref, name in workers]
        self.choose("to", tiles)
        rest = [unit for unit in units_here(folder.community) if unit.id not in units]
        self.choose("other", [NOT_CHOSEN, *((f"o:{unit.id}", unit.name) for unit in rest)])
        if best:
            self.initial.setdefault("to", f"o:{best.id}")
        if not tiles:
            self.fields["to"].widget = forms.HiddenInput()

    def _label(self, unit: Organisation, best: Organisation | None) -> str:
        return _("%(unit)s · suggested") % {"unit": unit.name} if unit == best else unit.name

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not (given.get("to") or given.get("other")) and not self.errors:
            self.add_error("to", _("Choose who does it."))
        return given

    def unit(self) -> Unit:
        chosen = self.cleaned_data["other"] or self.cleaned_data["to"]
        if chosen.startswith("o:"):
            return Unit(organisation_id=int(chosen[2:]))
        return Unit(worker=chosen, worker_name=self.names[chosen])


class ObjectForm(CaseForm):
    reason = picked(gettext_lazy("Why it is not yours"))
    words = said(gettext_lazy("Explain it in a sentence or two"))

    def fill(self) -> None:
        self.choose_reasons("reason", ReasonKind.OBJECTION)


class AssistForm(CaseForm):
    unit = listed(gettext_lazy("Which unit is called in"), required=True)
    text = said(gettext_lazy("What is needed from it"), required=True)
    working_hours = forms.IntegerField(
        label=gettext_lazy("Working hours to answer"),
        required=False,
        min_value=1,
        max_value=200,
        widget=forms.NumberInput(attrs={"class": "in", "inputmode": "numeric"}),
        help_text=gettext_lazy("Empty: as the community's rule says."),
    )

    def fill(self) -> None:
        wanted = set(self.folder.case.type.assist_unit_kinds)
        units = [u for u in units_here(self.folder.community) if u.id != self.folder.case.lead_id]
        units.sort(key=lambda unit: unit.kind not in wanted)
        self.choose("unit", [NOT_CHOSEN, *((str(unit.id), unit.name) for unit in units)])


class AnswerCallForm(CaseForm):
    call = picked(gettext_lazy("Which call"), required=False)
    answer = said(gettext_lazy("What you did, or when you come"), required=True)

    def fill(self) -> None:
        calls = self.folder.open_calls
        self.choose("call", [(one.id, f"{one.unit}: {one.text}") for one in calls])
        if len(calls) < 2:
            self.fields["call"].widget = forms.HiddenInput()
            self.initial.setdefault("call", calls[0].id if calls else "")


class PassForm(CaseForm):
    words = said(gettext_lazy("Why the grid cannot settle it"))


class ClimbForm(CaseForm):
    to = picked(gettext_lazy("How far up"))
    unit = listed(gettext_lazy("Unit above, where it is known"))
    words = said(gettext_lazy("Why the community cannot settle it"), required=True)

    def fill(self) -> None:
        levels = [Level.STREET, Level.DISTRICT]
        if self.folder.case.level == Level.STREET:
            levels = [Level.DISTRICT]
        self.choose("to", [(level.value, str(level.label)) for level in levels])
        self.initial.setdefault("to", levels[0].value)
        units = units_here(self.folder.community, *HIGHER)
        self.choose("unit", [NOT_CHOSEN, *((str(unit.id), unit.name) for unit in units)])
