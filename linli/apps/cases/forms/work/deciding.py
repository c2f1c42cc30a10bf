"""The first decision on a case: accept, answer, decline, join, separate."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.apps.cases.choices import Duty, ReasonKind
from linli.apps.cases.forms.work.base import NOT_CHOSEN, CaseForm, listed, picked, said, typed
from linli.apps.cases.models import Case
from linli.apps.cases.queries.catalogue import active_types, duty_list
from linli.kernel.community import Community


def grouped_types(community: Community) -> list[tuple[str, Any]]:
    """All types under their groups, for a list to open."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for kind in active_types(community):
        groups.setdefault(kind.group_name, []).append((kind.code, kind.name))
    return list(groups.items())


class AcceptForm(CaseForm):
    type_code = listed(gettext_lazy("What kind of matter it is"))
    title = typed(
        gettext_lazy("A short title"),
        most=80,
        help_text=gettext_lazy("For example: stair light out, building 2 entrance 4"),
    )

    def fill(self) -> None:
        self.choose("type_code", grouped_types(self.folder.community))
        self.initial.setdefault("type_code", self.folder.case.type.code)
        self.initial.setdefault("title", self.folder.case.title)


class AnswerForm(CaseForm):
    answer = said(
        gettext_lazy("Your answer"),
        required=True,
        rows=5,
        help_text=gettext_lazy("The reporter reads these words. The case ends with them."),
    )


class DeclineForm(CaseForm):
    """One choice is enough: a reason that cites the duty list takes the type's own line."""

    reason = picked(gettext_lazy("Why it is not ours"))
    duty_item = listed(
        gettext_lazy("Line of the duty list"),
        help_text=gettext_lazy("Needed only where the reason cites the list."),
    )
    words_told = said(
        gettext_lazy("A word to the reporter"),
        help_text=gettext_lazy("The right door and its telephone are told by themselves."),
    )

    def fill(self) -> None:
        rows = self.choose_reasons("reason", ReasonKind.DECLINE)
        self.citing = {row.code for row in rows if row.extra.get("cites_duty")}
        lines = duty_list(self.folder.community).exclude(role=Duty.MAIN)
        named = [(line.code, f"{line.get_role_display()} · {line.name}") for line in lines]
        self.choose("duty_item", [NOT_CHOSEN, *named])
        own = self.folder.case.type.duty_item
        if any(code == own for code, _label in named):
            self.initial.setdefault("duty_item", own)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("reason") not in self.citing:
            given["duty_item"] = ""
        return given


class MergeForm(CaseForm):
    into = picked(gettext_lazy("The earlier case"), required=False)
    number = typed(gettext_lazy("Or its number"), most=24)

    def fill(self) -> None:
        shown = [
            (str(row.id), f"{row.number} · {row.title} · {row.state_label}")
            for row in self.folder.neighbours
            if row.state not in {"merged", "archived"}
        ]
        self.choose("into", shown)
        if not shown:
            self.fields["into"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        number = given.get("number", "").upper()
        if number:
            found = Case.objects.filter(
                community_id=self.folder.community.id, number=number
            ).values_list("id", flat=True)
            given["into"] = next((str(each) for each in found), "")
            if not given["into"]:
                self.add_error("number", _("There is no case with this number here."))
        elif not given.get("into"):
            self.add_error("number", _("Choose a case or write its number."))
        return given
