"""Forms of a dispute: its people, talks, agreement, outcome."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import PartySide
from linli.apps.cases.queries.disputes import DisputeFile, outcomes, possible_mediators
from linli.apps.people.public import Person
from linli.apps.places.public import find_place
from linli.kernel import clock
from linli.kernel.community import Community
from linli.web.forms import DayField, HouseForm, LineField, ParagraphField


class TimeInput(forms.TimeInput):
    input_type = "time"


class DisputeForm(HouseForm):
    """Knows the community and the papers it adds to."""

    def __init__(self, community: Community, papers: DisputeFile, *args: Any, **kw: Any) -> None:
        self.community, self.papers = community, papers
        super().__init__(*args, **kw)
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 5
        self.prepare()

    def prepare(self) -> None:
        """Fill in choices that only this dispute has."""

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class PartyForm(DisputeForm):
    side = forms.ChoiceField(label=_("Which side"), choices=PartySide.choices)
    name = LineField(label=_("Name"), most=60, required=False)
    contact = LineField(label=_("How to reach them"), most=80, required=False)
    person = LineField(
        label=_("Number in the register of residents"),
        most=12,
        required=False,
        help_text=_("From the person's page or card. Leave empty for people who do not live here."),
    )
    home = LineField(
        label=_("Home address"), most=120, required=False, help_text=_("Such as 2号楼4单元302.")
    )

    def clean_person(self) -> uuid.UUID | None:
        typed = self.cleaned_data["person"].upper().replace(" ", "")
        if not typed:
            return None
        found = Person.objects.filter(
            community_id=self.community.id, short_number=typed, erased_at__isnull=True
        ).first()
        if found is None:
            raise forms.ValidationError(_t("Nobody in the register has this number."))
        return found.id

    def clean_home(self) -> uuid.UUID | None:
        typed = self.cleaned_data["home"]
        if not typed:
            return None
        found = find_place(self.community, typed)
        if found.place is None or not found.exact:
            raise forms.ValidationError(
                _t("The register knows no such place. Try building and entrance.")
            )
        return found.place.id


class MediatorForm(DisputeForm):
    account = forms.ChoiceField(
        label=_("Account"),
        required=False,
        help_text=_("Whoever is chosen here can open the papers of this dispute, nobody else."),
    )
    name = LineField(label=_("Name, for somebody without an account"), most=60, required=False)
    duty = LineField(
        label=_("In what capacity"),
        most=60,
        required=False,
        help_text=_("Such as people's mediator, legal adviser, police of the beat."),
    )

    def prepare(self) -> None:
        self.accounts = possible_mediators(self.community)
        self.offer("account", [("", "—"), *self.accounts.items()])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["name"] = cleaned.get("name") or self.accounts.get(cleaned.get("account", ""), "")
        if not cleaned["name"] and not self.errors:
            self.add_error("account", _t("Choose an account or write a name."))
        return cleaned


class SessionForm(DisputeForm):
    day = DayField(label=_("Day"))
    time = forms.TimeField(label=_("Time"), widget=TimeInput(attrs={"class": "in"}))
    where = LineField(label=_("Where"), most=120, required=False)
    there = forms.MultipleChoiceField(
        label=_("Who came"), required=False, widget=forms.CheckboxSelectMultiple
    )
    minutes = ParagraphField(label=_("What was said"), most=4000, required=False)

    def prepare(self) -> None:
        now = clock.local(clock.now(), self.community)
        self.fields["day"].initial = now.date()
        self.fields["time"].initial = now.strftime("%H:%M")
        here = [(f"p:{one.row.id}", one.name) for one in self.papers.parties if not one.row.left_at]
        here += [(f"m:{one.id}", one.name) for one in self.papers.mediators if not one.until]
        self.offer("there", here)

    def given(self) -> dict[str, Any]:
        typed = self.cleaned_data
        met = dt.datetime.combine(typed["day"], typed["time"], self.community.zone)
        there = [each.partition(":") for each in typed["there"]]
        return {
            "met_at": met,
            "where": typed["where"],
            "minutes": typed["minutes"],
            "parties": [uuid.UUID(key) for sort, _sep, key in there if sort == "p"],
            "mediators": [uuid.UUID(key) for sort, _sep, key in there if sort == "m"],
        }


class AgreementForm(DisputeForm):
    text = ParagraphField(
        label=_("What both sides agree to"),
        most=4000,
        help_text=_("Who does what by when, in plain words. A new wording is a new version."),
    )

    def prepare(self) -> None:
        if self.papers.agreements:
            self.fields["text"].initial = self.papers.agreements[0].text


class SignatureForm(DisputeForm):
    party = forms.ChoiceField(label=_("Who signed"))
    signed_on = DayField(label=_("Signed on"))

    def prepare(self) -> None:
        self.fields["signed_on"].initial = clock.today(self.community)
        self.offer(
            "party",
            [(str(one.row.id), one.name) for one in self.papers.parties if not one.row.left_at],
        )

    def clean_party(self) -> uuid.UUID:
        return uuid.UUID(self.cleaned_data["party"])


class SettleForm(DisputeForm):
    outcome = forms.ChoiceField(label=_("How it ended"), widget=forms.RadioSelect)
    result = ParagraphField(
        label=_("What the reporter reads"),
        most=2000,
        required=False,
        help_text=_("Left empty, the sentence that belongs to the outcome."),
    )
    legal_aid = forms.BooleanField(
        label=_("Legal aid (12348) was named to those concerned"), required=False
    )

    def prepare(self) -> None:
        self.offer("outcome", outcomes())


class FollowUpForm(DisputeForm):
    kept = forms.TypedChoiceField(
        label=_("Is it kept?"),
        choices=[("yes", _("Yes, it holds")), ("no", _("No, or not wholly"))],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
    )
    said = ParagraphField(label=_("What was said"), most=2000, required=False)


class NoForm(DisputeForm):
    """Only a question to be confirmed."""
