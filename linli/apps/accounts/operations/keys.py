"""Keys for programs: given once, shown once, with an end."""

import datetime as dt
import secrets
import uuid
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.accounts.choices import Scope
from linli.apps.accounts.models import ApiKey, Credential, key_digest
from linli.apps.accounts.queries.actors import KEY_MARK, key_of
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotKnown, NotSeen, RuleNotMet
from linli.kernel.records.writing import verb, write_record

KEY_GIVEN = verb("accounts.key_given", "scopes", "until")
KEY_CLOSED = verb("accounts.key_closed")
LONGEST_DAYS = 400
"""A key that nobody renews for a year is a key that nobody remembers."""


@transaction.atomic
def give_key(
    *,
    community: Community,
    actor: Actor,
    name: str,
    keeper_login: str,
    scopes: list[str],
    until: dt.date,
    organisation_id: int | None = None,
) -> tuple[ApiKey, str]:
    """A new key and its text, which nobody can read again."""
    require(actor, "accounts.secure", community.id)
    _check(community, scopes, until)
    keeper = Credential.objects.filter(login=keeper_login.strip().lower(), is_active=True).first()
    if keeper is None:
        raise RuleNotMet("keeper", _("There is no open account with this log-in."), field="keeper")
    secret = f"{KEY_MARK}_{community.id}_{secrets.token_urlsafe(32)}"
    row = ApiKey(
        community=community,
        name=name.strip(),
        organisation_id=organisation_id,
        keeper=keeper,
        digest=key_digest(secret),
        begins=secret[:14],
        scopes=sorted(set(scopes)),
        until=until,
        given_by=actor.ref,
        created_at=clock.now(),
    )
    row.save(force_insert=True)
    write_record(
        verb=KEY_GIVEN,
        community_id=community.id,
        obj=row,
        actor=actor,
        scopes=row.scopes,
        until=until,
    )
    return row, secret


def _check(community: Community, scopes: list[str], until: dt.date) -> None:
    today = clock.today(community)
    if not scopes or set(scopes) - set(Scope.values):
        raise RuleNotMet("scopes", _("Choose what the key may be used for."), field="scopes")
    if not today <= until <= today + dt.timedelta(days=LONGEST_DAYS):
        raise RuleNotMet(
            "key_until",
            _("A key lasts until a day between today and %(days)s days from now.")
            % {"days": LONGEST_DAYS},
            field="until",
        )


@transaction.atomic
def close_key(*, community: Community, actor: Actor, key_id: uuid.UUID) -> ApiKey:
    """By its keeper or by a security administrator; works at once."""
    row = ApiKey.objects.filter(community_id=community.id, id=key_id).first()
    if row is None:
        raise NotSeen("key_not_found", _("There is no such key."))
    if actor.credential_id != row.keeper_id:
        require(actor, "accounts.secure", community.id)
    mine = ApiKey.objects.filter(community_id=community.id, id=key_id, closed_at__isnull=True)
    if not mine.update(closed_at=clock.now()):
        raise Conflict("key_closed", _("This key is closed already."))
    write_record(verb=KEY_CLOSED, community_id=community.id, obj=row, actor=actor)
    return row


def actor_from_key(header: str, address: str = "") -> Actor | None:
    """The program that sends `Authorization: Bearer linli_…`, None when no header was sent.

    Notes the day of use, at most once a day. Raises NotKnown `key_unknown` for a key that is
    wrong, closed or over.
    """
    if not header:
        return None
    found = key_of(header)
    if found is None:
        raise NotKnown("key_unknown", _("This API key is not known, closed, or over."))
    row, program = found
    today = clock.now().date()
    if row.last_used_on != today:
        ApiKey.objects.filter(community_id=row.community_id, id=row.id).update(last_used_on=today)
    return replace(program, address=address)
