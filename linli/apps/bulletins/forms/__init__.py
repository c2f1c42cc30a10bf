"""Forms of bulletins."""

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.apps.bulletins.choices import Period
from linli.web.forms import DayField, HouseForm, LineField


class StartForm(HouseForm):
    key = forms.CharField(max_length=60)


class TextForm(HouseForm):
    title = LineField(label=_("Title"), most=120)
    period = forms.ChoiceField(label=_("Which days it speaks of"), choices=Period.choices)
    text = forms.CharField(
        label=_("Text"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"class": "in", "rows": 20}),
        help_text=_("“# ” begins a heading, “- ” an item. Figures stand in double braces."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class PublishForm(HouseForm):
    as_of = DayField(label=_("Numbers as of"))


class ReportForm(HouseForm):
    item = forms.CharField(max_length=60)
    done = forms.BooleanField(required=False)
    note = LineField(label=_("In a few words"), most=300, required=False)


class BrandForm(HouseForm):
    text = forms.CharField(
        label=_("Brand file"),
        max_length=400_000,
        widget=forms.Textarea(attrs={"class": "in mono", "rows": 28, "spellcheck": "false"}),
    )
