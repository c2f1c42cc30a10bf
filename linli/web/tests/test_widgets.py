"""Fields drawn in Python are the markup that Django's own templates make."""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html
from django.utils.translation import gettext_lazy

from linli.web.widgets import Widgets

NASTY = "<b>\"甲\" & '乙'</b>"
GROUPED = [("", "any"), ("Group <1>", [("a", "A"), ("b", gettext_lazy("State"))]), (3, NASTY)]


class Everything(forms.Form):
    line = forms.CharField(widget=forms.TextInput(attrs={"class": "in", "data-x": NASTY}))
    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 3, "hidden": False}))
    choice = forms.ChoiceField(choices=GROUPED)
    several = forms.MultipleChoiceField(choices=GROUPED)
    tick = forms.BooleanField(required=False)
    number = forms.IntegerField(min_value=1)
    day = forms.DateField()
    mail = forms.EmailField()
    file = forms.FileField(required=False)
    unseen = forms.CharField(widget=forms.HiddenInput)
    secret = forms.CharField(widget=forms.PasswordInput)
    radio = forms.ChoiceField(choices=GROUPED, widget=forms.RadioSelect)


FULL = {
    "line": NASTY,
    "words": f"\n{NASTY}\n",
    "choice": "b",
    "several": ["a", "3"],
    "tick": "on",
    "number": "x",
    "day": "2026-03-02",
    "mail": "a@b",
    "unseen": "1",
    "secret": "s",
    "radio": "3",
}


@pytest.mark.parametrize("given", [None, {}, FULL])
@pytest.mark.parametrize("name", Everything.base_fields)
def test_a_field_is_drawn_as_django_draws_it(name: str, given: dict[str, Any] | None) -> None:
    ours = str(Everything(given, renderer=Widgets())[name])
    theirs = str(Everything(given, renderer=DjangoTemplates())[name])
    assert parse_html(ours) == parse_html(theirs)
