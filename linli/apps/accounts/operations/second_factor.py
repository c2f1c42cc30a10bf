"""The second factor: an app's six digits, with recovery codes for the day the phone is lost."""

import datetime as dt
import secrets

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from linli.apps.accounts.choices import SecondFactor
from linli.apps.accounts.models import Authenticator, Credential
from linli.apps.accounts.operations.noting import locked, note_act, require_whole
from linli.apps.accounts.rules import SECOND_FACTOR, check_not_self
from linli.kernel import cipher, clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotAllowed, RuleNotMet
from linli.kernel.limits import check_limit, count_attempt, forget_attempts
from linli.kernel.policies import Policy
from linli.kernel.records.writing import verb, write_record

FACTOR_ADDED = verb("accounts.second_factor_added")
FACTOR_REMOVED = verb("accounts.second_factor_removed")
CODES_RENEWED = verb("accounts.recovery_codes_renewed")
CODE_USED = verb("accounts.recovery_code_used")
POLICY_SET = verb("accounts.policy_set", "key", "value", "effective_from")
CODES = 10
LIMIT = "second_factor"
RECOVERY = "accounts.recovery"


def _mine(actor: Actor) -> Credential:
    if actor.credential_id is None:
        raise NotAllowed("no_account", _("Only a person with an account can do this."))
    return locked(actor.credential_id)


@transaction.atomic
def begin_second_factor(*, actor: Actor) -> None:
    """A new secret, not in force before its first code was typed."""
    credential = _mine(actor)
    if Authenticator.objects.filter(user=credential, confirmed=True).exists():
        raise Conflict(
            "second_factor_on",
            _("Your second factor is on already. A security administrator can take it back."),
        )
    Authenticator.objects.filter(user=credential, confirmed=False).delete()
    Authenticator.begun(credential).save()


def confirm_second_factor(*, actor: Actor, code: str) -> tuple[Authenticator, list[str]]:
    """The first code puts the secret in force; answers the device and the recovery codes."""
    _count(actor)
    with transaction.atomic():
        credential = _mine(actor)
        devices = Authenticator.objects.select_for_update().filter(user=credential, confirmed=False)
        device = devices.first()
        accepted = device is not None and device.verify_token(_digits(code))
    if not accepted:
        raise _wrong()
    with transaction.atomic():
        Authenticator.objects.filter(pk=device.pk).update(confirmed=True)
        codes = _new_codes(credential)
        note_act(FACTOR_ADDED, credential, actor, None)
    forget_attempts(what=LIMIT, who=actor.ref)
    return device, codes


def verify_second_factor(*, actor: Actor, code: str) -> Authenticator | StaticDevice:
    """The device that accepts the code; a recovery code is used up by it.

    Raises RuleNotMet `wrong_code`, SlowDown after five wrong ones in fifteen minutes.
    """
    _count(actor)
    kind = Authenticator if _digits(code).isdigit() else StaticDevice
    with transaction.atomic():
        credential = _mine(actor)
        devices = kind.objects.select_for_update().filter(user=credential, confirmed=True)
        device = devices.first()
        typed = _digits(code)
        shown = code_digest(typed) if kind is StaticDevice else typed
        accepted = device is not None and device.verify_token(shown)
        if accepted and kind is StaticDevice:
            note_act(CODE_USED, credential, actor, None)
    if not accepted:
        raise _wrong()
    forget_attempts(what=LIMIT, who=actor.ref)
    return device


def _digits(code: str) -> str:
    return "".join(code.split()).replace("-", "").lower()


def _count(actor: Actor) -> None:
    check_limit(what=LIMIT, who=actor.ref, limit=5, minutes=15)
    count_attempt(what=LIMIT, who=actor.ref)


def _wrong() -> RuleNotMet:
    return RuleNotMet(
        "wrong_code",
        _("This code is not right, or it has been used. Wait for the next one and type it."),
        field="code",
    )


def _new_codes(credential: Credential) -> list[str]:
    device, _made = StaticDevice.objects.get_or_create(user=credential, name="recovery")
    StaticToken.objects.filter(device=device).delete()
    signs = "abcdefghjkmnpqrstuvwxyz23456789"
    codes = ["r" + "".join(secrets.choice(signs) for _sign in range(9)) for _code in range(CODES)]
    kept = [StaticToken(device=device, token=code_digest(code)) for code in codes]
    StaticToken.objects.bulk_create(kept)
    return codes


def code_digest(code: str) -> str:
    """What is kept of a recovery code: who has the database or a backup cannot use it."""
    return cipher.lookup_digest(code, RECOVERY)[:16]


@transaction.atomic
def renew_recovery_codes(*, actor: Actor) -> list[str]:
    """Ten new codes; the old ones open nothing any more."""
    credential = _mine(actor)
    if not actor.verified:
        raise NotAllowed("second_factor_needed", _("Sign in with your second factor first."))
    codes = _new_codes(credential)
    note_act(CODES_RENEWED, credential, actor, None)
    return codes


@transaction.atomic
def remove_second_factor(*, actor: Actor, credential_id: int) -> None:
    """Only by a security administrator, and never one's own: a stolen session cannot do it."""
    credential = locked(credential_id)
    require_whole(actor, "accounts.secure", credential)
    check_not_self(actor, credential_id)
    removed, _by_model = Authenticator.objects.filter(user=credential).delete()
    if not removed:
        raise Conflict("no_second_factor", _("This account has no second factor."))
    StaticDevice.objects.filter(user=credential).delete()
    Credential.objects.filter(pk=credential_id).update(session_round=credential.session_round + 1)
    note_act(FACTOR_REMOVED, credential, actor, None)


@transaction.atomic
def set_second_factor_rule(
    *, community: Community, actor: Actor, value: str, effective_from: dt.date, source: str
) -> Policy:
    """Who must give a second factor here from a day on. The stricter of a community and the
    street and district above it holds."""
    require(actor, "accounts.secure", community.id)
    if value not in SecondFactor.values:
        raise RuleNotMet("policy_value", _("Choose one of the three."), field="value")
    if effective_from < clock.today(community):
        raise RuleNotMet("policy_past", _("A rule begins today or later."), field="effective_from")
    row = Policy(
        community=community,
        key=SECOND_FACTOR,
        effective_from=effective_from,
        value=value,
        source=source,
        approved_by=actor.ref,
        written_at=clock.now(),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as trouble:
        raise Conflict(
            "policy_day",
            _("Another rule begins on this day already. Choose a later day."),
            field="effective_from",
        ) from trouble
    write_record(
        verb=POLICY_SET,
        community_id=community.id,
        obj=row,
        actor=actor,
        key=row.key,
        value=value,
        effective_from=effective_from,
    )
    return row
