"""Forms about teams, chat groups and certificates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.choices import CertificateKind, ChatPlatform, TeamKind
from linli.apps.organisations.forms.base import (
    CommunityForm,
    WithArea,
    WithPerson,
    WithUnits,
    read_place,
)
from linli.apps.places.public import Place
from linli.web.forms import DayField, LineField, ParagraphField


class TeamForm(WithUnits, WithPerson):
    kind = forms.ChoiceField(label=_("Kind"), choices=TeamKind.choices)
    name = LineField(label=_("Name"), most=120)
    charter = ParagraphField(
        label=_("Charter"), most=4000, required=False, help_text=_("What the team does, and how.")
    )
    organisation = forms.ChoiceField(label=_("Led by the body"), required=False)
    since = DayField(label=_("Since"))
    public = forms.BooleanField(label=_("Show it to the public"), required=False, initial=True)

    field_order = ("kind", "name", "display_name", "person", "organisation", "charter", "since")

    def prepare(self) -> None:
        super().prepare()
        self.fields["display_name"].label = _("Leader's name as shown")


class TeamMemberForm(WithPerson):
    role = LineField(label=_("Part in the team"), most=60, required=False)
    since = DayField(label=_("Since"))


class TeamAreaForm(WithArea):
    since = DayField(label=_("Since"))


class ChatGroupForm(WithPerson):
    name = LineField(label=_("Name of the group"), most=80)
    platform = forms.ChoiceField(label=_("Platform"), choices=ChatPlatform.choices)
    place = LineField(
        label=_("Buildings covered"),
        most=300,
        required=False,
        help_text=_("Several with a comma between them."),
    )
    members_count = forms.IntegerField(
        label=_("Members counted"), min_value=0, max_value=100_000, required=False
    )
    qr_expires_on = DayField(label=_("QR code works until"), required=False)
    since = DayField(label=_("Since"))

    field_order = ("name", "platform", "place", "display_name", "person", "members_count")

    def prepare(self) -> None:
        self.fields["display_name"].label = _("Keeper's name as shown")
        self.fields["members_count"].widget.attrs["class"] = "in"

    def clean_place(self) -> list[Place]:
        typed = self.cleaned_data["place"].replace("，", ",").replace("、", ",").split(",")
        found = [read_place(self.community, part.strip()) for part in typed if part.strip()]
        return [place for place in found if place]


class ChatCountForm(CommunityForm):
    members_count = forms.IntegerField(label=_("Members counted"), min_value=0, max_value=100_000)
    qr_expires_on = DayField(label=_("QR code works until"), required=False)
    counted_on = DayField(label=_("Counted on"))

    def prepare(self) -> None:
        self.fields["members_count"].widget.attrs["class"] = "in"


class CertificateForm(WithPerson):
    kind = forms.ChoiceField(label=_("Kind"), choices=CertificateKind.choices)
    title = LineField(label=_("Title on the certificate"), most=80, required=False)
    certificate_no = LineField(
        label=_("Number"),
        most=60,
        required=False,
        help_text=_("Only the last four signs are kept."),
    )
    issuer = LineField(label=_("Issued by"), most=80, required=False)
    issued_on = DayField(label=_("Issued on"), required=False)
    valid_until = DayField(label=_("Valid until"), required=False)
    works_with_children = forms.BooleanField(label=_("Works with children"), required=False)
    records_checked_on = DayField(
        label=_("Record of offences checked on"),
        required=False,
        help_text=_("For work with children: on hiring and every year."),
    )

    field_order = ("kind", "display_name", "person", "title")


class RenewForm(CommunityForm):
    valid_until = DayField(label=_("Valid until"), required=False)
    records_checked_on = DayField(label=_("Record of offences checked on"), required=False)
