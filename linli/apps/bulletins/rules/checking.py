"""Whether a brand holds together: its own words, its holes, its questions to the measures."""

import re
from collections import Counter
from collections.abc import Iterator

from linli.apps.bulletins.defaults import (
    MOTIFS,
    PERIODS,
    RULES,
    Brand,
    Fault,
    Figure,
    Read,
    literals_in,
    read_brand,
    shape_brand,
)
from linli.apps.bulletins.rules.composing import figures_in, strange_holes
from linli.kernel.measures import MEASURES

COLOUR = re.compile(r"#[0-9a-f]{6}")
KEY = re.compile(r"[a-z][a-z0-9_]{0,58}")
DUE = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
MOST_PILLARS = 12
LEAST_CONTRAST = 4.5
LANGUAGES = ("zh", "hant", "en")


def check_text(text: str) -> Read:
    """Read a brand file and say everything that is wrong with it."""
    read = read_brand(text)
    return Read(read.brand, [*read.faults, *check_brand(read.brand)]) if read.brand else read


def kept_brand(content: dict[str, object]) -> Brand:
    """A brand that was checked when it was loaded. Raises ValueError where it no longer reads."""
    read = shape_brand(content)
    if read.brand is None:
        raise ValueError("; ".join(str(fault) for fault in read.faults))
    return read.brand


def check_brand(brand: Brand) -> list[Fault]:
    return [
        *_face(brand),
        *_keys(brand),
        *_belonging(brand),
        *_questions(brand),
        *_texts(brand),
        *literals_in(brand),
    ]


def _face(brand: Brand) -> Iterator[Fault]:
    if brand.schema != 1:
        yield Fault("schema", "this version of Linli reads schema = 1")
    if brand.motif not in MOTIFS:
        yield Fault("motif", f"one of {', '.join(MOTIFS)}")
    if not 1 <= len(brand.pillars) <= MOST_PILLARS:
        yield Fault("pillars", f"between 1 and {MOST_PILLARS} are needed")
    colours = {"colours.main": brand.colours.main, "colours.second": brand.colours.second}
    colours |= {f"pillars.{p.key}.colour": p.colour for p in brand.pillars if p.colour}
    for where, colour in colours.items():
        if not COLOUR.fullmatch(colour):
            yield Fault(where, "a colour is written #0b6b4f")
        elif where != "colours.second" and contrast_with_white(colour) < LEAST_CONTRAST:
            yield Fault(where, "too light: white on it cannot be read (contrast below 4.5)")


def contrast_with_white(colour: str) -> float:
    """WCAG 2.1 contrast ratio of a colour such as #0b6b4f against white."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (light + 0.05)


def _keys(brand: Brand) -> Iterator[Fault]:
    shelves = {
        "pillars": [one.key for one in brand.pillars],
        "figures": [one.key for one in brand.figures],
        "plan": [one.key for one in brand.plan],
        "bulletins": [one.key for one in brand.bulletins],
    }
    for shelf, keys in {"key": [brand.key], **shelves}.items():
        for key, count in Counter(keys).items():
            if not KEY.fullmatch(key):
                yield Fault(shelf, f"“{key}”: small Latin letters, digits and _ only")
            if count > 1:
                yield Fault(shelf, f"“{key}” stands there {count} times")


def _belonging(brand: Brand) -> Iterator[Fault]:
    known = {pillar.key for pillar in brand.pillars}
    named = [(f"plan.{one.key}", one.pillar) for one in brand.plan]
    named += [(f"rules[{turn}]", one.pillar) for turn, one in enumerate(brand.rules)]
    named += [(f"actions[{n}]", one.pillar) for n, one in enumerate(brand.actions) if one.pillar]
    for where, pillar in named:
        if pillar not in known:
            yield Fault(where, f"there is no pillar “{pillar}”")
    for item in brand.plan:
        if not DUE.fullmatch(item.due):
            yield Fault(f"plan.{item.key}.due", "month and day, such as 06-30")
    for turn, rule in enumerate(brand.rules):
        if not any((rule.kind, rule.series, rule.partner, rule.place, rule.tag)):
            yield Fault(f"rules[{turn}]", "say kind, series, partner, place or tag")


def _questions(brand: Brand) -> Iterator[Fault]:
    for one in brand.figures:
        yield from _figure(one)
    for pillar in brand.pillars:
        for turn, count in enumerate(pillar.counts):
            where = f"pillars.{pillar.key}.counts[{turn}]"
            if count.period not in PERIODS:
                yield Fault(f"{where}.period", f"one of {', '.join(PERIODS)}")
            yield from _asked(where, count.measure, count.by)


def _figure(one: Figure) -> Iterator[Fault]:
    where = f"figures.{one.key}"
    if one.rule not in RULES:
        yield Fault(f"{where}.rule", f"one of {', '.join(RULES)}")
    if one.period not in PERIODS:
        yield Fault(f"{where}.period", f"one of {', '.join(PERIODS)}")
    if one.unit_of not in (1, 10000):
        yield Fault(f"{where}.unit_of", "1 or 10000")
    if one.start and one.end and one.start > one.end:
        yield Fault(f"{where}.end", "lies before the first day")
    yield from _asked(where, one.measure, one.by)


def _asked(where: str, key: str, by: dict[str, str]) -> Iterator[Fault]:
    """A measure that is not there is a soft fault: its part of Linli may come later."""
    measure = MEASURES.get(key)
    if measure is None:
        yield Fault(f"{where}.measure", f"nobody defines the measure “{key}”", hard=False)
        return
    for word in by.keys() - measure.dimensions.keys():
        known = ", ".join(sorted(measure.dimensions)) or "none"
        yield Fault(f"{where}.by", f"“{key}” cannot be narrowed by “{word}”; known: {known}")
    for word in set(measure.needs) - by.keys():
        yield Fault(f"{where}.by", f"“{key}” needs “{word}”")


def _texts(brand: Brand) -> Iterator[Fault]:
    known = {figure.key for figure in brand.figures}
    for text in brand.bulletins:
        if text.period not in PERIODS:
            yield Fault(f"bulletins.{text.key}.period", f"one of {', '.join(PERIODS)}")
        for tag in LANGUAGES:
            body = getattr(text.text, tag)
            where = f"bulletins.{text.key}.text.{tag}"
            for key in figures_in(body):
                if key not in known:
                    yield Fault(where, f"there is no figure “{key}”")
            for hole in strange_holes(body):
                yield Fault(where, f"{hole} means nothing here")
