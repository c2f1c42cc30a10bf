"""What an import did to which rows, so that undoing it leaves everything as it was."""

import hashlib
import json
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.apps.people.models import (
    Household,
    HouseholdMember,
    IdentityDocument,
    Person,
    PersonTag,
    Phone,
    Residence,
)
from linli.kernel.community import Community
from linli.kernel.errors import Conflict
from linli.kernel.records.models import Record
from linli.kernel.tenancy import CommunityModel

Snapshot = dict[str, dict[str, dict[str, Any]]]
"""Model, row id, column: value as JSON has it."""
OF_PERSON: tuple[type[CommunityModel], ...] = (
    IdentityDocument,
    Phone,
    Residence,
    HouseholdMember,
    PersonTag,
)
STORED: tuple[type[CommunityModel], ...] = (Person, Household, *OF_PERSON)
REMOVED: tuple[type[CommunityModel], ...] = (*reversed(OF_PERSON), Household, Person)
BATCH = 500


def snapshot(
    community: Community, people: Iterable[uuid.UUID], dwellings: Iterable[uuid.UUID]
) -> Snapshot:
    """Every row about these people, and the households of these dwellings."""
    ids, homes = list(people), list(dwellings)
    taken: Snapshot = {}
    _take(taken, community, Person, Q(id__in=ids), bool(ids))
    _take(taken, community, Household, Q(dwelling_id__in=homes), bool(homes))
    for model in OF_PERSON:
        _take(taken, community, model, Q(person_id__in=ids), bool(ids))
    return taken


def _take(
    taken: Snapshot, community: Community, model: type[CommunityModel], which: Q, any_: bool
) -> None:
    rows = model._default_manager.filter(which, community_id=community.id) if any_ else ()
    taken[model.__name__] = {str(row.id): as_stored(row) for row in rows}


def as_stored(row: CommunityModel) -> dict[str, Any]:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    plain: dict[str, Any] = json.loads(json.dumps(values, default=str))
    return plain


def digest_of(rows: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()


def trace_between(before: Snapshot, after: Snapshot, new: dict[str, list[str]]) -> dict[str, Any]:
    """`made` ids and `old` values by model, and digests of what the import left behind."""
    made, old, left = {name: set(keys) for name, keys in new.items()}, {}, {}
    for model, rows in after.items():
        was = before.get(model, {})
        made.setdefault(model, set()).update(set(rows) - set(was))
        changed = {key: value for key, value in was.items() if rows.get(key) != value}
        if changed:
            old[model] = changed
            left[model] = {key: digest_of(rows[key]) for key in changed if key in rows}
    return {"made": {name: sorted(keys) for name, keys in made.items()}, "old": old, "left": left}


def check_free(community: Community, traces: Sequence[dict[str, Any]]) -> None:
    """Conflict when somebody went on with what the import made or changed."""
    own: dict[str, set[str]] = {}
    left: dict[str, dict[str, str]] = {}
    for trace in traces:
        for name, keys in trace["made"].items():
            own.setdefault(name, set()).update(keys)
        for name, digests in trace["left"].items():
            left.setdefault(name, {}).update(digests)  # the last chunk that touched a row
            own.setdefault(name, set()).update(digests)
    people = [key for trace in traces for key in trace["made"].get("Person", [])]
    homes = [key for trace in traces for key in trace["made"].get("Household", [])]
    if (
        _has_records(community, people)
        or _has_strangers(community, Person, people, own)
        or _has_strangers(community, Household, homes, own)
        or _has_changed(community, left)
    ):
        raise _taken_up()


def _has_records(community: Community, people: list[str]) -> bool:
    return any(
        Record.objects.filter(
            community_id=community.id,
            object_kind=Person._meta.label_lower,
            object_id__in=batch,
        )
        .exclude(verb="people.people_registered")
        .exists()
        for batch in _batches(people)
    )


def _has_strangers(
    community: Community, target: type[CommunityModel], ids: list[str], own: dict[str, set[str]]
) -> bool:
    """Rows of any app that refer to new people or households and are not of the import."""
    for relation in target._meta.related_objects:
        model: Any = relation.related_model
        mine = own.get(model.__name__, set())
        for batch in _batches(ids):
            rows = model._default_manager.filter(
                community_id=community.id, **{f"{relation.field.attname}__in": batch}
            )
            if {str(key) for key in rows.values_list("pk", flat=True)} - mine:
                return True
    return False


def _has_changed(community: Community, left: dict[str, dict[str, str]]) -> bool:
    for name, digests in left.items():
        for batch in _batches(list(digests)):
            rows = _model(name)._default_manager.filter(community_id=community.id, id__in=batch)
            now = {str(row.id): digest_of(as_stored(row)) for row in rows}
            if any(now.get(key) != digests[key] for key in batch):
                return True
    return False


def restore(community: Community, trace: dict[str, Any]) -> None:
    """Delete what was made, put back what was changed."""
    for model in REMOVED:
        if model is Person or model is Household:
            continue
        _remove(community, model, trace)
    for model in STORED:
        for key, values in trace["old"].get(model.__name__, {}).items():
            rows = model._default_manager.filter(community_id=community.id, id=key)
            if not rows.update(**{k: v for k, v in values.items() if k not in FIXED}):
                model(**values).save(force_insert=True)
    _remove(community, Household, trace)
    _remove(community, Person, trace)


FIXED = {"id", "community_id"}


def _remove(community: Community, model: type[CommunityModel], trace: dict[str, Any]) -> None:
    for batch in _batches(trace["made"].get(model.__name__, [])):
        model._default_manager.filter(community_id=community.id, id__in=batch).delete()


def _model(name: str) -> type[CommunityModel]:
    return next(model for model in STORED if model.__name__ == name)


def _batches(items: list[Any]) -> Iterable[list[Any]]:
    return (items[at : at + BATCH] for at in range(0, len(items), BATCH))


def _taken_up() -> Conflict:
    return Conflict(
        "import_taken_up",
        _(
            "Somebody has gone on with people of this import. It can no longer be taken back as "
            "a whole; correct the people one by one."
        ),
    )
