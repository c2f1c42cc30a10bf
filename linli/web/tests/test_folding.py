"""Pages read the same whether words are folded in or looked up for each reader."""

from typing import Any

import pytest
from django.utils import translation
from jinja2 import DictLoader, Environment

from linli.web.jinja import environment

PIECES = {
    "plain.html": "{% macro sign(n) %}<i>{{ n }}</i>{{ _('Search') }}{% endmacro %}",
    "reader.html": "{% macro who() %}{{ name }}{% endmacro %}",
    "nested.html": "{% import 'reader.html' as r with context %}"
    "{% macro x() %}{{ r.who() }}{% endmacro %}",
}


def _env(language: str, **templates: str) -> Environment:
    return environment(language, loader=DictLoader({**PIECES, **templates}))


def _said(language: str, source: str, **context: Any) -> str:
    with translation.override(language):
        return _env(language, page=source).get_template("page").render(**context)


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize(
    "source",
    [
        "{{ _('Search') }}",
        "{{ _('Search')|upper }}",
        "{{ 'a & ' ~ _('Search') }}",
        '<input placeholder="{{ _("Search") }}">',
        "{% trans %}Search{% endtrans %}",
        "{{ _('100 %% sure') }}",
        "{{ _('Speak to a person: %(phone)s', phone=word) }}",
        "{{ _(word) }}",
        "{{ language() }} {{ static('linli.css') }}",
    ],
)
def test_constant_words_read_as_looked_up(language: str, source: str) -> None:
    with translation.override(language):
        env = _env(language, page=source)
        plain = Environment(autoescape=True, extensions=["jinja2.ext.i18n"], loader=env.loader)
        plain.install_gettext_callables(  # type: ignore[attr-defined]
            translation.gettext, translation.ngettext, newstyle=True
        )
        plain.globals.update(language=env.globals["language"], static=env.globals["static"])
        looked_up = plain.get_template("page").render(word="<b>")
    assert _said(language, source, word="<b>") == looked_up


def test_constant_words_are_text_of_the_compiled_page() -> None:
    env = _env("en", page="<p>{{ _('Search') }}</p>{{ icon('plus') }}")
    code = env.compile(env.loader.get_source(env, "page")[0], raw=True)  # type: ignore[union-attr]
    assert "yield '<p>Search</p>" in code
    assert "#plus" in code


def test_words_of_a_reader_are_still_escaped() -> None:
    drawn = _said("en", "{{ draw_icon(word) }}", word='"><script>')
    assert drawn.count('#&#34;&gt;&lt;script&gt;"/>') == 1


def test_macros_that_read_the_page_keep_its_context() -> None:
    page = "{% import 'reader.html' as r with context %}{{ r.who() }}"
    assert _said("en", page, name="Chen") == "Chen"
    page = "{% import 'nested.html' as n with context %}{{ n.x() }}"
    assert _said("en", page, name="Lin") == "Lin"


def test_macros_that_read_nothing_are_made_once() -> None:
    page = "{% import 'plain.html' as q with context %}{{ q.sign('<') }}"
    assert _said("en", page) == "<i>&lt;</i>Search"
    env = _env("en", page=page)
    code = env.compile(env.loader.get_source(env, "page")[0], raw=True)  # type: ignore[union-attr]
    assert "_get_default_module" in code
