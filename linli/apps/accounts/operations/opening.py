"""Opening and closing ways to sign in."""

import secrets

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.accounts import rules
from linli.apps.accounts.models import Credential
from linli.apps.accounts.operations.noting import locked, note_act, require_whole
from linli.apps.accounts.operations.roles import give_role
from linli.kernel import clock
from linli.kernel.access.actor import Actor, Role
from linli.kernel.access.permissions import holds, refuse
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.records.writing import verb

OPENED = verb("accounts.opened")
CLOSED = verb("accounts.closed")
FIRST_LOGIN = "admin"


def generated_password() -> str:
    """16 signs that can be read out: no confusable letters, four groups of four."""
    signs = "abcdefghjkmnpqrstuvwxyz23456789"
    groups = ("".join(secrets.choice(signs) for _sign in range(4)) for _group in range(4))
    return "-".join(groups)


@transaction.atomic
def open_credential(
    *,
    actor: Actor,
    login: str,
    name: str,
    password: str | None = None,
    email: str = "",
    community: Community | None = None,
    usable: bool = True,
) -> tuple[Credential, str]:
    """A new way to sign in, and its password; a generated one must be changed at first use.

    `community` answers for the account; without it, the place where the actor is administrator.
    Without `usable` nobody signs in with it until a password is set anew.
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
    given = password or (generated_password() if usable else "")
    if usable:
        made.set_password(given)
    else:
        made.set_unusable_password()
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
def close_credential(*, actor: Actor, credential_id: int) -> Credential:
    """No more signing in, at once and for good; its acts stay under its name."""
    credential = locked(credential_id)
    require_whole(actor, "accounts.manage", credential)
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
