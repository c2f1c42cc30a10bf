"""One sign-up: for whom, who comes along, what the host asks."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.apps.participation.public import Party, Question, QuestionKind
from linli.apps.people.public import Person
from linli.web.forms import HouseForm, LineField, ParagraphField

YES_NO = (("yes", gettext_lazy("yes")), ("no", gettext_lazy("no")))
GUESTS_LENGTH, ANSWER = 600, 300


class SignUpForm(HouseForm):
    """Of somebody who is signed in: choose one of the family, then who comes along."""

    who = forms.ChoiceField(label=gettext_lazy("Sign up whom"), widget=forms.RadioSelect)
    companions = forms.MultipleChoiceField(
        label=gettext_lazy("Who of the family comes along"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    guests = ParagraphField(
        label=gettext_lazy("Others who come along"),
        help_text=gettext_lazy("One name a line. Each of them takes a seat."),
        required=False,
        most=GUESTS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    photos = forms.BooleanField(
        label=gettext_lazy("The children may be photographed at this activity"), required=False
    )
    pick_up = LineField(
        label=gettext_lazy("Who else may take the child home"),
        help_text=gettext_lazy("Name and relation, such as: Aunt Chen. Nobody else may."),
        required=False,
        most=60,
    )

    def __init__(
        self,
        family: Sequence[tuple[Person, str]],
        questions: Sequence[Question],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(person.id), label) for person, label in family]
        self.fields["who"].choices = people  # type: ignore[attr-defined]  # a choice field
        self.fields["companions"].choices = people  # type: ignore[attr-defined]  # a choice field
        if people:
            self.fields["who"].initial = people[0][0]
        if len(people) < 2:
            del self.fields["companions"]
        self.asked = _ask(self, questions)

    def party(self) -> Party:
        given = self.cleaned_data
        subject = given["who"]
        pick_up = given.get("pick_up", "")
        return Party(
            companions=[uuid.UUID(key) for key in given.get("companions", []) if key != subject],
            guests=[name.strip() for name in given["guests"].splitlines() if name.strip()],
            pick_ups=[(pick_up, "")] if pick_up else [],
            photos=bool(given.get("photos")),
        )

    def answers(self) -> dict[uuid.UUID, str]:
        return {key: self.cleaned_data.get(name) or "" for name, key in self.asked.items()}

    @property
    def question_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.asked]


class VisitorForm(HouseForm):
    """Of somebody without a log-in."""

    name = LineField(
        label=gettext_lazy("Your name"), most=60, widget=forms.TextInput({"autocomplete": "name"})
    )
    phone = LineField(
        label=gettext_lazy("Your telephone"),
        most=30,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
    )
    guests = ParagraphField(
        label=gettext_lazy("Others who come along"),
        help_text=gettext_lazy("One name a line. Each of them takes a seat."),
        required=False,
        most=GUESTS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @property
    def guest_names(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["guests"].splitlines() if line.strip()]


def _ask(form: HouseForm, questions: Sequence[Question]) -> dict[str, uuid.UUID]:
    """A field for each question; the operation checks the answers."""
    names = {}
    for question in questions:
        name = f"answer_{question.id}"
        form.fields[name] = _field(question)
        if isinstance(form.fields[name].widget, forms.TextInput | forms.Select):
            form.fields[name].widget.attrs["class"] = "in"
        names[name] = question.id
    return names


def _field(question: Question) -> forms.Field:
    common = {"label": question.text, "required": question.required}
    if question.kind == QuestionKind.TEXT:
        return LineField(most=ANSWER, **common)
    options: Sequence[tuple[str, str | Promise]] = YES_NO
    if question.kind == QuestionKind.CHOICE:
        options = [(each, each) for each in question.choices]
    return forms.ChoiceField(
        choices=[("", _("please choose")), *options],
        **common,  # type: ignore[arg-type]  # label and required
    )
