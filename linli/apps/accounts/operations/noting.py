"""The record of an act on an account; the account held still while it changes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.accounts import rules
from linli.apps.accounts.models import Credential, GrantRow
from linli.apps.accounts.queries.actors import holding
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.errors import NotAllowed, NotSeen
from linli.kernel.records.models import Basis, Record
from linli.kernel.records.writing import write_record
from linli.kernel.tenancy import across_communities

KIND = "accounts.credential"


def note_act(
    verb: str, credential: Credential, actor: Actor, community_id: int | None, **payload: Any
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


def require_whole(actor: Actor, key: str, credential: Credential) -> None:
    """The permission wherever the account works: else a way in here would open a door there."""
    if actor.ref == "system":
        return
    require_over(actor, key, credential)
    homes = rules.reach(actor, key)
    with across_communities("an account is taken over whole or not at all"):
        roles = GrantRow.objects.filter(
            holding(clock.now().date()), credential_id=credential.pk
        ).exclude(community_id__in=homes)
        elsewhere = roles.exists()
    if elsewhere:
        raise NotAllowed(
            "account_elsewhere",
            _("This account also works outside your communities. Ask the administrator above."),
        )
