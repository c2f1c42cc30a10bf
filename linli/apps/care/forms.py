"""Forms of help groups."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.apps.care.choices import NEEDED, GroupRole
from linli.apps.people.public import Person
from linli.kernel import clock
from linli.web.acting import ActForm
from linli.web.forms import DayField, LineField


class NumberedForm(ActForm):
    """`person` is a number of the register; it becomes the row, or None where it may be empty."""

    def clean_person(self) -> Person | None:
        typed = self.cleaned_data["person"].upper().replace(" ", "")
        if not typed:
            return None
        rows = Person.objects.filter(community_id=self.community.id, erased_at__isnull=True)
        found = rows.filter(short_number=typed).first()
        if found is None:
            raise forms.ValidationError(gettext("Nobody in the register has this number."))
        return found

    def prepare(self) -> None:
        for name in ("since", "until"):
            if name in self.fields:
                self.fields[name].initial = clock.today(self.community)


class GroupForm(NumberedForm):
    person = LineField(
        label=_("Number of the person who is helped"),
        most=12,
        help_text=_("From the person's page or card."),
    )
    purpose = LineField(
        label=_("What was agreed"),
        most=300,
        required=False,
        help_text=_("“Comes by on Tuesdays, calls when it is hot.” Nothing about illness."),
    )
    since = DayField(label=_("Since"))
    grid_worker = LineField(label=GroupRole.GRID_WORKER.label, most=60, required=False)
    party_member = LineField(label=GroupRole.PARTY_MEMBER.label, most=60, required=False)
    volunteer = LineField(label=GroupRole.VOLUNTEER.label, most=60, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        named = {role.value: cleaned.pop(role.value, "") for role in NEEDED}
        cleaned["helpers"] = {role: name for role, name in named.items() if name}
        return cleaned


class HelperForm(NumberedForm):
    role = forms.ChoiceField(label=_("As what"), choices=GroupRole.choices)
    display_name = LineField(label=_("Name as shown"), most=60, required=False)
    person = LineField(label=_("Number in the register of residents"), most=12, required=False)
    phone = LineField(label=_("Telephone"), most=40, required=False)
    since = DayField(label=_("Since"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("display_name") and not cleaned.get("person"):
            self.add_error("display_name", gettext("Write a name, or a number of the register."))
        return cleaned


class LeaveForm(NumberedForm):
    until = DayField(label=_("Last day"))


class EndForm(LeaveForm):
    reason = LineField(label=_("Why"), most=200)
