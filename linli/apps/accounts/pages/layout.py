"""The frame of the administrators' pages: a side bar of what this administrator may open."""

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.apps.accounts.rules import reach
from linli.kernel.community import Community
from linli.web.asked import Asked, show


@dataclass(frozen=True)
class Entry:
    label: Promise
    url_name: str
    icon: str
    permission: str


ENTRIES = (
    Entry(_("Accounts"), "accounts:admin_accounts", "users", "accounts.list"),
    Entry(_("Approvals"), "accounts:admin_approvals", "check", "accounts.secure"),
    Entry(_("Security"), "accounts:admin_security", "lock", "accounts.secure"),
    Entry(_("API keys"), "accounts:admin_keys", "key", "accounts.secure"),
    Entry(_("Communities"), "accounts:admin_communities", "bldg", "accounts.settings"),
    Entry(_("Settings"), "accounts:admin_settings", "wrench", "accounts.settings"),
    Entry(_("Feedback"), "accounts:admin_feedback", "chat", "accounts.settings"),
    Entry(_("Records"), "accounts:admin_records", "search", "accounts.audit"),
    Entry(_("Roles and rights"), "accounts:admin_matrix", "grid", "accounts.roles_matrix"),
)


@dataclass(frozen=True)
class Place:
    label: Promise
    href: str
    icon: str
    current: bool


def places(request: HttpRequest) -> list[Place]:
    actor = cast(Asked, request).actor
    shown = [entry for entry in ENTRIES if reach(actor, entry.permission)]
    found = [(entry, reverse(entry.url_name)) for entry in shown]
    return [
        Place(entry.label, href, entry.icon, request.path.startswith(href)) for entry, href in found
    ]


def show_admin(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return show(request, template, {**context, "places": places(request)}, status=status)


def homes_in(ids: frozenset[int]) -> list[Community]:
    """From the top down, for choosing one."""
    kinds = {"district": 0, "street": 1, "community": 2}
    rows = Community.objects.filter(id__in=ids).select_related("parent")
    return sorted(rows, key=lambda home: (kinds[home.kind], home.id))
