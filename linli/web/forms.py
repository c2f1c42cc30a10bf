"""Form fields that clean typed text the house's way, and a form that wears the house's classes."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from linli.kernel.texts import TextError, clean_line, clean_text


class LineField(forms.CharField):
    """One line: control characters, text-direction marks and doubled spaces are gone."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        try:
            return clean_line(str(value or ""), most=self.most)
        except TextError as trouble:
            raise too_long(trouble) from trouble


class ParagraphField(LineField):
    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        try:
            return clean_text(str(value or ""), most=self.most)
        except TextError as trouble:
            raise too_long(trouble) from trouble


def too_long(trouble: TextError) -> forms.ValidationError:
    text = _("At most %(limit)s characters, please; this has %(length)s.")
    return forms.ValidationError(
        text % {"limit": trouble.limit, "length": trouble.length}, code="too_long"
    )


class HouseForm(forms.Form):
    """Text-like widgets get the kit's class; errors of an operation land under their fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, CLASSED) and "class" not in field.widget.attrs:
                field.widget.attrs["class"] = "in"

    @classmethod
    def known(cls, names: set[str]) -> dict[str, forms.Field]:
        """The fields of whichever form of ours has the most of these names."""
        shelf = [form.base_fields for form in _forms_below(cls)]
        best = max(shelf, key=lambda fields: len(names & fields.keys()), default={})
        return {name: field for name, field in best.items() if name in names}

    def refuse(self, detail: object, field: str = "") -> None:
        """Show a refusal of the operation under the field that it names, else above the form."""
        self.add_error(field if field in self.fields else None, str(detail))


def _forms_below(form: type[HouseForm]) -> Iterator[type[HouseForm]]:
    for each in form.__subclasses__():
        yield each
        yield from _forms_below(each)


CLASSED = (
    forms.Textarea,
    forms.Select,
    forms.TextInput,
    forms.NumberInput,
    forms.FileInput,
    forms.DateInput,
    forms.EmailInput,
)


class DayInput(forms.DateInput):
    """The browser's own calendar; a plain text field where there is none."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class DayField(forms.DateField):
    widget = DayInput
