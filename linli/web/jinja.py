"""The template engine: Jinja2, because a page of 25 rows costs a third of the time."""

from copy import copy
from decimal import Decimal
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.messages import get_messages
from django.template.backends.jinja2 import Jinja2
from django.urls import NoReverseMatch
from django.utils import translation
from django.utils.translation import trans_real
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from linli.kernel.access.permissions import holds
from linli.kernel.community import spoken
from linli.web import dates
from linli.web.addresses import static_at, url
from linli.web.folding import FoldingEnvironment
from linli.web.nav import nav_for


def url_if(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page of an app that may not be installed; empty where it is not."""
    try:
        return url(name, *args, **kwargs)
    except NoReverseMatch:
        return ""


def with_query(path: str, **changes: Any) -> str:
    pairs = {key: value for key, value in changes.items() if value not in (None, "")}
    return f"{path}?{urlencode(pairs, doseq=True)}" if pairs else path


def dial(phone: str) -> str:
    """What a telephone link holds: digits and a leading plus; an extension after a pause."""
    number, _, extension = phone.partition("转")
    digits = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    more = "".join(sign for sign in extension if sign.isdigit())
    return f"{digits},{more}" if more else digits


def plain(value: Decimal) -> str:
    """12.50 as 12.5 and 600.00 as 600."""
    return f"{value.normalize():f}"


def initial(text: object) -> str:
    """A heading begins with a capital; choices and tags do not."""
    said = str(text)
    return said[:1].upper() + said[1:]


def holds_here(request: Any, key: str) -> bool:
    """Whether the reader holds a permission in this community: no link leads to a closed door."""
    return holds(request.actor, key, request.community.id)


def lines(text: str) -> Markup:
    """Typed paragraphs with their line ends."""
    return Markup("<br>").join(escape(line) for line in text.split("\n"))


@lru_cache(maxsize=500)
def icon(name: str, cls: str = "") -> Markup:
    """One sign of the sprite; `p.icon` in templates."""
    return Markup('<svg class="i {}" aria-hidden="true"><use href="{}#{}"/></svg>').format(
        cls, static_at("icons.svg"), name
    )


class Templates(Jinja2):
    """The engine of the settings: an environment for each language, made when it is first read."""

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.spoken: dict[str, Jinja2] = {}

    def get_template(self, template_name: str) -> Any:
        language = translation.get_language() or settings.LANGUAGE_CODE
        if language not in self.spoken:
            speaker = copy(self)
            speaker.env = environment(
                language, loader=self.env.loader, auto_reload=self.env.auto_reload
            )
            self.spoken[language] = speaker
        return Jinja2.get_template(self.spoken[language], template_name)


def environment(language: str = "", **options: Any) -> Environment:
    language = language or settings.LANGUAGE_CODE
    options |= {"autoescape": True, "undefined": StrictUndefined}
    env = FoldingEnvironment(
        **options,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    words = trans_real.translation(language)
    env.says = words.gettext
    env.draws = {"static": static_at, "p.icon": icon, "icon": icon, "language": lambda: language}
    env.install_gettext_callables(  # type: ignore[attr-defined]  # added by the i18n extension
        words.gettext,
        words.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.policies["ext.i18n.trimmed"] = True
    env.globals.update(
        url=url,
        url_if=url_if,
        holds_here=holds_here,
        static=static_at,
        draw_icon=icon,
        with_query=with_query,
        get_messages=get_messages,
        nav_for=nav_for,
        language=translation.get_language,
    )
    env.filters.update(
        day=dates.day,
        date=dates.date,
        moment=dates.moment,
        clock_time=dates.clock_time,
        spoken=spoken,
        dial=dial,
        plain=plain,
        lines=lines,
        initial=initial,
    )
    return env
