"""Forms of honours: the short ones for residents, those of the register for staff."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.apps.archive.choices import Cycle, Holder, HonourLevel, HonourSort
from linli.apps.archive.models import NAME, STORY, WHO
from linli.apps.archive.queries import open_kinds
from linli.apps.people.public import Person
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.records.models import Basis
from linli.web.acting import ActForm
from linli.web.forms import DayField, LineField, ParagraphField

TOLD = (
    (Basis.STAFF_PHONE, _("by telephone")),
    (Basis.STAFF_DESK, _("at the desk")),
    (Basis.PAPER, _("on paper")),
)
NOT_ASKED = ("", _("not asked"))


class NumberField(LineField):
    """The number of a person in the register of residents."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Number in the register of residents"))
        super().__init__(most=12, **kwargs)


class WithPerson(ActForm):
    """`person` becomes the row of the register that has the typed number, or None."""

    def clean_person(self) -> Person | None:
        typed = self.cleaned_data["person"].upper().replace(" ", "")
        if not typed:
            return None
        rows = Person.objects.filter(community_id=self.community.id, erased_at__isnull=True)
        found = rows.filter(short_number=typed).first()
        if found is None:
            raise forms.ValidationError(gettext("Nobody in the register has this number."))
        return found


def set_choices(form: ActForm, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


class NominationForm(WithPerson):
    kind_id = forms.ChoiceField(label=_("For which honour"))
    display_name = LineField(
        label=_("Whom you nominate"),
        most=WHO,
        help_text=_("The name, and the building if you know it."),
    )
    story = ParagraphField(
        label=_("What this person does"),
        most=STORY,
        help_text=_("Tell one thing you have seen yourself. It is shown only with consent."),
    )

    def prepare(self) -> None:
        kinds = [(str(each.id), each.name) for each in open_kinds(self.community)]
        set_choices(self, "kind_id", kinds)


class StaffNominationForm(NominationForm):
    """As a slip of paper or a caller has it: who nominates is not who writes."""

    by_name = LineField(label=_("Who nominates"), most=WHO, required=False)
    basis = forms.ChoiceField(
        label=_("How you were told"), choices=[(Basis.DUTY, _("the committee itself")), *TOLD]
    )
    person = NumberField(
        required=False, help_text=_("If you know it; else say later who is meant.")
    )


class IdentifyForm(WithPerson):
    person = NumberField(
        help_text=_("If the person is nominated already in this round, the two are joined.")
    )


class ToldForm(ActForm):
    basis = forms.ChoiceField(label=_("How the nominee told you"), choices=TOLD)


class ReasonForm(ActForm):
    reason = LineField(label=_("Why"), most=300)


class NoticeForm(ActForm):
    story = ParagraphField(
        label=_("What everybody reads"),
        most=STORY,
        help_text=_("Check it: nothing about illness, money or other people."),
    )


class ObjectionForm(ActForm):
    text = ParagraphField(
        label=_("What you object to"),
        most=STORY,
        help_text=_("Only the committee reads it. The notice waits until it is decided."),
    )


class StaffObjectionForm(ObjectionForm):
    by_name = LineField(label=_("Who objects"), most=WHO)
    basis = forms.ChoiceField(label=_("How you were told"), choices=TOLD)


class DecisionForm(ReasonForm):
    upheld = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            ("no", _("The objection is not well founded: the notice goes on")),
            ("yes", _("The objection is right: the honour is not granted")),
        ],
        widget=forms.RadioSelect,
    )

    def clean_upheld(self) -> bool:
        return bool(self.cleaned_data["upheld"] == "yes")


class GrantForm(ActForm):
    document_no = LineField(label=_("Number of the document"), most=60, required=False)


class KindForm(ActForm):
    name = LineField(label=_("Name of the honour"), most=NAME)
    level = forms.ChoiceField(label=_("Level"), choices=HonourLevel.choices)
    cycle = forms.ChoiceField(
        label=_("How often it is given"), choices=Cycle.choices, initial=Cycle.YEAR
    )
    criteria = ParagraphField(
        label=_("Who deserves it"),
        most=STORY,
        required=False,
        help_text=_("Plain words that everybody who nominates reads."),
    )
    quota = forms.IntegerField(
        label=_("At most in one round"), required=False, min_value=1, max_value=1000
    )
    notice_days = forms.IntegerField(
        label=_("Public notice in working days"), initial=5, min_value=1, max_value=30
    )
    giver = LineField(label=_("Given by"), most=NAME, required=False)
    sort = forms.ChoiceField(label=_("What it is"), choices=HonourSort.choices)
    self_nomination = forms.BooleanField(label=_("People may nominate themselves"), required=False)


class HonourForm(WithPerson):
    name = LineField(label=_("Name of the honour"), most=NAME)
    holder = forms.ChoiceField(label=_("Who holds it"), choices=Holder.choices)
    display_name = LineField(
        label=_("Name of the holder"),
        most=WHO,
        required=False,
        help_text=_("Not needed for the community itself."),
    )
    level = forms.ChoiceField(label=_("Level"), choices=HonourLevel.choices)
    granted_on = DayField(label=_("Given on"))
    consent_basis = forms.ChoiceField(
        label=_("How the person agreed to be shown"), required=False, choices=[NOT_ASKED, *TOLD]
    )
    public = forms.BooleanField(label=_("Shown to everybody"), required=False)
    sort = forms.ChoiceField(label=_("What it is"), choices=HonourSort.choices)
    grade = LineField(label=_("Rank, such as first prize"), most=30, required=False)
    giver = LineField(label=_("Given by"), most=NAME, required=False)
    document_no = LineField(label=_("Number of the document"), most=60, required=False)
    valid_until = DayField(label=_("Valid until"), required=False)
    person = NumberField(required=False)
    reason = ParagraphField(label=_("What it was given for"), most=STORY, required=False)


class RevokeForm(ReasonForm):
    on = DayField(label=_("From which day"))

    def __init__(self, community: Community, *args: Any, **kw: Any) -> None:
        super().__init__(community, *args, **kw)
        self.fields["on"].initial = clock.today(community)


class ForwardForm(ActForm):
    to = LineField(
        label=_("To which office"),
        most=NAME,
        help_text=_("Such as the district's office of good people."),
    )
    on = DayField(label=_("Sent on"), required=False)


class ShowForm(ActForm):
    public = forms.BooleanField(label=_("Shown to everybody"), required=False)
    consent_basis = forms.ChoiceField(
        label=_("How the person agreed to be shown"), required=False, choices=[NOT_ASKED, *TOLD]
    )
