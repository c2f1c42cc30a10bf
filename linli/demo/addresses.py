"""Places as stories write them: 金星苑小区2号楼4单元302, and a spot after it where one is named."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_BUILDING = re.compile(r"(\d+)号楼(?:(\d+)单元)?(\d{3,4}(?!\d))?")


@dataclass(frozen=True)
class Place:
    """`words` is the whole text; a place outside every estate has only its words."""

    words: str
    estate: str = ""
    building: int = 0
    entrance: int = 0
    dwelling: str = ""
    spot: str = ""


def read_place(words: str, estates: Iterable[str]) -> Place:
    for estate in estates:
        if words.startswith(estate):
            rest = words.removeprefix(estate)
            found = _BUILDING.match(rest)
            if not found:
                return Place(words, estate, spot=rest)
            building, entrance, dwelling = found.groups()
            return Place(
                words=words,
                estate=estate,
                building=int(building),
                entrance=int(entrance or 0),
                dwelling=dwelling or "",
                spot=rest[found.end() :],
            )
    return Place(words, spot=words)
