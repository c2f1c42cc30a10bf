"""Addresses of pages and files for templates: looked up once, then only filled in.

A list of 25 rows asks for the same address with 25 keys; `reverse` tries every pattern each time.
"""

import uuid
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse

# Stand where keys are filled in; no key of a row, for those are drawn by time.
SLOTS = [uuid.UUID(int=number) for number in range(1, 6)]


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Like `reverse`; raises NoReverseMatch."""
    keys = [value for value in kwargs.values() if value.__class__ is uuid.UUID]
    if args or len(keys) > len(SLOTS):
        return reverse(name, args=args, kwargs=kwargs)
    slots = iter(SLOTS)
    shape = tuple(
        (word, next(slots) if value.__class__ is uuid.UUID else value)
        for word, value in kwargs.items()
    )
    path = _found(get_script_prefix(), settings.ROOT_URLCONF, name, shape)
    for slot, key in zip(SLOTS, keys, strict=False):
        path = path.replace(str(slot), str(key))
    return path


@lru_cache(maxsize=2000)
def _found(_prefix: str, urlconf: str, name: str, shape: tuple[tuple[str, Any], ...]) -> str:
    return reverse(name, urlconf, kwargs=dict(shape))


@cache
def static_at(path: str) -> str:
    """Like `static`: what a file is called does not change while the process runs."""
    return static(path)
