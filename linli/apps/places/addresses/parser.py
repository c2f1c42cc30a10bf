"""The parser: region and road from the front, then every marked part, then what is left."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from linli.apps.places.addresses.numerals import NUMERALS, plain_number
from linli.apps.places.addresses.patterns import (
    ESTATE_AND_BESIDE,
    ESTATE_NAME,
    FIGURE,
    LONGEST_LINE,
    PARTS,
    REGION,
    ROAD,
    plain_line,
)


@dataclass(frozen=True, slots=True)
class ParsedAddress:
    """Numbers are in figures (二号楼 gives `2`); what was not understood stands in `rest`."""

    estate: str = ""
    building: str = ""
    entrance: str = ""
    floor: str = ""
    room: str = ""
    road: str = ""
    road_number: str = ""
    shop: str = ""
    rest: str = ""
    region: str = ""


DOORS: dict[str, dict[str, tuple[str, ...]]] = {
    # From how many parts are known already, and how the numbers look (s: one or two figures,
    # l: three or more), to the parts that they name: 2-4-302 is building, entrance, room.
    "": {
        "s": ("building",),
        "l": ("room",),
        "ss": ("building", "entrance"),
        "sl": ("building", "room"),
        "sss": ("building", "entrance", "room"),
        "ssl": ("building", "entrance", "room"),
        "sssl": ("building", "entrance", "floor", "room"),
        "ssss": ("building", "entrance", "floor", "room"),
    },
    "building": {
        "l": ("room",),
        "ss": ("entrance", "room"),
        "sl": ("entrance", "room"),
        "sss": ("entrance", "floor", "room"),
        "ssl": ("entrance", "floor", "room"),
    },
    "entrance": {
        "s": ("room",),
        "l": ("room",),
        "ss": ("floor", "room"),
        "sl": ("floor", "room"),
    },
    "floor": {"s": ("room",), "l": ("room",)},
}
NAMED_FLOORS = {"首层": "1", "底层": "1"}
SIDES_OF_NAME = " -的"


@dataclass(slots=True)
class _Draft:
    parts: dict[str, str] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)

    def put(self, name: str, value: str, typed: str) -> None:
        if value and name not in self.parts:
            self.parts[name] = value
        else:
            self.leave(typed)

    def leave(self, text: str) -> None:
        if text := text.strip(SIDES_OF_NAME):
            self.rest.append(text)

    def deepest(self) -> str:
        known = [name for name in ("building", "entrance", "floor") if name in self.parts]
        return known[-1] if known else ""


def parse_address(typed: str) -> ParsedAddress:
    """The parts of one line of address. Any text is accepted; nothing is looked up."""
    line = plain_line(typed[:LONGEST_LINE])
    draft = _Draft()
    start = _read_front(line, draft)
    first = PARTS.search(line, start)
    _read_estate(line[start : first.start() if first else len(line)], draft, is_sure=bool(first))
    end = first.start() if first else len(line)
    for part in PARTS.finditer(line, end):
        draft.leave(line[end : part.start()])
        _read_part(part, draft)
        end = part.end()
    draft.leave(line[end:])
    draft.leave(typed[LONGEST_LINE:])
    return ParsedAddress(**draft.parts, rest=" ".join(draft.rest))


def _read_front(line: str, draft: _Draft) -> int:
    """Region and road; gives the place where the rest begins."""
    region = REGION.match(line)
    start = region.end() if region else 0
    if start:
        draft.parts["region"] = line[:start].strip()
    road = ROAD.match(line, start)
    if not road:
        return start
    draft.parts["road"] = road["road"]
    if number := road["number"] or road["bare_number"]:
        draft.parts["road_number"] = re.sub(
            FIGURE, lambda figure: plain_number(figure[0]), number.replace("号", "")
        )
    return road.end()


def _read_estate(text: str, draft: _Draft, *, is_sure: bool) -> None:
    """The words before the first marked part; with none marked, only what looks like a name."""
    found = ESTATE_AND_BESIDE.fullmatch(text.strip(SIDES_OF_NAME))
    name, beside = (found["estate"], found["beside"] or "") if found else ("", text)
    if not is_sure:
        estate = ESTATE_NAME.match(name)
        name, beside = (estate[0], name[estate.end() :] + beside) if estate else ("", name + beside)
    if name := name.strip(SIDES_OF_NAME):
        draft.parts["estate"] = name
    draft.leave(beside)


def _read_part(part: re.Match[str], draft: _Draft) -> None:
    name, typed = part.lastgroup or "", part[0]
    match name:
        case "building" | "entrance":
            draft.put(name, _sign(typed), typed)
        case "floor":
            draft.put(name, _floor(typed), typed)
        case "shop":
            draft.put(name, _sign(typed) or typed, typed)
        case "number":
            name = "room" if draft.deepest() else "building"
            draft.put(name, _sign(typed), typed)
        case _:
            _read_doors(typed, draft, is_room=name == "room")


def _read_doors(typed: str, draft: _Draft, *, is_room: bool) -> None:
    signs = _signs(typed)
    shape = "".join("s" if len(re.sub("[A-Z]", "", sign)) < 3 else "l" for sign in signs)
    names = ("room",) if is_room and shape == "s" else DOORS[draft.deepest()].get(shape)
    if names:
        for name, sign in zip(names, signs, strict=True):
            draft.put(name, sign, sign)
    elif shape == "ls":  # a part of a divided dwelling: 302-1
        draft.put("room", "-".join(signs), typed)
    else:
        draft.leave(typed)


def _floor(typed: str) -> str:
    if typed in NAMED_FLOORS:
        return NAMED_FLOORS[typed]
    figures = [plain_number(figure) for figure in re.findall(FIGURE, typed)]
    if not figures:
        return typed
    is_below = typed[0] in "负地B-"
    return ("-" if is_below else "") + "-".join(figures)


def _sign(typed: str) -> str:
    """The sign inside a marked part: 2 of 第二号楼, 东 of 东座, nothing of 商铺."""
    signs = _signs(typed)
    if signs:
        return signs[0]
    return typed[0] if typed[0] in "东西南北中左右甲乙丙丁" else ""


def _signs(typed: str) -> list[str]:
    return [
        plain_number(sign)
        for sign in re.findall(rf"[A-Z]*[0-9]+[A-Z]?|[A-Z]+[{NUMERALS}]*|[{NUMERALS}]+", typed)
    ]
