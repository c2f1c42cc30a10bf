"""What people type about accounts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.web.forms import HouseForm, LineField, ParagraphField


class SignInForm(HouseForm):
    login = LineField(
        most=60,
        label=_("Log-in name"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "class": "in"}),
    )


class FeedbackForm(HouseForm):
    text = ParagraphField(
        most=2000,
        label=_("What should be better, or what works well?"),
        widget=forms.Textarea(attrs={"class": "in", "rows": 6}),
    )
    contact = LineField(
        most=120,
        required=False,
        label=_("How to reach you"),
        help_text=_("Telephone or e-mail, if you want an answer to yourself. Never published."),
    )
    page = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
