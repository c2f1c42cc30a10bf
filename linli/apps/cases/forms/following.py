"""What a reporter may send afterwards: the query number, an opinion, a word to add."""

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.forms.reporting import PhotosField
from linli.web.forms import HouseForm, LineField, ParagraphField

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class QueryForm(HouseForm):
    code = LineField(
        label=_("Your query number"),
        most=40,
        help_text=_("It stands on your receipt, for example GW-7K3M-Q2PX."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class RatingForm(HouseForm):
    """The two questions. Only the reporter is asked, once a round."""

    solved = forms.ChoiceField(
        label=_("Is it solved?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Solved")), ("no", _("Not solved"))],
    )
    satisfied = forms.ChoiceField(
        label=_("Are you satisfied with how it was done?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Satisfied")), ("no", _("Not satisfied"))],
    )
    words = ParagraphField(
        label=_("In your own words"),
        most=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def answer(self, name: str) -> bool:
        return bool(self.cleaned_data[name] == "yes")


class AddForm(HouseForm):
    text = ParagraphField(
        label=_("What else should we know?"),
        most=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    photos = PhotosField(label=_("Photos"), required=False)
