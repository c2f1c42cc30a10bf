"""What seldom changes, kept in the process: types, calendars, policies, receivers.

Always right, without a waiting time: every edit gives its community a new `edition`, in the
edit's own transaction. A request reads its community anyway; what was kept under another edition
is read again, in every process. Who edits remembers nothing for the rest of the request, so
that a rolled-back edit is never kept. A job of many acts has `remembering.remembered` instead.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import models

from linli.kernel.community import Community, new_edition
from linli.kernel.remembering import forget_all, recall

MOST_COMMUNITIES, MOST_VALUES = 40, 400
"""So that a process stays small, whatever codes strangers ask for."""

Value = TypeVar("Value")

_editions: ContextVar[Mapping[int, int]] = ContextVar("editions", default={})  # noqa: B039  never changed, only replaced
_kept: OrderedDict[int, tuple[int, dict[Hashable, Any]]] = OrderedDict()


@contextmanager
def within_edition(*communities: Community) -> Iterator[None]:
    """What belongs to these communities, as read just now, may be answered from memory."""
    token = _editions.set({home.id: home.edition for home in communities})
    try:
        yield
    finally:
        _editions.reset(token)


def enter_edition(home: Community) -> None:
    """For the middleware: until `leave_edition`, in this thread."""
    _editions.set({home.id: home.edition})


def leave_edition() -> None:
    _editions.set({})


def at_hand(community_id: int, name: Hashable, read: Callable[[], Value]) -> Value:
    """What `read` says, or said under the same edition. Nobody may change what comes back."""
    edition = _editions.get().get(community_id)
    if edition is None:
        return recall((name, community_id), read)
    values = _shelf(community_id, edition)
    if name in values:
        kept: Value = values[name]
        return kept
    fresh = read()
    if len(values) >= MOST_VALUES:
        values.clear()
    values[name] = fresh
    return fresh


def _shelf(community_id: int, edition: int) -> dict[Hashable, Any]:
    kept = _kept.get(community_id)
    if kept is None or kept[0] != edition:
        kept = _kept[community_id] = (edition, {})
        while len(_kept) > MOST_COMMUNITIES:
            _kept.popitem(last=False)
    return kept[1]


def forget(community_ids: Iterable[int]) -> None:
    """An edit in the current transaction: whoever reads the community next remembers nothing."""
    stale = set(community_ids)
    Community.objects.filter(id__in=stale).update(edition=new_edition())
    forget_all(lambda key: isinstance(key, tuple) and key[-1] in stale)
    known = _editions.get()
    _editions.set({home: edition for home, edition in known.items() if home not in stale})


def forget_everywhere() -> None:
    """For what all communities share, such as the calendar."""
    Community.objects.update(edition=new_edition())
    forget_all(lambda _key: True)
    _editions.set({})


class SeldomEditedRows(models.QuerySet[Any]):
    """Edits in bulk are edits too."""

    def update(self, **changes: Any) -> int:
        homes = self._homes()
        changed = super().update(**changes)
        self._forget(homes)
        return changed

    def delete(self) -> tuple[int, dict[str, int]]:
        homes = self._homes()
        gone = super().delete()
        self._forget(homes)
        return gone

    def bulk_create(self, objs: Iterable[Any], *args: Any, **options: Any) -> list[Any]:
        rows = super().bulk_create(list(objs), *args, **options)
        self._forget({getattr(row, "community_id", 0) for row in rows})
        return rows

    def _homes(self) -> set[int]:
        if self._is_shared():
            return set()
        return set(self.order_by().values_list("community_id", flat=True).distinct())

    def _forget(self, homes: set[int]) -> None:
        if self._is_shared():
            forget_everywhere()
        elif homes:
            forget(homes)

    def _is_shared(self) -> bool:
        return not hasattr(self.model, "community_id")


class SeldomEdited(models.Model):
    """Mixin, before `CommunityModel`: rows that are remembered, so that each edit is noticed."""

    objects = SeldomEditedRows.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self._forget()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        gone = super().delete(*args, **kwargs)
        self._forget()
        return gone

    def _forget(self) -> None:
        home: int | None = getattr(self, "community_id", None)
        if home is None:
            forget_everywhere()
        else:
            forget([home])
