"""Telephone numbers in one form: `+8613800138000`, or a service number such as 12345 as it is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberType

HOME, MAINLAND = "CN", "+86"
FICTIONAL = re.compile(r"\+86154[0-9]{8}")
"""No operator has been given 154, so demonstration people have such numbers and nobody else."""
_SERVICE = re.compile(r"1[0-9]{2}|1[0-9]{4}|9[56][0-9]{3,4}")
_WITHOUT_AREA = re.compile(r"[2-9][0-9]{6,7}")
_PLAIN_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_DIALLED = re.compile(r"[0-9+()\-‐–—. /]+")
_EXTENSION = re.compile(r"(?:转|分机|#|EXT\.?|X)[ :.]*([0-9]{1,6})$", re.IGNORECASE)
_DASHED_EXTENSION = re.compile(r"(?<=[0-9]{7})-([0-9]{1,6})$")


class PhoneKind(StrEnum):
    MOBILE = "mobile"
    LANDLINE = "landline"
    SERVICE = "service"  # 110, 12345, 95598: dialled as it stands
    OTHER = "other"  # 400 numbers, and abroad where mobile and landline look alike


class PhoneError(ValueError):
    """`code`: empty, area_code (a landline without one) or format."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Phone:
    number: str
    kind: PhoneKind
    extension: str = ""


KINDS = {
    PhoneNumberType.MOBILE: PhoneKind.MOBILE,
    PhoneNumberType.FIXED_LINE: PhoneKind.LANDLINE,
}


def read_phone(typed: str, *, area_code: str = "") -> Phone:
    """The number to keep, or `PhoneError`.

    A local landline is completed with `area_code` (`020`) where the caller knows one.
    """
    text = unicodedata.normalize("NFKC", typed).strip()
    if not text:
        raise PhoneError("empty")
    if _PLAIN_MOBILE.fullmatch(text) and _is_mobile_range(text[:5]):
        return Phone(f"{MAINLAND}{text}", PhoneKind.MOBILE)
    main, extension = _split_extension(text)
    if not _DIALLED.fullmatch(main):
        raise PhoneError("format")
    plain = re.sub(r"[^0-9+]", "", main)
    if _SERVICE.fullmatch(plain):
        return Phone(plain, PhoneKind.SERVICE, extension)
    if _WITHOUT_AREA.fullmatch(plain):
        if not area_code:
            raise PhoneError("area_code")
        main = area_code + plain
    return _read_dialled(main, extension)


@lru_cache(maxsize=4096)
def _is_mobile_range(start: str) -> bool:
    """Five digits tell a range of mobiles; asked once, since a register has many of each."""
    try:
        return _read_dialled(f"{start}000000", "").kind is PhoneKind.MOBILE
    except PhoneError:
        return False


def _split_extension(text: str) -> tuple[str, str]:
    for pattern in (_EXTENSION, _DASHED_EXTENSION):
        if found := pattern.search(text):
            return text[: found.start()], found[1]
    return text, ""


def _read_dialled(main: str, extension: str) -> Phone:
    try:
        number = phonenumbers.parse(main, HOME)
    except phonenumbers.NumberParseException:
        raise PhoneError("format") from None
    dialled = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if FICTIONAL.fullmatch(dialled):
        return Phone(dialled, PhoneKind.MOBILE, extension)
    if not phonenumbers.is_valid_number(number):
        raise PhoneError("format")
    kind = KINDS.get(phonenumbers.number_type(number), PhoneKind.OTHER)
    return Phone(dialled, kind, extension)
