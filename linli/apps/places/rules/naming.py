"""How a place is called, and the plain number under which it is found again.

Names of places are proper names and stay in the language of the signs on the walls.
"""

import re
import unicodedata
from functools import lru_cache

from linli.apps.places.addresses.numerals import plain_number
from linli.apps.places.choices import PlaceKind
from linli.apps.places.models import Place

ENDINGS = {
    PlaceKind.BUILDING: re.compile("(号楼|号?[栋幢座]楼?|#楼?|楼)$"),
    PlaceKind.ENTRANCE: re.compile("(单元门?|门洞|门|梯)$"),
    PlaceKind.FLOOR: re.compile("(层|楼|F)$"),
    PlaceKind.DWELLING: re.compile("(室|房|号房?)$"),
    PlaceKind.SHOP: re.compile("号?(商铺|铺位|铺面|铺|档口|店面|门面)$"),
}
BELOW = re.compile("(?:负|地下|B|-)(?P<depth>.+)")
SPOKEN = {
    PlaceKind.BUILDING: "{}号楼",
    PlaceKind.ENTRANCE: "{}单元",
    PlaceKind.FLOOR: "{}层",
    PlaceKind.SHOP: "{}号铺",
}
SIGN = re.compile("-?[0-9]{1,6}|[A-Z]{1,2}[0-9]{0,4}|[0-9]{1,4}[A-Z]{1,2}")
LARGEST_SEQUENCE = 2_000_000_000


@lru_cache(maxsize=20_000)
def number_of(kind: str, typed: str) -> str:
    """`2号楼`, `２栋` and `二幢` are all building 2; an estate's number is its name."""
    text = unicodedata.normalize("NFKC", typed).upper().replace(" ", "")
    ending = ENDINGS.get(PlaceKind(kind))
    if ending is None:
        return text
    bare = ending.sub("", text.removeprefix("第")) or text
    if kind == PlaceKind.FLOOR and (below := BELOW.match(bare)):
        return f"-{plain_number(below['depth'])}"
    return plain_number(bare)


def name_of(kind: str, typed: str) -> str:
    """What stands on the doorplate; a bare number gets the word that people say after it."""
    number = number_of(kind, typed)
    if kind == PlaceKind.DWELLING:
        return number
    if typed.upper() != number and plain_number(typed) != number:
        return typed
    if not SIGN.fullmatch(number):
        return typed
    if kind == PlaceKind.BUILDING and not number.isdecimal():
        return f"{number}栋"
    return SPOKEN.get(PlaceKind(kind), "{}").format(number)


def sequence_of(number: str) -> int:
    """Order among neighbours: 9 before 10, basements first."""
    digits = re.search("[0-9]+", number)
    if digits is None or number.startswith(("-", "B", "负")):
        return 0
    return min(int(digits.group()), LARGEST_SEQUENCE)


def full_name_of(name: str, parent: Place | None) -> str:
    """金星苑2号楼4单元302: the floor is left out, because the room's number says it."""
    if parent is None:
        return name
    above = parent.full_name
    if parent.kind == PlaceKind.FLOOR:
        above = above.removesuffix(parent.name)
    return f"{above}{name}"
