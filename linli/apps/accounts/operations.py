"""Opening accounts and giving roles. Each act is one transaction and writes one record."""

import datetime as dt
import secrets
import uuid

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.apps.accounts import rules
from linli.apps.accounts.choices import ADMINISTRATORS, ROLE_NAMES
from linli.apps.accounts.models import Credential, GrantRow
from linli.apps.accounts.queries import grant_rows, holding
from linli.kernel import clock
from linli.kernel.access.actor import Actor, Role
from linli.kernel.access.permissions import holds, refuse, require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.records.models import Basis, Record
from linli.kernel.records.writing import verb, write_record

OPENED = verb("accounts.opened")
CLOSED = verb("accounts.closed")
ROLE_GIVEN = verb("accounts.role_given", "role", "grant", "pending")
ROLE_APPROVED = verb("accounts.role_approved", "role", "grant")
ROLE_ENDED = verb("accounts.role_ended", "role", "grant", "until")

KIND = "accounts.credential"
FIRST_LOGIN = "admin"


def generated_password() -> str:
    """16 signs that can be read out: no confusable letters, four groups of four."""
    signs = "abcdefghjkmnpqrstuvwxyz23456789"
    groups = ("".join(secrets.choice(signs) for _sign in range(4)) for _group in range(4))
    return "-".join(groups)


def note_act(
    verb: str, credential: Credential, actor: Actor, community_id: int | None, **payload: object
) -> Record | None:
    """A record about a credential; on an installation without a community there is no book yet."""
    home = community_id or credential.opened_in_id
    if home is None:
        return None
    return write_record(
        verb=verb,
        community_id=home,
        object_kind=KIND,
        object_id=credential.record_id,
        actor=actor,
        basis=Basis.SYSTEM if actor.ref == "system" else Basis.DUTY,
        **payload,
    )


@transaction.atomic
def open_credential(
    *,
    actor: Actor,
    login: str,
    name: str,
    password: str | None = None,
    email: str = "",
    community: Community | None = None,
) -> tuple[Credential, str]:
    """A new way to sign in, and its password; a generated one must be changed at first use.

    `community` answers for the account; without it, the place where the actor is administrator.
    """
    home = _answering(actor, community)
    made = Credential(
        login=_clean_login(login),
        name=name.strip(),
        email=email.strip(),
        must_change_password=password is None,
        created_at=clock.now(),
        opened_in_id=home,
    )
    given = password or generated_password()
    made.set_password(given)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as trouble:
        raise Conflict(
            "login_taken", _("This log-in name is taken. Choose another."), field="login"
        ) from trouble
    note_act(OPENED, made, actor, home)
    return made, given


def _clean_login(login: str) -> str:
    cleaned = "".join(login.split()).lower()
    if not cleaned or len(cleaned) > 60:
        raise RuleNotMet("login_length", _("A log-in name has 1 to 60 characters."), field="login")
    return cleaned


def _answering(actor: Actor, community: Community | None) -> int | None:
    if community is not None:
        if not holds(actor, "accounts.open_resident", community.id):
            refuse(actor, "accounts.manage")
        return community.id
    if actor.ref == "system":
        return Community.objects.filter(parent=None).values_list("id", flat=True).first()
    homes = rules.reach(actor, "accounts.open_resident")
    if not homes:
        refuse(actor, "accounts.manage")
    tops = Community.objects.filter(id__in=homes).exclude(parent_id__in=homes)
    return tops.values_list("id", flat=True).first()


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


def locked(credential_id: int) -> Credential:
    """The credential, held until the transaction ends: its grants change one after another."""
    found = Credential.objects.select_for_update().filter(pk=credential_id).first()
    if found is None:
        raise NotSeen("account_not_found", _("There is no such account."))
    return found


def require_over(actor: Actor, key: str, credential: Credential) -> None:
    """The permission in a community that answers for this account, or NotSeen."""
    if actor.ref == "system":
        return
    homes = rules.require_somewhere(actor, key)
    if not Credential.objects.filter(rules.answers_for(homes), pk=credential.pk).exists():
        raise NotSeen("account_not_found", _("There is no such account."))


@transaction.atomic
def close_credential(*, actor: Actor, credential_id: int) -> Credential:
    """No more signing in, at once and for good; its acts stay under its name."""
    credential = locked(credential_id)
    require_over(actor, "accounts.manage", credential)
    rules.check_not_self(actor, credential_id)
    changed = Credential.objects.filter(pk=credential_id, closed_at__isnull=True).update(
        is_active=False, closed_at=clock.now(), session_round=credential.session_round + 1
    )
    if not changed:
        raise Conflict("account_closed", _("This account is closed already."))
    note_act(CLOSED, credential, actor, None)
    credential.refresh_from_db()
    return credential


@transaction.atomic
def first_administrator(*, community: Community, password: str) -> str:
    """The system administrator of a new installation; answers the log-in name."""
    login = FIRST_LOGIN
    if Credential.objects.filter(login=login).exists():
        login = f"{FIRST_LOGIN}-{community.slug}"
    made, _password = open_credential(
        actor=Actor.system(),
        login=login,
        name="系统管理员",
        password=password,
        community=community,
    )
    Credential.objects.filter(pk=made.pk).update(must_change_password=True)
    give_role(
        community=community,
        actor=Actor.system(),
        credential_id=made.pk,
        role=Role.SYSTEM_ADMIN,
        since=clock.today(community),
    )
    return login
