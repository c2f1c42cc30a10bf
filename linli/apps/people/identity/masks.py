"""What a screen shows of a name, a number or a telephone to those who need no more."""

from __future__ import annotations

import re

STAR = "*"
MAINLAND = "+86"
COMPOUND_SURNAME = re.compile(
    "欧阳|司马|上官|诸葛|司徒|东方|独孤|南宫|夏侯|尉迟|皇甫|公孙|慕容|令狐|宇文|长孙|端木"
)


def mask_identity(number: str) -> str:
    """Only the last four signs; of a short number only the last two."""
    return _keep_end(number, 4 if len(number) > 8 else 2)


def mask_phone(number: str) -> str:
    """138****8000 for a mainland mobile, otherwise the last four signs; service numbers whole."""
    local = number.removeprefix(MAINLAND)
    if len(local) == 11 and local.startswith("1"):
        return f"{local[:3]}{STAR * 4}{local[7:]}"
    if len(local) <= 6 and number == local:
        return number
    return _keep_end(number, 4)


def mask_name(name: str) -> str:
    """The surname, or the first letter of each word of a name in Latin letters."""
    words = name.split()
    if name.isascii():
        return " ".join(word[0] + STAR * 2 for word in words)
    whole = "".join(words)
    kept = 2 if COMPOUND_SURNAME.match(whole) and len(whole) > 2 else 1
    return whole[:kept] + STAR * max(1, len(whole) - kept)


def _keep_end(number: str, kept: int) -> str:
    hidden = max(len(number) - kept, (len(number) + 1) // 2)
    return STAR * hidden + number[hidden:]
