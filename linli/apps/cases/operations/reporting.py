"""The reporter as a row: contact data encrypted, or nothing at all where it is anonymous."""

import datetime as dt
import re
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import Channel
from linli.apps.cases.models import Case, Reporter
from linli.apps.cases.operations.wording import line
from linli.apps.people.public import Person, PhoneError, read_phone
from linli.kernel import cipher
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet
from linli.kernel.records.models import Basis

PHONE = "cases.Reporter.phone"
EMAIL = "cases.Reporter.email"
PHONE_LOOKUP = "cases.Reporter.phone"
STAFF_BASES = (Basis.STAFF_PHONE, Basis.STAFF_DESK, Basis.PAPER)
MAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


@dataclass(frozen=True)
class ReporterGiven:
    """What the reporter chose to give. `proxy_name` is who speaks for them, on `basis`."""

    name: str = ""
    phone: str = ""
    email: str = ""
    person_id: uuid.UUID | None = None
    anonymous: bool = False
    channel: str = ""
    basis: str = Basis.SELF
    proxy_name: str = ""

    @property
    def by_staff(self) -> bool:
        return self.basis in STAFF_BASES


def make_reporter(
    community: Community, actor: Actor, case: Case, given: ReporterGiven, now: dt.datetime
) -> Reporter:
    """Write the reporter's row. An anonymous one keeps no name, number, account or person."""
    row = Reporter(
        community_id=community.id,
        case_id=case.id,
        channel=Channel.NONE,
        anonymous=given.anonymous,
        joined_at=now,
    )
    if not given.anonymous:
        _fill(row, community, actor, given)
    row.save(force_insert=True)
    return row


def _fill(row: Reporter, community: Community, actor: Actor, given: ReporterGiven) -> None:
    if given.basis not in Basis.values:
        raise RuleNotMet("unknown_basis", _("Say on what ground you report."), field="basis")
    row.name = line(given.name, field="name", most=60)
    row.proxy_name = line(given.proxy_name, field="proxy_name", most=60)
    row.basis = given.basis
    row.actor_ref = actor.ref if actor.known and not given.by_staff else ""
    row.person_id = _person(community, actor, given)
    phone = phone_number(given.phone)
    if phone:
        row.phone_cipher = cipher.encrypt(phone, PHONE)
        row.phone_hash = cipher.lookup_digest(phone, PHONE_LOOKUP)
        row.phone_last4 = phone[-4:]
    email = email_address(given.email)
    if email:
        row.email_cipher = cipher.encrypt(email, EMAIL)
    row.channel = _channel(given, phone, email, actor)


def _person(community: Community, actor: Actor, given: ReporterGiven) -> uuid.UUID | None:
    if given.person_id is None:
        own = given.basis == Basis.SELF
        return actor.person_in(community.id) if own else None
    if not Person.objects.filter(community_id=community.id, id=given.person_id).exists():
        raise RuleNotMet("unknown_person", _("This person is not in the register."), field="person")
    return given.person_id


def _channel(given: ReporterGiven, phone: str, email: str, actor: Actor) -> str:
    """Someone reported for gets a telephone call, not a link; a wish of the reporter counts."""
    if given.channel in Channel.values:
        return given.channel
    if given.basis != Basis.SELF and phone:
        return Channel.PHONE
    if email or actor.known:
        return Channel.LINK
    return Channel.PHONE if phone else Channel.NONE


def phone_number(typed: str) -> str:
    """The number in its stored form, or RuleNotMet `phone_format`."""
    if not typed.strip():
        return ""
    try:
        return read_phone(typed[:60]).number
    except PhoneError:
        raise RuleNotMet(
            "phone_format",
            _("This is not a telephone number we can call. Mobile, or landline with area code."),
            field="phone",
        ) from None


def email_address(typed: str) -> str:
    mail = typed.strip()
    if mail and (len(mail) > 254 or not MAIL.fullmatch(mail)):
        raise RuleNotMet("email_format", _("This is not an e-mail address."), field="email")
    return mail
