"""A number a community may choose is a row with an effective date and a source.

Code registers the key with its default; a row of the community replaces it from a date on.
What an act used is stored with the act, so changing a rule never rewrites the past.
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise

from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.editions import SeldomEdited, at_hand
from linli.kernel.tenancy import CommunityModel


class Policy(SeldomEdited, CommunityModel):
    key = models.CharField(max_length=60)
    effective_from = models.DateField()
    value = models.JSONField()
    source = models.CharField(max_length=200)
    approved_by = models.CharField(max_length=60)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "key", "effective_from"], name="policy_once_a_day"
            )
        ]


@dataclass(frozen=True)
class PolicyKind:
    """`check` raises ValueError with the reason when a value cannot be."""

    key: str
    says: str | Promise
    default: Any
    unit: str | Promise
    source: str | Promise
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Chosen:
    """`version` is the row's id, empty where the default holds."""

    value: Any
    version: str
    source: str


KINDS: dict[str, PolicyKind] = {}


def policy_kind(
    key: str,
    says: str | Promise,
    *,
    default: Any,
    unit: str | Promise = "",
    source: str | Promise,
    low: float | None = None,
    high: float | None = None,
) -> PolicyKind:
    KINDS[key] = PolicyKind(key, says, default, unit, source, low, high)
    return KINDS[key]


def policy(community: Community, key: str, on: dt.date | None = None) -> Chosen:
    """The value in force on a day (today if not said)."""
    kind, day = KINDS[key], on or clock.today(community)
    chosen = next((row for row in _chosen(community.id, key) if row.effective_from <= day), None)
    if chosen is None:
        return Chosen(kind.default, "", str(kind.source))
    return Chosen(chosen.value, str(chosen.id), chosen.source)


def _chosen(community_id: int, key: str) -> list[Policy]:
    """All rows of a key, the latest first: few, for a policy seldom changes."""

    def read() -> list[Policy]:
        rows = Policy.objects.filter(community_id=community_id, key=key)
        return list(rows.order_by("-effective_from"))

    return at_hand(community_id, ("policy", key), read)


def policy_version(chosen: Chosen) -> uuid.UUID | None:
    return uuid.UUID(chosen.version) if chosen.version else None
