"""Identity numbers: which document, whether it can be right, what it says about birth and sex.

The rules are those of GB 11643 for the 18 digits of a resident (region, birth, sequence, check
digit by ISO 7064 MOD 11-2), used by the residence permits of Hong Kong, Macao and Taiwan
residents too. A region is only ever a warning: codes of abolished regions stay on documents.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
OLDEST_AGE = 130

PROVINCE = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123]|91")
PERMIT_REGIONS = ("810000", "820000", "830000")


class IdentityKind(StrEnum):
    RESIDENT_ID = "resident_id"  # 居民身份证
    RESIDENCE_PERMIT = "residence_permit"  # 港澳台居民居住证
    HONG_KONG_MACAO_PERMIT = "hong_kong_macao_permit"  # 港澳居民来往内地通行证
    TAIWAN_PERMIT = "taiwan_permit"  # 台湾居民来往大陆通行证
    FOREIGN_PERMANENT = "foreign_permanent"  # 外国人永久居留身份证
    PASSPORT = "passport"
    OTHER = "other"


class Sex(StrEnum):
    """GB/T 2261.1."""

    UNKNOWN = "0"
    MALE = "1"
    FEMALE = "2"
    NOT_STATED = "9"


class Flag(StrEnum):
    """What a person should look at; none of it stands in the way."""

    CONVERTED = "converted"  # fifteen digits became eighteen
    REGION_UNKNOWN = "region_unknown"
    CHECK_DIGIT_UNPROVEN = "check_digit_unproven"  # the rule for this document is not certain


class IdentityError(ValueError):
    """`code`: empty, characters, length, date, check_digit, prefix or format."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Identity:
    kind: IdentityKind
    number: str
    flags: frozenset[Flag] = frozenset()
    birth: date | None = None
    sex: Sex = Sex.UNKNOWN


FORMATS = {
    IdentityKind.HONG_KONG_MACAO_PERMIT: re.compile(r"[HM]([0-9]{8}|[0-9]{10})"),
    IdentityKind.TAIWAN_PERMIT: re.compile(r"[0-9]{8}|[0-9]{10}[A-Z]?"),
    IdentityKind.PASSPORT: re.compile(r"(?=.*[0-9])[A-Z0-9]{5,15}"),
    IdentityKind.OTHER: re.compile(r"\w{2,40}"),
}


def read_identity(
    typed: str, kind: IdentityKind = IdentityKind.RESIDENT_ID, *, today: date
) -> Identity:
    """The document as it is to be kept, or `IdentityError`.

    A residence permit entered as a resident's card is recognised by its region.
    """
    number = _plain(typed)
    if not number:
        raise IdentityError("empty")
    match kind:
        case IdentityKind.RESIDENT_ID:
            return _read_resident(number, today)
        case IdentityKind.RESIDENCE_PERMIT:
            return _read_permit(number, today)
        case IdentityKind.FOREIGN_PERMANENT:
            return _read_foreign_permanent(number, today)
    if not FORMATS[kind].fullmatch(number):
        raise IdentityError("format")
    return Identity(kind, number)


def check_digit(body: str) -> str:
    """The eighteenth sign for the seventeen digits before it."""
    weighted = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, body, strict=True))
    return CHECK_DIGITS[weighted % 11]


def convert_fifteen(number: str) -> str:
    """The number of 18 signs for one of 15 digits, whose births are all of the 1900s."""
    body = f"{number[:6]}19{number[6:]}"
    return body + check_digit(body)


def _plain(typed: str) -> str:
    text = unicodedata.normalize("NFKC", typed).upper()
    return "".join(char for char in text if char.isalnum())


def _read_resident(number: str, today: date) -> Identity:
    if not re.fullmatch("[0-9]+X?", number):
        raise IdentityError("characters")
    if len(number) == 18:
        return _read_eighteen(number, today)
    if len(number) != 15:
        raise IdentityError("length")
    if number.endswith("X"):
        raise IdentityError("characters")
    return _flagged(_read_eighteen(convert_fifteen(number), today), Flag.CONVERTED)


def _read_permit(number: str, today: date) -> Identity:
    permit = _read_resident(number, today)
    if permit.kind is not IdentityKind.RESIDENCE_PERMIT:
        raise IdentityError("prefix")
    return permit


def _read_eighteen(number: str, today: date) -> Identity:
    birth = _birth(number[6:14], today)
    if check_digit(number[:17]) != number[17]:
        raise IdentityError("check_digit")
    is_permit = number[:6] in PERMIT_REGIONS
    kind = IdentityKind.RESIDENCE_PERMIT if is_permit else IdentityKind.RESIDENT_ID
    found = Identity(kind, number, birth=birth, sex=_sex(number))
    return found if PROVINCE.match(number) else _flagged(found, Flag.REGION_UNKNOWN)


def _read_foreign_permanent(number: str, today: date) -> Identity:
    """The card of 2023 has 18 signs from 9 on, the older one three letters and 12 digits."""
    kind = IdentityKind.FOREIGN_PERMANENT
    if re.fullmatch("[A-Z]{3}[0-9]{12}", number):
        return Identity(kind, number)
    if not re.fullmatch("9[0-9]{16}[0-9X]", number):
        raise IdentityError("format")
    found = Identity(kind, number, birth=_birth(number[6:14], today), sex=_sex(number))
    is_proven = check_digit(number[:17]) == number[17]
    return found if is_proven else _flagged(found, Flag.CHECK_DIGIT_UNPROVEN)


def _birth(digits: str, today: date) -> date:
    try:
        birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise IdentityError("date") from None
    if not today.year - OLDEST_AGE <= birth.year or birth > today:
        raise IdentityError("date")
    return birth


def _sex(number: str) -> Sex:
    return Sex.MALE if int(number[16]) % 2 else Sex.FEMALE


def _flagged(identity: Identity, flag: Flag) -> Identity:
    return replace(identity, flags=identity.flags | {flag})
