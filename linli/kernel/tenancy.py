"""Every domain row knows its community, and is reached only through it.

The same schema must run in one SQLite file and, sharded by community, on a distributed
PostgreSQL. So each statement on a domain table names the community; the tests fail any that
does not. `LocalKey` and `CommunityModel` make the ORM's own statements follow the rule.
"""

import uuid
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models.fields.related_descriptors import (
    ForwardManyToOneDescriptor,
    ReverseManyToOneDescriptor,
)
from django.utils.functional import cached_property
from uuid_utils.compat import uuid7 as _uuid7

from linli.kernel.inserting import insert_row

if TYPE_CHECKING:  # the stubs make them generic, the classes are not
    Forward = ForwardManyToOneDescriptor[Any]
    Reverse = ReverseManyToOneDescriptor[Any]
else:
    Forward, Reverse = ForwardManyToOneDescriptor, ReverseManyToOneDescriptor

NEW_ROW = {"force_insert", "using"}
_across: ContextVar[str] = ContextVar("across_communities", default="")


def uuid7() -> uuid.UUID:
    return _uuid7()


@contextmanager
def across_communities(reason: str) -> Iterator[None]:
    """Named exception to the rule, for rollup jobs, the worker's polling and verification."""
    token = _across.set(reason)
    try:
        yield
    finally:
        _across.reset(token)


def reading_across() -> str:
    return _across.get()


class LocalForward(Forward):
    def get_object(self, instance: Any) -> Any:
        found = self.get_queryset(instance=instance)
        return found.get(
            self.field.get_reverse_related_filter(instance), community_id=instance.community_id
        )

    def get_prefetch_querysets(
        self, instances: list[Any], querysets: list[Any] | None = None
    ) -> Any:
        base = querysets[0] if querysets else self.get_queryset()
        base = base.filter(community_id__in={row.community_id for row in instances})
        return super().get_prefetch_querysets(instances, [base])


class LocalReverse(Reverse):
    @cached_property
    def related_manager_cls(self) -> Any:
        plain: Any = super().related_manager_cls

        class LocalManager(plain):  # type: ignore[misc]  # the base is made at run time
            def _apply_rel_filters(self, queryset: Any) -> Any:
                found = super()._apply_rel_filters(queryset)
                return found.filter(community_id=self.instance.community_id)

            def get_prefetch_querysets(self, instances: Any, querysets: Any = None) -> Any:
                # Past the relation's own filter, which would keep the first instance's rows only.
                base = querysets[0] if querysets else super(plain, self).get_queryset()
                base = base.filter(community_id__in={row.community_id for row in instances})
                return super().get_prefetch_querysets(instances, [base])

        return LocalManager


_ST = TypeVar("_ST")
_GT = TypeVar("_GT")


class LocalKey(models.ForeignKey[_ST, _GT]):
    """A foreign key to a row of the same community; every access names the community.

    Deleting is refused by the database (DO_NOTHING here), never cascaded in Python.
    """

    forward_related_accessor_class = LocalForward
    related_accessor_class = LocalReverse

    def __init__(self, to: Any, on_delete: Any = models.DO_NOTHING, **kwargs: Any) -> None:
        super().__init__(to, on_delete=on_delete, **kwargs)


class CommunityModel(models.Model):
    """Base of every domain row: uuid7 key, a community that never changes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    community = models.ForeignKey(
        "kernel.Community", on_delete=models.DO_NOTHING, related_name="+", db_index=False
    )
    community_id: int

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        row = super().from_db(db, field_names, values)
        row.__dict__["_home"] = row.__dict__.get("community_id")
        return row

    def save(self, *args: Any, **kwargs: Any) -> None:
        home = self.__dict__.get("_home")
        if home is not None and home != self.community_id:
            raise ValueError(f"{type(self).__name__} {self.id} belongs to community {home}")
        if kwargs.get("force_insert") is True and not args and not kwargs.keys() - NEW_ROW:
            insert_row(self)
        else:
            super().save(*args, **kwargs)
        self.__dict__["_home"] = self.community_id

    def _do_update(self, base_qs: Any, *args: Any) -> bool:
        parent: Callable[..., bool] = super()._do_update
        return parent(base_qs.filter(community_id=self.community_id), *args)

    def refresh_from_db(
        self,
        using: str | None = None,
        fields: Any = None,
        from_queryset: Any = None,
    ) -> None:
        rows = from_queryset if from_queryset is not None else type(self)._base_manager.all()
        rows = rows.filter(community_id=self.community_id)
        super().refresh_from_db(using=using, fields=fields, from_queryset=rows)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        mine = type(self)._base_manager.filter(community_id=self.community_id, pk=self.pk)
        return mine.delete()
