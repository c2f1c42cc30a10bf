"""Passwords tried, changed and set anew; what is still due before roles count."""

from dataclasses import dataclass

from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from linli.apps.accounts.models import Credential
from linli.apps.accounts.operations.noting import locked, note_act, require_whole
from linli.apps.accounts.operations.opening import generated_password
from linli.apps.accounts.rules import check_not_self
from linli.kernel.access.actor import Actor
from linli.kernel.errors import NotAllowed, RuleNotMet, SlowDown
from linli.kernel.limits import attempts, check_limit, count_attempt, forget_attempts
from linli.kernel.records.writing import verb

PASSWORD_CHANGED = verb("accounts.password_changed")
PASSWORD_RESET = verb("accounts.password_reset")
SESSIONS_ENDED = verb("accounts.sessions_ended")
LOCKED_OUT = verb("accounts.locked_out")
LOCK_LIFTED = verb("accounts.lock_lifted")

PAIR, NAME, PLACE = "sign_in", "sign_in_name", "sign_in_address"
PAIR_LIMIT, PAIR_MINUTES = 5, 15
NAME_LIMIT, NAME_MINUTES = 30, 60
PLACE_LIMIT, PLACE_MINUTES = 60, 15


@dataclass(frozen=True)
class Tried:
    """`left`: how many more times this log-in may be tried from this address for now."""

    credential: Credential | None
    left: int = 0


def try_password(*, login: str, password: str, address: str) -> Tried:
    """Who it is, or nobody; SlowDown after too many attempts, whether the name exists or not."""
    name = login.strip().lower()
    pair = f"{name}|{address}"
    check_limit(what=PLACE, who=address, limit=PLACE_LIMIT, minutes=PLACE_MINUTES)
    check_limit(what=NAME, who=name, limit=NAME_LIMIT, minutes=NAME_MINUTES)
    # Counted before the password is looked at: parallel guesses find no gap.
    count_attempt(what=PAIR, who=pair)
    used = attempts(what=PAIR, who=pair, minutes=PAIR_MINUTES)
    if used > PAIR_LIMIT:
        raise SlowDown(
            "too_many_attempts",
            _("Too many attempts. Please wait %(minutes)s minutes and try again.")
            % {"minutes": PAIR_MINUTES},
            minutes=PAIR_MINUTES,
        )
    found = authenticate(None, username=name, password=password)
    if isinstance(found, Credential):
        forget_attempts(what=PAIR, who=pair)
        return Tried(found)
    count_attempt(what=PLACE, who=address)
    count_attempt(what=NAME, who=name)
    if attempts(what=NAME, who=name, minutes=NAME_MINUTES) == NAME_LIMIT:
        _note_lock(name)
    return Tried(None, PAIR_LIMIT - used)


@transaction.atomic
def _note_lock(name: str) -> None:
    """The security administrator sees that an account is under attack."""
    found = Credential.objects.filter(login=name).first()
    if found is not None:
        note_act(LOCKED_OUT, found, Actor.system(), None)


def is_locked(credential: Credential) -> bool:
    return attempts(what=NAME, who=credential.login, minutes=NAME_MINUTES) >= NAME_LIMIT


@transaction.atomic
def lift_lock(*, actor: Actor, credential_id: int) -> None:
    credential = locked(credential_id)
    require_whole(actor, "accounts.secure", credential)
    forget_attempts(what=NAME, who=credential.login)
    note_act(LOCK_LIFTED, credential, actor, None)


def change_password(*, actor: Actor, old: str, new: str) -> Credential:
    """One's own password; every other session ends."""
    check_limit(what="password", who=actor.ref, limit=5, minutes=15)
    count_attempt(what="password", who=actor.ref)
    with transaction.atomic():
        credential = _own(actor)
        if not credential.check_password(old):
            raise RuleNotMet("old_password", _("This is not your present password."), field="old")
        if old == new:
            raise RuleNotMet("same_password", _("Choose another one than before."), field="new")
        check_new_password(new, credential)
        credential.set_password(new)
        credential.must_change_password = False
        credential.save(update_fields=["password", "must_change_password"])
        note_act(PASSWORD_CHANGED, credential, actor, None)
    forget_attempts(what="password", who=actor.ref)
    return credential


def check_new_password(new: str, credential: Credential) -> None:
    try:
        validate_password(new, credential)
    except ValidationError as trouble:
        raise RuleNotMet("weak_password", " ".join(trouble.messages), field="new") from trouble


def _own(actor: Actor) -> Credential:
    if actor.credential_id is None:
        raise NotAllowed("no_account", _("Only a person with an account can do this."))
    return locked(actor.credential_id)


@transaction.atomic
def reset_password(*, actor: Actor, credential_id: int) -> str:
    """A new first password, told once; all sessions end, and it must be changed at first use."""
    credential = locked(credential_id)
    require_whole(actor, "accounts.manage", credential)
    check_not_self(actor, credential_id)
    if not credential.is_active:
        raise RuleNotMet("account_closed", _("This account is closed already."))
    given = generated_password()
    credential.set_password(given)
    Credential.objects.filter(pk=credential_id).update(
        password=credential.password,
        must_change_password=True,
        session_round=F("session_round") + 1,
    )
    note_act(PASSWORD_RESET, credential, actor, None)
    return given


@transaction.atomic
def end_sessions(*, actor: Actor, credential_id: int) -> Credential:
    """Every device is signed out: by oneself, or by a security administrator."""
    credential = locked(credential_id)
    if actor.credential_id != credential_id:
        require_whole(actor, "accounts.secure", credential)
    Credential.objects.filter(pk=credential_id).update(session_round=F("session_round") + 1)
    note_act(SESSIONS_ENDED, credential, actor, None)
    credential.session_round += 1
    return credential


@transaction.atomic
def choose_looks(*, actor: Actor, language: str, large: bool) -> None:
    """The language and size that a person finds again on every device. Leaves no record."""
    Credential.objects.filter(pk=_own(actor).pk).update(language=language, large=large)
