"""Accounts, keys and feedback as administrators see them, inside their communities."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from linli.apps.accounts.models import ApiKey, Credential, Feedback, GrantRow
from linli.apps.accounts.rules import answers_for
from linli.kernel import clock
from linli.kernel.errors import NotSeen
from linli.kernel.records.models import Record
from linli.kernel.tenancy import across_communities

Homes = frozenset[int]


def accounts_seen(homes: Homes, typed: str = "", role: str = "") -> QuerySet[Credential]:
    """Open ones first, by name; `typed` is part of a name or log-in."""
    rows = Credential.objects.filter(answers_for(homes))
    if typed:
        rows = rows.filter(Q(name__icontains=typed) | Q(login__icontains=typed))
    if role:
        held = GrantRow.objects.filter(community_id__in=homes, role=role, ended_at__isnull=True)
        rows = rows.filter(pk__in=held.values("credential_id"))
    return rows.order_by("-is_active", "name", "pk")


def account_seen(homes: Homes, credential_id: int) -> Credential:
    found = Credential.objects.filter(answers_for(homes), pk=credential_id).first()
    if found is None:
        raise NotSeen("account_not_found", _("There is no such account."))
    return found


def roles_of(homes: Homes, credential_ids: Iterable[int]) -> dict[int, list[GrantRow]]:
    """Every role, past and present, newest first, by credential; one statement."""
    rows = (
        GrantRow.objects.filter(community_id__in=homes, credential_id__in=list(credential_ids))
        .select_related("community")
        .order_by("-written_at", "-id")
    )
    found: dict[int, list[GrantRow]] = {}
    for row in rows:
        found.setdefault(row.credential_id, []).append(row)
    return found


def roles_waiting(homes: Homes) -> list[GrantRow]:
    """Administrators' roles that a security administrator must approve."""
    return list(
        GrantRow.objects.filter(community_id__in=homes, pending=True, ended_at__isnull=True)
        .select_related("community", "credential")
        .order_by("written_at")
    )


def keys_seen(homes: Homes) -> list[ApiKey]:
    rows = ApiKey.objects.filter(community_id__in=homes).select_related("community", "keeper")
    return list(rows.order_by("closed_at", "until", "id")[:500])


def keys_of_keeper(credential_id: int) -> list[ApiKey]:
    with across_communities("the keys that one person answers for, wherever they are"):
        rows = ApiKey.objects.filter(keeper_id=credential_id).select_related("community")
        return list(rows.order_by("closed_at", "until", "id"))


def lock_outs(homes: Homes) -> list[tuple[Record, Credential]]:
    """Accounts at which many wrong passwords were tried within the last day."""
    since = clock.now() - dt.timedelta(days=1)
    records = list(
        Record.objects.filter(
            community_id__in=homes, verb="accounts.locked_out", happened_at__gte=since
        ).order_by("-happened_at")[:100]
    )
    named = Credential.objects.in_bulk([record.object_id.int for record in records])
    return [(record, named[record.object_id.int]) for record in records]


def feedback_seen(homes: Homes, *, answered: bool) -> QuerySet[Feedback]:
    rows = Feedback.objects.filter(community_id__in=homes, answered_at__isnull=not answered)
    return rows.select_related("community").order_by("-said_at" if answered else "said_at", "id")


def one_feedback(community_id: int, feedback_id: uuid.UUID) -> Feedback:
    found = Feedback.objects.filter(community_id=community_id, id=feedback_id).first()
    if found is None:
        raise NotSeen("feedback_not_found", _("There is nothing here, or nothing you can see."))
    return found


def published_feedback() -> list[Feedback]:
    with across_communities("what was said about the platform, and answered, is for everybody"):
        rows = Feedback.objects.filter(public=True).select_related("community")
        return list(rows.order_by("-answered_at", "-id")[:50])


def feedback_of(credential_id: int) -> list[Feedback]:
    with across_communities("one person's own words, wherever they were said"):
        rows = Feedback.objects.filter(said_by_id=credential_id).select_related("community")
        return list(rows.order_by("-said_at")[:20])
