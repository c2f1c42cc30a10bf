"""Every address of the system, with its holes filled: slugs, ids and codes of the cast.

An app that wants its addresses walked with things that exist puts `samples(cast)` into
`linli/apps/<app>/tests/samples.py`: a value for each name that its urls use, made in community
a. A name without a sample is filled with something that does not exist.
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import Cast
from tests.things import put_things

HOLE = re.compile(r"<(?:(\w+):)?(\w+)>")
OUTSIDE = ("_test/", "static/")
BY_CONVERTER: dict[str, object] = {
    "uuid": uuid.UUID(int=7),
    "int": 7,
    "slug": "nothing-here",
    "str": "nothing-here",
    "path": "nothing/here",
    "": "nothing-here",
}


@dataclass(frozen=True)
class Address:
    """`route` as Django writes it; `holes` by name, with their converters."""

    route: str
    name: str

    @property
    def holes(self) -> dict[str, str]:
        return {name: converter or "" for converter, name in HOLE.findall(self.route)}

    @property
    def in_community(self) -> bool:
        return "slug" in self.holes

    def filled(self, values: dict[str, object]) -> str:
        """Most exact first: "space.hole:converter", "space.hole", "hole", then what is not."""
        space = self.name.partition(":")[0]

        def fill(hole: re.Match[str]) -> str:
            converter, name = hole[1] or "", hole[2]
            for key in (f"{space}.{name}:{converter}", f"{space}.{name}", name):
                if key in values:
                    return str(values[key])
            return str(BY_CONVERTER.get(converter, "nothing-here"))

        return "/" + HOLE.sub(fill, self.route)


def walk(patterns: list[Any], before: str = "", space: str = "") -> Iterator[Address]:
    for pattern in patterns:
        route = before + _plain(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from walk(pattern.url_patterns, route, inner)
        elif isinstance(pattern, URLPattern) and not route.startswith(OUTSIDE):
            yield Address(route, f"{space}{pattern.name or ''}")


def _plain(route: str) -> str:
    """A regular expression with named groups becomes a route."""
    named = re.sub(r"\(\?P<(\w+)>[^()]*\)", r"<\1>", route)
    return named.replace("^", "").replace("\\Z", "").replace("$", "").replace("\\.", ".")


def addresses() -> list[Address]:
    return list(walk(get_resolver().url_patterns))


def samples(cast: Cast) -> dict[str, object]:
    """Things of community a, by the names that urls use."""
    found = dict(put_things(cast).values)
    for app in settings.LINLI_APPS:
        module = f"linli.apps.{app}.tests.samples"
        if find_spec(module):
            found.update(import_module(module).samples(cast))
    return found
