"""Searching the records of what was done: by whom, what, on which thing, when."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Q

from linli.apps.accounts.models import ApiKey, Credential
from linli.apps.accounts.queries.actors import credential_names
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.records.models import Record
from linli.kernel.records.writing import VERBS

SIZE = 50
LOOKING = ("viewed", "unmasked", "opened", "exported", "shown", "copied", "original_viewed")


@dataclass(frozen=True)
class Wanted:
    """Empty fields ask nothing. `actor` is a log-in name or a reference such as c:12."""

    actor: str = ""
    verb: str = ""
    thing: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    community: int | None = None
    looks: bool = False


@dataclass(frozen=True)
class Found:
    rows: list[Record]
    names: dict[str, str]
    older: uuid.UUID | None


def verbs_of_looking() -> list[str]:
    """Verbs that tell of somebody reading what is protected."""
    return sorted(name for name in VERBS if any(name.endswith(f"_{word}") for word in LOOKING))


def search_records(
    homes: frozenset[int], wanted: Wanted, before: uuid.UUID | None = None, size: int = SIZE
) -> Found:
    """Newest first; `older` is where the next page begins."""
    asked = frozenset({wanted.community}) & homes if wanted.community else homes
    rows = Record.objects.filter(community_id__in=asked).filter(_condition(wanted))
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = list(rows.select_related("community").order_by("-id")[: size + 1])
    older = found[size - 1].id if len(found) > size else None
    found = found[:size]
    return Found(found, _names(found), older)


def _condition(wanted: Wanted) -> Q:
    condition = Q()
    if wanted.actor:
        condition &= Q(actor__in=_actors(wanted.actor))
    if wanted.verb:
        condition &= Q(verb=wanted.verb)
    if wanted.looks:
        condition &= Q(verb__in=verbs_of_looking())
    if wanted.thing:
        condition &= _thing(wanted.thing)
    return condition & _days(wanted)


def _actors(typed: str) -> list[str]:
    if ":" in typed or typed in {"system", "anon"}:
        return [typed]
    found = Credential.objects.filter(Q(login=typed.lower()) | Q(name=typed))
    return [f"c:{pk}" for pk in found.values_list("pk", flat=True)[:50]]


def _thing(typed: str) -> Q:
    """An id, or a kind such as cases.case."""
    try:
        number = uuid.UUID(typed)
    except ValueError:
        return Q(object_kind=typed.lower())
    return Q(object_id=number) | Q(subject=number)


def _days(wanted: Wanted) -> Q:
    """Days of the installation's zone, both included."""
    zone = Community().zone
    condition = Q()
    if wanted.since:
        condition &= Q(happened_at__gte=clock.day_start(wanted.since, zone))
    if wanted.until:
        end = wanted.until + dt.timedelta(days=1) if wanted.until < dt.date.max else wanted.until
        condition &= Q(happened_at__lt=clock.day_start(end, zone))
    return condition


def _names(rows: list[Record]) -> dict[str, str]:
    names = credential_names(row.actor for row in rows)
    keys = {row.actor[2:]: row.community_id for row in rows if row.actor.startswith("k:")}
    known = ApiKey.objects.filter(community_id__in=set(keys.values()), id__in=list(keys))
    return {**names, **{f"k:{key.id}": key.name for key in known}}
