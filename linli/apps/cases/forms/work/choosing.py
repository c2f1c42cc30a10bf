"""What a community chooses: types, reasons, duties, policies, hours, the year's calendar."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.apps.cases.choices import CaseKind, Duty, ReasonKind
from linli.apps.cases.forms.work.base import listed, said, typed
from linli.apps.cases.models import CaseType
from linli.apps.cases.queries.catalogue import active_types, duty_list
from linli.apps.organisations.public import UnitKind
from linli.kernel.community import Community
from linli.kernel.worktime import Unit
from linli.web.forms import DayField, HouseForm

UNITS = [
    (Unit.WORKING_HOUR.value, gettext_lazy("working hours")),
    (Unit.WORKING_DAY.value, gettext_lazy("working days")),
    (Unit.HOUR.value, gettext_lazy("hours by the clock")),
    (Unit.DAY.value, gettext_lazy("calendar days")),
]
LANGUAGES = (("zh", "zh-hans"), ("hant", "zh-hant"), ("en", "en"))


def number(label: Any, low: float, high: float, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=int(low),
        max_value=int(high),
        widget=forms.NumberInput(attrs={"class": "in", "inputmode": "numeric"}),
        **more,
    )


def in_languages(given: dict[str, Any], name: str) -> dict[str, str]:
    """{language: text} of the fields <name>_zh, <name>_hant, <name>_en that were filled."""
    pairs = ((language, given.get(f"{name}_{end}", "")) for end, language in LANGUAGES)
    return {language: text for language, text in pairs if text}


class TypeForm(HouseForm):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name_zh = typed(gettext_lazy("Name, simplified Chinese"), most=40, required=True)
    name_hant = typed(gettext_lazy("Name, traditional Chinese"), most=40)
    name_en = typed(gettext_lazy("Name, English"), most=80)
    parent = listed(gettext_lazy("Group"), required=True)
    kind = listed(gettext_lazy("Nature"), CaseKind.choices, required=True)
    response_value = number(gettext_lazy("First contact within"), 1, 1000)
    response_unit = listed(gettext_lazy("counted in"), UNITS, required=True)
    resolution_value = number(gettext_lazy("Settled within"), 1, 1000)
    resolution_unit = listed(gettext_lazy("counted in"), UNITS, required=True)
    source = typed(
        gettext_lazy("Where these limits come from"),
        most=300,
        required=True,
        help_text=gettext_lazy("A rule by its name, or “the community's decision of …”."),
    )
    lead_unit_kind = listed(gettext_lazy("Unit that leads"), required=True)
    needs_site_check = forms.BooleanField(
        label=gettext_lazy("Somebody looks on site before it is closed"), required=False
    )
    public = forms.BooleanField(label=gettext_lazy("May stand on the public board"), required=False)
    confidential = forms.BooleanField(label=gettext_lazy("Confidential"), required=False)
    duty = listed(gettext_lazy("The community"), Duty.choices, required=True)
    duty_item = listed(gettext_lazy("Line of the duty list"))
    legal_basis = typed(gettext_lazy("Legal basis"), most=300)
    keywords = typed(
        gettext_lazy("Words that point to it"),
        most=300,
        help_text=gettext_lazy("Separated by spaces: what people write when they mean this."),
    )
    filing_zh = said(gettext_lazy("Taken on when"), rows=2, most=500)
    closing_zh = said(gettext_lazy("Closed when"), rows=2, most=500)

    def __init__(
        self, *args: Any, community: Community, base: CaseType | None, **kwargs: Any
    ) -> None:
        if base is not None:
            kwargs["initial"] = {**_of_type(base), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        types = active_types(community)
        self.groups = {kind.parent: kind.parent_names for kind in types}
        named = {kind.parent: kind.group_name for kind in types}
        self._offer("parent", list(named.items()))
        own = base.lead_unit_kind if base else ""
        kinds = [(value, str(label)) for value, label in UnitKind.choices]
        if own and own not in UnitKind.values:
            kinds.append((own, own))
        self._offer("lead_unit_kind", kinds)
        lines = [(line.code, line.name) for line in duty_list(community)]
        self._offer("duty_item", [("", _("— none —")), *lines])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def changes(self, base: CaseType | None) -> dict[str, Any]:
        """The fields of the type as typed; texts in languages that were not asked stay."""
        given = self.cleaned_data
        plain = {name: given[name] for name in PLAIN}
        sources = {"response": given["source"], "resolution": given["source"]}
        return {
            **plain,
            "names": in_languages(given, "name"),
            "parent_names": self.groups.get(given["parent"], {}),
            "keywords": given["keywords"].split(),
            "limit_sources": sources,
            "filing_condition": _with_chinese(base, "filing_condition", given["filing_zh"]),
            "closing_condition": _with_chinese(base, "closing_condition", given["closing_zh"]),
        }


PLAIN = (
    "parent",
    "kind",
    "response_value",
    "response_unit",
    "resolution_value",
    "resolution_unit",
    "source",
    "lead_unit_kind",
    "needs_site_check",
    "public",
    "confidential",
    "duty",
    "duty_item",
    "legal_basis",
)


def _of_type(base: CaseType) -> dict[str, Any]:
    names = {f"name_{end}": base.names.get(language, "") for end, language in LANGUAGES}
    return {
        **{name: getattr(base, name) for name in PLAIN},
        **names,
        "version": base.version,
        "keywords": " ".join(base.keywords),
        "filing_zh": base.filing_condition.get("zh-hans", ""),
        "closing_zh": base.closing_condition.get("zh-hans", ""),
    }


def _with_chinese(base: CaseType | None, name: str, text: str) -> dict[str, str]:
    """A reworded condition drops translations that would now say something else."""
    before = dict(getattr(base, name)) if base else {}
    if text == before.get("zh-hans", ""):
        return before
    return {"zh-hans": text} if text else {}


class ReasonForm(HouseForm):
    kind = listed(gettext_lazy("What the reason is for"), ReasonKind.choices, required=True)
    name_zh = typed(gettext_lazy("Name, simplified Chinese"), most=60, required=True)
    name_en = typed(gettext_lazy("Name, English"), most=100)
    told_zh = said(gettext_lazy("What the reporter reads"), rows=2, most=300)
    door_zh = said(gettext_lazy("The right door, when it is not ours"), rows=2, most=300)
    phones = typed(gettext_lazy("Its telephones, separated by spaces"), most=100)
    source = typed(gettext_lazy("Source"), most=300, required=True)


class DutyForm(HouseForm):
    role = listed(gettext_lazy("The community"), Duty.choices, required=True)
    name_zh = typed(gettext_lazy("The matter, simplified Chinese"), most=200, required=True)
    name_en = typed(gettext_lazy("The matter, English"), most=300)
    basis = typed(gettext_lazy("Basis"), most=300)
    door_zh = said(gettext_lazy("The right door, when it is outside"), rows=2, most=300)
    source = typed(gettext_lazy("Source"), most=300, required=True)


class PolicyForm(HouseForm):
    """One number; its bounds come from the rule itself."""

    value = forms.IntegerField(
        label=gettext_lazy("Value"),
        widget=forms.NumberInput(attrs={"class": "in", "inputmode": "numeric"}),
    )
    day = DayField(label=gettext_lazy("Holds from"))
    source = typed(
        gettext_lazy("Source"),
        most=200,
        required=True,
        help_text=gettext_lazy("Who decided it and when, or the rule it follows."),
    )


class LadderForm(HouseForm):
    """The rungs of a supervision ladder: when each is due, how long an answer may take."""

    def __init__(self, *args: Any, rungs: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rungs = rungs
        for place, rung in enumerate(rungs):
            if "percent" in rung:
                label = _("Percent of the time")
                self.fields[f"percent_{place}"] = number(label, 1, 100, initial=rung["percent"])
            if "after" in rung:
                label = _("Working days after the deadline")
                self.fields[f"after_{place}"] = number(label, 1, 60, initial=rung["after"]["value"])
            if "answer" in rung:
                label = _("Working days to answer")
                self.fields[f"answer_{place}"] = number(
                    label, 1, 30, initial=rung["answer"]["value"]
                )
        self.fields["day"] = DayField(label=_("Holds from"))
        self.fields["day"].widget.attrs["class"] = "in"
        self.fields["source"] = typed(_("Source"), most=200, required=True)
        self.fields["source"].widget.attrs["class"] = "in"

    def parts(self) -> list[tuple[str, str, list[Any]]]:
        """(code, kind, fields) of each rung, for the page."""
        return [
            (rung["code"], rung["kind"], [self[name] for name in self._names(place)])
            for place, rung in enumerate(self.rungs)
        ]

    def _names(self, place: int) -> list[str]:
        wanted = (f"percent_{place}", f"after_{place}", f"answer_{place}")
        return [name for name in wanted if name in self.fields]

    def value(self) -> list[dict[str, Any]]:
        made = []
        for place, rung in enumerate(self.rungs):
            fresh = {"code": rung["code"], "kind": rung["kind"]}
            given = self.cleaned_data
            if f"percent_{place}" in given:
                fresh["percent"] = given[f"percent_{place}"]
            if f"after_{place}" in given:
                fresh["after"] = {"value": given[f"after_{place}"], "unit": rung["after"]["unit"]}
            if f"answer_{place}" in given:
                unit = rung["answer"]["unit"]
                fresh["answer"] = {"value": given[f"answer_{place}"], "unit": unit}
            made.append(fresh)
        return made
