"""Checks and small writes that keeping venues and rooms shares."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.places.public import Place
from linli.apps.venues.models import (
    Venue,
)
from linli.apps.venues.operations.wording import line, words
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record
from linli.kernel.tenancy import CommunityModel

LINES = {"name": 60, "floor": 20, "features": 200, "address": 200, "phone": 40, "keeper": 60}


def check_kind(kind: str, kinds: Any) -> None:
    if kind not in kinds.values:
        raise RuleNotMet("unknown_kind", _("Choose a kind of the list."), field="kind")


def check_home(community: Community, *rows: Venue | Place | None) -> None:
    if any(row is not None and row.community_id != community.id for row in rows):
        raise NotSeen()


NUMBERS = {
    "capacity": (1, 5000),
    "buffer_before": (0, 240),
    "buffer_after": (0, 240),
    "longest_minutes": (15, 10_080),
    "days_ahead": (0, 400),
}


def check_numbers(given: Mapping[str, Any]) -> None:
    for name, (low, high) in NUMBERS.items():
        value = given.get(name)
        if value is not None and not low <= int(value) <= high:
            raise RuleNotMet(
                "unlikely_number",
                _("Between %(low)s and %(high)s, please.") % {"low": low, "high": high},
                field=name,
            )


def cleaned(given: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(given)
    for name, most in LINES.items():
        if name in found:
            found[name] = line(found[name], field=name, most=most, least=int(name == "name"))
    if "about" in found:
        found["about"] = words(found["about"], field="about", most=1000)
    return found


def apply_changes(row: CommunityModel, changes: Mapping[str, Any]) -> list[str]:
    changed = []
    for name, value in cleaned(changes).items():
        if getattr(row, name) != value:
            setattr(row, name, value)
            changed.append(name)
    return sorted(changed)


def save_once(row: CommunityModel, code: str, said: Any) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True) if row._state.adding else row.save()
    except IntegrityError:
        raise Conflict(code, said, field="name") from None


def keep_record(verb: str, actor: Actor, row: CommunityModel, **payload: Any) -> None:
    write_record(
        verb=verb,
        community_id=row.community_id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        **payload,
    )
