"""Form widgets: what forms show most is drawn in Python, the rest by Django's Jinja2 templates.

Django renders each input, and each option of a choice, by a template of its own: a fifth of the
time of a page with a form. The result here is the same markup, letter by letter.
"""

from collections.abc import Callable
from typing import Any

from django.forms.renderers import Jinja2
from django.http import HttpRequest
from markupsafe import escape

Widget = dict[str, Any]


class Widgets(Jinja2):
    """The form renderer of the settings."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        draw = DRAWN.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)


def _attributes(attrs: dict[str, Any]) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{escape(str(value))}"'
        for name, value in attrs.items()
        if value is not False
    )


def _input(widget: Widget) -> str:
    value = widget["value"]
    given = "" if value is None else f' value="{escape(str(value))}"'
    name = escape(widget["name"])
    return f'<input type="{widget["type"]}" name="{name}"{given}{_attributes(widget["attrs"])}>\n'


def _textarea(widget: Widget) -> str:
    name, value = escape(widget["name"]), escape(str(widget["value"] or ""))
    return f'<textarea name="{name}"{_attributes(widget["attrs"])}>\n{value}</textarea>\n'


def _select(widget: Widget) -> str:
    drawn = [f'<select name="{escape(widget["name"])}"{_attributes(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        lines = [_option(option) for option in options]
        if group:
            lines = [f'<optgroup label="{escape(str(group))}">', *lines, "</optgroup>"]
        drawn += lines
    return "\n  ".join(drawn) + "\n</select>\n"


def _option(option: Widget) -> str:
    value, label = escape(str(option["value"])), escape(str(option["label"]))
    return f'<option value="{value}"{_attributes(option["attrs"])}>{label}</option>'


INPUTS = (
    "checkbox",
    "color",
    "date",
    "datetime",
    "email",
    "file",
    "hidden",
    "input",
    "number",
    "password",
    "search",
    "tel",
    "text",
    "time",
    "url",
)
DRAWN: dict[str, Callable[[Widget], str]] = {
    **{f"django/forms/widgets/{kind}.html": _input for kind in INPUTS},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}
