"""A form that acts on one case: it knows the folder, and which version the person saw."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.models import Reason
from linli.apps.cases.queries.catalogue import active_reasons
from linli.apps.cases.queries.folder import Folder
from linli.web.forms import HouseForm, LineField, ParagraphField

Choices = Iterable[tuple[str, Any]]


class CaseForm(HouseForm):
    """`version` travels with the form, so that a page that has grown old is noticed."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, folder: Folder, **kwargs: Any) -> None:
        self.folder = folder
        kwargs["initial"] = {"version": folder.version, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fill()

    def fill(self) -> None:
        """Load what can be chosen."""

    def choose(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)

    def reasons(self, *kinds: str) -> list[Reason]:
        return list(active_reasons(self.folder.community, *kinds))

    def choose_reasons(self, name: str, *kinds: str) -> list[Reason]:
        rows = self.reasons(*kinds)
        self.choose(name, [(row.code, row.name) for row in rows])
        return rows

    def refresh(self, version: int) -> None:
        """After a conflict the same words may be sent again, now against the new version."""
        again: Any = self.data
        self.data = again = again.copy()
        again["version"] = str(version)


class PlainForm(CaseForm):
    """Nothing to fill in but the button."""


def said(
    label: Any, *, rows: int = 3, required: bool = False, most: int = 2000, **more: Any
) -> ParagraphField:
    return ParagraphField(
        label=label,
        most=most,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        **more,
    )


def typed(label: Any, *, most: int, required: bool = False, **more: Any) -> LineField:
    return LineField(label=label, most=most, required=required, **more)


def picked(label: Any, choices: Choices = (), *, required: bool = True) -> forms.ChoiceField:
    """One of a few, as tiles."""
    return forms.ChoiceField(
        label=label, choices=list(choices), required=required, widget=forms.RadioSelect
    )


def listed(
    label: Any,
    choices: Choices | Callable[[], Choices] = (),
    *,
    required: bool = False,
    help_text: Any = "",
) -> forms.ChoiceField:
    """One of many, as a list to open."""
    return forms.ChoiceField(
        label=label,
        choices=choices if callable(choices) else list(choices),
        required=required,
        widget=forms.Select,
        help_text=help_text,
    )


def yes_no(label: Any, yes: Any, no: Any) -> forms.ChoiceField:
    return picked(label, [("yes", yes), ("no", no)])


NOT_CHOSEN = ("", _("— choose —"))
