"""What is told about a person, read and checked. Form, import and API all pass here."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from linli.apps.people.choices import MembershipKind, Relation, ResidenceKind, Sex
from linli.apps.people.identity import (
    Identity,
    IdentityError,
    IdentityKind,
    Phone,
    PhoneError,
    read_identity,
    read_phone,
)
from linli.kernel.errors import RuleNotMet
from linli.kernel.texts import TextError, clean_line

OLDEST = 130
SEXES, MEMBERSHIPS = frozenset(Sex.values), frozenset(MembershipKind.values)
LONGEST_NAME, LONGEST_NOTE = 60, 60
IDENTITY_TROUBLES = {
    "empty": _("Please write the number."),
    "characters": _("A resident's number has digits only, and X at its end at most."),
    "length": _("A resident's number has 18 digits, on old papers 15. Please count again."),
    "date": _("The day of birth inside this number does not exist. Please compare again."),
    "check_digit": _("One digit of this number is wrong: its last digit does not fit."),
    "prefix": _("A residence permit's number begins with 81, 82 or 83."),
    "format": _("This number does not look like one of this kind of document."),
}
PHONE_TROUBLES = {
    "empty": _("Please write the telephone number."),
    "area_code": _("Please add the area code, such as 020."),
    "format": _("This is not a telephone number. A mobile has 11 digits."),
}


@dataclass(frozen=True, slots=True)
class Home:
    place_id: uuid.UUID
    kind: str = ResidenceKind.ACTUAL.value
    since: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Belonging:
    """To the household in a dwelling, named by `label` where the dwelling has several."""

    dwelling_id: uuid.UUID
    relation: str = Relation.OTHER.value
    label: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A person as told. `tags` are (kind, code) of dictionary entries, kept by duty."""

    name: str
    sex: str = Sex.UNKNOWN.value
    birth_date: dt.date | None = None
    birth_derived: bool = False
    membership: str = ""
    language_note: str = ""
    identity: Identity | None = None
    phone: Phone | None = None
    homes: tuple[Home, ...] = ()
    belonging: Belonging | None = None
    tags: tuple[tuple[str, str], ...] = ()


def draft_person(
    *,
    today: dt.date,
    name: str,
    sex: str = "",
    birth_date: dt.date | None = None,
    membership: str = "",
    language_note: str = "",
    identity_kind: str = IdentityKind.RESIDENT_ID.value,
    identity_number: str = "",
    phone: str = "",
    homes: tuple[Home, ...] = (),
    belonging: Belonging | None = None,
    tags: tuple[tuple[str, str], ...] = (),
) -> Draft:
    """RuleNotMet names the field that cannot be. What is not told is taken from the number."""
    identity = take_identity(identity_number, identity_kind, today) if identity_number else None
    derived = birth_date is None and identity is not None and identity.birth is not None
    told_sex = sex if sex in SEXES else ""
    if not told_sex and identity is not None:
        told_sex = identity.sex.value
    return Draft(
        name=take_line("name", name, most=LONGEST_NAME, least=1),
        sex=told_sex or Sex.UNKNOWN.value,
        birth_date=take_birth(identity.birth if derived and identity else birth_date, today),
        birth_derived=derived,
        membership=membership if membership in MEMBERSHIPS else "",
        language_note=take_line("language_note", language_note, most=LONGEST_NOTE),
        identity=identity,
        phone=take_phone(phone) if phone else None,
        homes=homes,
        belonging=belonging,
        tags=tags,
    )


def take_identity(number: str, kind: str, today: dt.date) -> Identity:
    try:
        return read_identity(number, IdentityKind(kind), today=today)
    except IdentityError as trouble:
        raise refused("identity", trouble.code, IDENTITY_TROUBLES[trouble.code]) from None


def take_phone(number: str) -> Phone:
    try:
        return read_phone(number)
    except PhoneError as trouble:
        raise refused("phone", trouble.code, PHONE_TROUBLES[trouble.code]) from None


def take_birth(day: dt.date | None, today: dt.date) -> dt.date | None:
    if day is not None and not (today.year - OLDEST <= day.year and day <= today):
        raise refused("birth_date", "date", _("Nobody alive was born on this day. Look again."))
    return day


def take_line(field: str, typed: str, *, most: int, least: int = 0) -> str:
    try:
        return clean_line(typed, most=most, least=least)
    except TextError as trouble:
        text = (
            _t("This must not be empty.")
            if trouble.code == "required"
            else _t("At most %(limit)s characters, please; this has %(length)s.")
            % {"limit": trouble.limit, "length": trouble.length}
        )
        raise refused(field, trouble.code, text) from None


def refused(field: str, code: str, detail: object) -> RuleNotMet:
    return RuleNotMet(f"{field}_{code}", str(detail), field=field)
