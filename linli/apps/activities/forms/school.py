"""Terms, classes and lines of the year plan."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.apps.activities.choices import ActivityKind, Festival
from linli.apps.activities.forms.announcing import NewActivityForm
from linli.apps.activities.models import Term
from linli.apps.activities.operations.planning import PlanDraft
from linli.apps.activities.operations.school import ClassDraft, TeacherDraft
from linli.kernel.community import Community
from linli.web.forms import DayField, HouseForm, LineField


class TermForm(HouseForm):
    name = LineField(label=gettext_lazy("Name of the term"), most=60)
    first_day = DayField(label=gettext_lazy("The term begins on"))
    last_day = DayField(label=gettext_lazy("The term ends on"))


class ClassForm(NewActivityForm):
    """A class is an activity whose dates are lessons of one list."""

    term = forms.ChoiceField(label=gettext_lazy("Term"), required=False)
    pass_percent = forms.IntegerField(
        label=gettext_lazy("Share of lessons for a certificate, in percent"),
        min_value=0,
        max_value=100,
        initial=80,
    )
    checked_until = DayField(
        label=gettext_lazy("The teacher's check for work with children holds until"),
        help_text=gettext_lazy("Needed where only minors are taught."),
        required=False,
    )

    def __init__(self, community: Community, *args: Any, **kwargs: Any) -> None:
        super().__init__(community, *args, **kwargs)
        terms = Term.objects.filter(community_id=community.id)
        field: Any = self.fields["term"]
        field.choices = [("", _("none")), *((str(each.id), each.name) for each in terms)]
        self.fields["kind"].initial = ActivityKind.CLASS.value

    def class_draft(self) -> ClassDraft:
        given = self.cleaned_data
        until: dt.date | None = given["checked_until"]
        teacher = given["speaker"]
        return ClassDraft(
            activity=self.draft(),
            lessons=self.dates(),
            terms=self.terms(),
            teachers=[TeacherDraft(teacher, checked_until=until)] if teacher else [],
            term_id=uuid.UUID(given["term"]) if given["term"] else None,
            pass_percent=given["pass_percent"],
        )


class PlanForm(HouseForm):
    month = forms.TypedChoiceField(
        label=gettext_lazy("Month"), choices=[(n, n) for n in range(1, 13)], coerce=int
    )
    title = LineField(label=gettext_lazy("What is planned"), most=120)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ActivityKind.choices)
    festival = forms.ChoiceField(
        label=gettext_lazy("Festival"),
        required=False,
        choices=[("", gettext_lazy("none")), *Festival.choices],
    )
    times = forms.IntegerField(
        label=gettext_lazy("How many dates"), min_value=1, max_value=400, initial=1
    )

    def draft(self, year: int) -> PlanDraft:
        return PlanDraft(year=year, **self.cleaned_data)
