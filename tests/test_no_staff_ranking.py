"""国办函〔2026〕12号 and our own word: no ranking, scores, online time or tracks of staff."""

import re

from django.apps import apps

from linli.kernel.access.permissions import PERMISSIONS
from linli.kernel.measures import MEASURES, RATIOS
from tests.addresses import addresses

NEVER = {
    "rank",
    "ranks",
    "ranked",
    "ranking",
    "rankings",
    "leaderboard",
    "leaderboards",
    "league",
    "score",
    "scores",
    "scoring",
    "online",
    "checkin",
    "checkins",
    "clockin",
    "punch",
    "performance",
    "appraisal",
    "patrol",
    "patrols",
    "track",
    "tracks",
    "trajectory",
}
STAFF = {"worker", "workers", "staff", "person", "people", "credential", "actor", "member"}
FIELDS = {"last_login", "last_seen", "login_count", "sign_ins", "active_minutes"}


def words(name: str) -> set[str]:
    return {word for word in re.split(r"[^a-z]+", name.lower()) if word}


def test_no_address_ranks_or_watches_staff() -> None:
    named = {f"{address.route} {address.name}" for address in addresses()}
    assert [name for name in sorted(named) if words(name) & NEVER] == []


def test_no_permission_and_no_measure_does() -> None:
    keys = [*PERMISSIONS, *MEASURES, *RATIOS]
    assert [key for key in sorted(keys) if words(key) & NEVER] == []


def test_no_measure_is_counted_by_person() -> None:
    dimensions = {
        f"{key}: {dimension}"
        for key, measure in MEASURES.items()
        for dimension in getattr(measure, "dimensions", ())
    }
    assert [one for one in sorted(dimensions) if words(one.partition(":")[2]) & STAFF] == []


def test_no_table_keeps_them() -> None:
    fields = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("linli.")
        for field in model._meta.get_fields()
        if field.concrete
    }
    found = [
        name
        for name in sorted(fields)
        if words(name.rpartition(".")[2]) & NEVER or name.rpartition(".")[2] in FIELDS
    ]
    assert found == []
