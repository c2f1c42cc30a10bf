"""The small forms on a person's page: one act each, saying what its operation takes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.apps.people.choices import (
    Channel,
    DocumentKind,
    Ground,
    Relation,
    RequestKind,
    ResidenceKind,
    TieKind,
)
from linli.apps.people.forms.fields import HomeField, PeopleForm, SinceField, choice_with_empty
from linli.apps.people.queries import dictionary
from linli.apps.people.rules.purposes import PURPOSES
from linli.web.forms import DayField, LineField, ParagraphField

Said = dict[str, Any]
NOTED = [choice for choice in Channel.choices if choice[0] != Channel.ONLINE]


class Act(PeopleForm):
    """`said` is what the operation takes beside actor, community and person."""

    def said(self) -> Said:
        return dict(self.cleaned_data)


class PhoneForm(Act):
    number = LineField(label=_("Telephone"), most=40)
    is_main = forms.BooleanField(label=_("This is the main one"), required=False)


class RowForm(Act):
    """Takes back or ends one row; `KEY` is what the operation calls it."""

    row = forms.UUIDField(widget=forms.HiddenInput)
    KEY = ""

    def said(self) -> Said:
        rest = {key: value for key, value in self.cleaned_data.items() if key != "row"}
        return {self.KEY: self.cleaned_data["row"], **rest}


class PhoneRemoval(RowForm):
    KEY = "phone_id"


class DocumentForm(Act):
    kind = forms.ChoiceField(label=_("Document"), choices=DocumentKind.choices)
    number = LineField(label=_("Document number"), most=40)


class UnmaskForm(Act):
    field = forms.ChoiceField(choices=[("identity", ""), ("phone", "")], widget=forms.HiddenInput)
    row_id = forms.UUIDField(widget=forms.HiddenInput)
    reason = LineField(
        label=_("Why do you need it?"),
        most=200,
        help_text=_("The person can read this and your name."),
    )


class MoveInForm(Act):
    address = HomeField()
    kind = forms.ChoiceField(
        label=_("Relation to the home"), choices=ResidenceKind.choices, initial="actual"
    )
    since = SinceField()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        self.place = self.place_in("address")
        return said

    def said(self) -> Said:
        place_id = self.place.id if self.place else None
        return {
            "place_id": place_id,
            "kind": self.cleaned_data["kind"],
            "since": self.cleaned_data["since"],
        }


class MoveOutForm(RowForm):
    KEY = "residence_id"
    on = DayField(label=_("Last day"), required=False, help_text=_("Empty: today"))


class HouseholdForm(Act):
    """Begins a household with the person as its head."""

    address = HomeField()
    label = LineField(
        label=_("Name of the household"),
        most=20,
        required=False,
        help_text=_("Only where the home has several"),
    )
    since = SinceField()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        self.place = self.place_in("address")
        return said

    def said(self) -> Said:
        return {
            "dwelling_id": self.place.id if self.place else None,
            "label": self.cleaned_data["label"],
            "since": self.cleaned_data["since"],
        }


class JoinForm(Act):
    """`with_whom` is somebody who lives in the household."""

    with_whom = LineField(
        label=_("Together with"), most=60, help_text=_("Name or number of a member")
    )
    relation = forms.ChoiceField(label=_("Relation to the head"), choices=Relation.choices[1:])
    since = SinceField()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        self.household_id = None
        if said.get("with_whom"):
            other = self.person_in("with_whom")
            row = other.memberships.filter(until__isnull=True).first() if other else None
            self.household_id = row.household_id if row else None
            if other is not None and row is None:
                self.add_error("with_whom", _("This person belongs to no household yet."))
        return said

    def said(self) -> Said:
        return {
            "household_id": self.household_id,
            "relation": self.cleaned_data["relation"],
            "since": self.cleaned_data["since"],
        }


class LeaveForm(Act):
    on = DayField(label=_("Last day"), required=False, help_text=_("Empty: today"))


class TieForm(Act):
    other = LineField(label=_("Who"), most=60, help_text=_("Name or number in the register"))
    kind = forms.ChoiceField(label=_("Is the person's"), choices=TieKind.choices)
    proof = LineField(
        label=_("Paper that shows it"),
        most=120,
        required=False,
        help_text=_("Needed for a guardian"),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        self.found = self.person_in("other") if said.get("other") else None
        return said

    def said(self) -> Said:
        return {
            "other_id": self.found.id if self.found else None,
            "kind": self.cleaned_data["kind"],
            "proof": self.cleaned_data["proof"],
        }


class TieEnd(RowForm):
    KEY = "tie_id"


class TagForm(Act):
    tag = forms.ChoiceField(label=_("Word"))
    ground = forms.ChoiceField(label=_("On what ground"), choices=Ground.choices)
    channel = forms.ChoiceField(
        label=_("Consent came"),
        choices=choice_with_empty(NOTED, _("is there already")),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        for entry in dictionary(self.community):
            if entry.active:
                shelf = groups.setdefault(str(entry.get_kind_display()), [])
                shelf.append((f"{entry.kind}:{entry.code}", str(entry)))
        self.fields["tag"].choices = list(groups.items())  # type: ignore[attr-defined]  # a ChoiceField

    def said(self) -> Said:
        kind, code = self.cleaned_data["tag"].split(":", 1)
        rest = {key: self.cleaned_data[key] for key in ("ground", "channel")}
        return {"kind": kind, "code": code, **rest}


class TagEnd(RowForm):
    KEY = "tag_id"


class ConsentForm(Act):
    purpose = forms.ChoiceField(
        label=_("To what"), choices=[(code, one.label) for code, one in PURPOSES.items()]
    )
    channel = forms.ChoiceField(label=_("Came"), choices=NOTED)
    witness = LineField(label=_("Witness"), most=60, required=False)


class OwnConsentForm(Act):
    purpose = forms.ChoiceField(
        widget=forms.HiddenInput, choices=[(code, one.label) for code, one in PURPOSES.items()]
    )


class CardForm(Act):
    channel = forms.ChoiceField(
        label=_("Consent came"),
        choices=choice_with_empty(NOTED, _("is there already")),
        required=False,
    )


class DeathForm(Act):
    on = DayField(label=_("Died on"))


class RequestForm(Act):
    kind = forms.ChoiceField(label=_("I ask for"), choices=RequestKind.choices)
    text = ParagraphField(label=_("What exactly"), most=500, required=False)


class AnswerForm(PeopleForm):
    state = forms.ChoiceField(
        label=_("Result"), choices=[("done", _("done")), ("refused", _("refused, with the reason"))]
    )
    answer = ParagraphField(label=_("Answer to the person"), most=500)


class EraseForm(Act):
    sure = forms.BooleanField(label=_("I know that this cannot be undone"))

    def said(self) -> Said:
        return {}


class EntryForm(PeopleForm):
    code = forms.SlugField(
        label=_("Code of the word"),
        max_length=40,
        help_text=_("Small Latin letters; it never changes"),
    )
    zh_hans = LineField(label=_("Chinese, simplified"), most=40)
    zh_hant = LineField(label=_("Chinese, traditional"), most=40, required=False)
    en = LineField(label=_("English"), most=40, required=False)
    sensitive = forms.BooleanField(
        label=_("Says something about health or hardship"), required=False
    )
    active = forms.BooleanField(label=_("May be used"), required=False, initial=True)

    def names(self) -> dict[str, str]:
        said = self.cleaned_data
        return {"zh-hans": said["zh_hans"], "zh-hant": said["zh_hant"], "en": said["en"]}
