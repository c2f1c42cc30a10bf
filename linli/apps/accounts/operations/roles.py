"""Roles: given, approved, ended. Each act is one transaction and writes one record."""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.apps.accounts import rules
from linli.apps.accounts.choices import ADMINISTRATORS, ROLE_NAMES
from linli.apps.accounts.models import GrantRow
from linli.apps.accounts.operations.noting import locked, note_act, require_over
from linli.apps.accounts.queries.actors import grant_rows, holding
from linli.kernel import clock
from linli.kernel.access.actor import Actor, Role
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.records.writing import verb

ROLE_GIVEN = verb("accounts.role_given", "role", "grant", "pending")
ROLE_APPROVED = verb("accounts.role_approved", "role", "grant")
ROLE_ENDED = verb("accounts.role_ended", "role", "grant", "until")


@transaction.atomic
def give_role(
    *,
    community: Community,
    actor: Actor,
    credential_id: int,
    role: str,
    since: dt.date,
    until: dt.date | None = None,
    grid_id: uuid.UUID | None = None,
    organisation_id: int | None = None,
    person_id: uuid.UUID | None = None,
) -> GrantRow:
    """Let a credential be something here from a day on.

    An administrator's role waits for a security administrator, where there is one. Raises
    RuleNotMet `administrators_separated`, `role_held`, `role_home`.
    """
    require(actor, rules.permission_to_give(role), community.id)
    rules.check_not_self(actor, credential_id)
    if role not in ROLE_NAMES:
        raise RuleNotMet("role_unknown", _("There is no such role."), field="role")
    if until is not None and until < since:
        raise RuleNotMet("role_days", _("The last day lies before the first."), field="until")
    rules.check_home(role, community)
    credential = locked(credential_id)
    require_over(actor, rules.permission_to_give(role), credential)
    row = GrantRow(
        community=community,
        credential=credential,
        role=role,
        grid_id=grid_id,
        organisation_id=organisation_id,
        person_id=person_id,
        since=since,
        until=until,
        pending=_needs_approval(role, actor, community),
        given_by=actor.ref,
        written_at=clock.now(),
    )
    held = grant_rows(credential_id)
    rules.check_separation(held, role, since, until)
    rules.check_new(row, held)
    row.save(force_insert=True)
    note_act(
        ROLE_GIVEN, credential, actor, community.id, role=role, grant=row.id, pending=row.pending
    )
    return row


def _needs_approval(role: str, actor: Actor, community: Community) -> bool:
    """Only with somebody there to approve: the first security administrator comes by command."""
    if role not in ADMINISTRATORS or actor.ref == "system":
        return False
    parents = [community.id, community.parent_id, community.parent and community.parent.parent_id]
    return GrantRow.objects.filter(
        holding(clock.now().date()),
        community_id__in=[home for home in parents if home],
        role=Role.SECURITY_ADMIN,
        credential__is_active=True,
    ).exists()


@transaction.atomic
def approve_role(*, community: Community, actor: Actor, grant_id: uuid.UUID) -> GrantRow:
    """A security administrator lets an administrator's role begin; never one that is their own."""
    require(actor, "accounts.secure", community.id)
    row = _grant(community, grant_id)
    rules.check_not_self(actor, row.credential_id)
    mine = GrantRow.objects.filter(community_id=community.id, id=grant_id, pending=True)
    if not mine.update(pending=False, approved_by=actor.ref):
        raise Conflict("role_not_pending", _("Somebody approved this role already."))
    note_act(ROLE_APPROVED, row.credential, actor, community.id, role=row.role, grant=row.id)
    return _grant(community, grant_id)


@transaction.atomic
def end_role(
    *, community: Community, actor: Actor, grant_id: uuid.UUID, until: dt.date | None = None
) -> GrantRow:
    """Let a role end with the day `until`; without one it counts no more from this moment."""
    row = _grant(community, grant_id)
    require(actor, rules.permission_to_give(row.role), community.id)
    rules.check_not_self(actor, row.credential_id)
    last = max(until or clock.today(community), row.since)
    rows = GrantRow.objects.filter(community_id=community.id, id=grant_id, ended_at__isnull=True)
    lasting = rows.filter(Q(until__isnull=True) | Q(until__gte=last))
    if not lasting.update(until=last, ended_at=None if until else clock.now()):
        raise Conflict("role_ended", _("This role has ended already."))
    note_act(
        ROLE_ENDED, row.credential, actor, community.id, role=row.role, grant=row.id, until=last
    )
    return _grant(community, grant_id)


def _grant(community: Community, grant_id: uuid.UUID) -> GrantRow:
    found = (
        GrantRow.objects.select_related("credential")
        .filter(community_id=community.id, id=grant_id)
        .first()
    )
    if found is None:
        raise NotSeen("role_not_found", _("There is no such role."))
    return found
