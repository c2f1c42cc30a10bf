"""A new resident at the desk, and corrections of one."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.apps.people.choices import DocumentKind, MembershipKind, Relation, Sex
from linli.apps.people.forms.fields import HomeField, PeopleForm, choice_with_empty
from linli.apps.people.models import Person
from linli.apps.people.rules.columns import LIVING
from linli.apps.people.rules.drafts import Belonging, Draft, Home, draft_person
from linli.kernel import clock
from linli.web.forms import DayField, LineField

SEXES = [(code, label) for code, label in Sex.choices if code != Sex.UNKNOWN]


class RegisterForm(PeopleForm):
    """Only a name is needed; the document fills in birth and sex."""

    name = LineField(label=pgettext_lazy("person", "Name"), most=60)
    document = forms.ChoiceField(label=_("Document"), choices=DocumentKind.choices, required=False)
    identity = LineField(
        label=_("Document number"),
        most=40,
        required=False,
        help_text=_("Kept encrypted. Birth and sex are read from it."),
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=choice_with_empty(SEXES, "—"), required=False)
    birth_date = DayField(label=_("Born on"), required=False)
    phone = LineField(label=_("Telephone"), most=40, required=False)
    address = HomeField(required=False)
    living = forms.ChoiceField(
        label=_("Lives here as"),
        choices=[(code, living.label) for code, living in LIVING.items()],
        required=False,
    )
    registered = forms.BooleanField(label=_("Household registration is here"), required=False)
    since = DayField(label=_("Since"), required=False)
    relation = forms.ChoiceField(
        label=_("Relation to the head"),
        choices=choice_with_empty(Relation.choices[1:], _("belongs to no household")),
        required=False,
    )
    membership = forms.ChoiceField(
        label=_("Party member"),
        choices=choice_with_empty(MembershipKind.choices, _("no")),
        required=False,
    )
    language_note = LineField(
        label=_("How to talk"),
        most=60,
        required=False,
        help_text=_("Such as: speaks Cantonese only, hard of hearing"),
    )
    FIRST = ("name", "document", "identity", "phone", "address", "relation")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        self.place = self.place_in("address")
        if said.get("relation") and not said.get("address"):
            self.add_error("address", _("A member of a household needs an address."))
        return said

    def draft(self) -> Draft:
        """RuleNotMet names the field that cannot be."""
        said = self.cleaned_data
        belonging = None
        if self.place and said["relation"]:
            belonging = Belonging(self.place.id, said["relation"])
        return draft_person(
            today=clock.today(self.community),
            name=said["name"],
            sex=said["sex"],
            birth_date=said["birth_date"],
            membership=said["membership"],
            language_note=said["language_note"],
            identity_kind=said["document"] or DocumentKind.RESIDENT_ID.value,
            identity_number=said["identity"],
            phone=said["phone"],
            homes=self._homes(),
            belonging=belonging,
        )

    def _homes(self) -> tuple[Home, ...]:
        if self.place is None:
            return ()
        kinds = list(LIVING[self.cleaned_data["living"] or "actual"].kinds)
        if self.cleaned_data["registered"] and "registered" not in kinds:
            kinds.append("registered")
        since: dt.date | None = self.cleaned_data["since"]
        return tuple(Home(self.place.id, kind, since) for kind in kinds)


class CorrectForm(PeopleForm):
    """`was_…` carries what the editor saw, so that a change made meanwhile is noticed."""

    name = LineField(label=pgettext_lazy("person", "Name"), most=60)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices)
    birth_date = DayField(label=_("Born on"), required=False)
    membership = forms.ChoiceField(
        label=_("Party member"),
        choices=choice_with_empty(MembershipKind.choices, _("no")),
        required=False,
    )
    language_note = LineField(label=_("How to talk"), most=60, required=False)
    was_name = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    was_sex = forms.CharField(widget=forms.HiddenInput, required=False)
    was_birth_date = forms.DateField(widget=forms.HiddenInput, required=False)
    was_membership = forms.CharField(widget=forms.HiddenInput, required=False)
    was_language_note = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    KEYS = ("name", "sex", "birth_date", "membership", "language_note")

    @classmethod
    def values_of(cls, person: Person) -> dict[str, Any]:
        now = {
            "name": person.name,
            "sex": person.sex,
            "birth_date": person.birth_date,
            "membership": person.membership_kind,
            "language_note": person.language_note,
        }
        return now | {f"was_{key}": value for key, value in now.items()}

    @property
    def changes(self) -> dict[str, Any]:
        """Only what the editor touched."""
        said, was = self.cleaned_data, self.was
        return {key: said[key] for key in self.KEYS if said[key] != was[key]}

    @property
    def was(self) -> dict[str, Any]:
        return {key: self.cleaned_data[f"was_{key}"] for key in self.KEYS}
