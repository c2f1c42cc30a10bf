"""What hardly ever changes, read once by a job of many acts.

Outside of `remembered()` every question is asked anew. Inside it, calendars, policies and
webhooks are those of its beginning, but for what the job itself changes: it is for an import or
the loading of the demo, never for a request.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("remembered", default=None)


@contextmanager
def remembered() -> Iterator[None]:
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def recall(key: Hashable, read: Callable[[], T]) -> T:
    kept = _kept.get()
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    found: T = kept[key]
    return found


def lower(key: Hashable, value: Any) -> None:
    """Note a value; `lowest` tells the lowest since the last `forget`."""
    kept = _kept.get()
    if kept is not None and (key not in kept or value < kept[key]):
        kept[key] = value


def lowest(key: Hashable) -> Any:
    """The lowest value noted, None where nobody notes or nothing was noted."""
    return (_kept.get() or {}).get(key)


def forget(key: Hashable) -> None:
    (_kept.get() or {}).pop(key, None)


def forget_all(stale: Callable[[Hashable], bool]) -> None:
    """Something was edited: what it may concern is read anew."""
    kept = _kept.get() or {}
    for key in [key for key in kept if stale(key)]:
        del kept[key]
