"""Writing records and answering them; a verb is registered with the keys it may carry."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.records.models import Basis, Record
from linli.kernel.remembering import lower
from linli.kernel.tenancy import CommunityModel
from linli.kernel.timers.models import Timer

VERBS: dict[str, frozenset[str]] = {}
Reaction = Callable[[Record], None]


@dataclass(frozen=True)
class Answer:
    """`after` runs the reaction by the worker once the act is committed; else inside it."""

    name: str
    react: Reaction
    after: bool


REACTIONS: dict[str, list[Answer]] = {}


def verb(name: str, *keys: str) -> str:
    """Register a verb such as "cases.dispatched" and the payload keys it may carry."""
    if name in VERBS and VERBS[name] != frozenset(keys):
        raise ValueError(f"verb {name} is registered twice with other keys")
    VERBS[name] = frozenset(keys)
    return name


def reaction(*verbs: str, after: bool = False) -> Callable[[Reaction], Reaction]:
    """Decorator: an idempotent answer of an app above to a record ("*": to every record)."""

    def register(react: Reaction) -> Reaction:
        name = f"{react.__module__}.{react.__qualname__}"
        for each in verbs:
            REACTIONS.setdefault(each, []).append(Answer(name, react, after))
        return react

    return register


def write_record(
    *,
    verb: str,
    community_id: int,
    obj: CommunityModel | None = None,
    object_kind: str = "",
    object_id: uuid.UUID | None = None,
    actor: Actor,
    subject: uuid.UUID | None = None,
    basis: str = Basis.SELF,
    happened_at: dt.datetime | None = None,
    **payload: Any,
) -> Record:
    """Append one record in the caller's transaction and run the reactions that belong inside.

    Raises KeyError for a verb or a payload key that nobody registered.
    """
    unknown = payload.keys() - VERBS[verb]
    if unknown:
        raise KeyError(f"{verb} carries no {', '.join(sorted(unknown))}")
    moment = clock.now()
    target = obj.id if obj is not None else object_id
    if target is None:
        raise KeyError(f"{verb} names no object")
    record = Record(
        community_id=community_id,
        verb=verb,
        object_kind=object_kind or (obj._meta.label_lower if obj is not None else ""),
        object_id=target,
        actor=actor.ref,
        subject=subject,
        basis=basis,
        happened_at=happened_at or moment,
        written_at=moment,
        payload={key: _plain(value) for key, value in payload.items()},
    )
    record.save(force_insert=True)
    for answer in [*REACTIONS.get(verb, ()), *REACTIONS.get("*", ())]:
        if answer.after:
            _react_later(answer, record)
        else:
            answer.react(record)
    return record


def _plain(value: Any) -> Any:
    if isinstance(value, uuid.UUID | dt.datetime | dt.date):
        return str(value) if isinstance(value, uuid.UUID) else value.isoformat()
    return value


def _react_later(answer: Answer, record: Record) -> None:
    lower(("timers", record.community_id), record.written_at)
    Timer.objects.create(
        community_id=record.community_id,
        kind="reaction",
        object_id=record.id,
        due_at=record.written_at,
        payload={"answer": answer.name, "verb": record.verb},
        key=answer.name,
    )
