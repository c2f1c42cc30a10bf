"""Brands that come with Linli, the format of a brand file, and its checks that need no database."""

import dataclasses
import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

from linli.apps.bulletins.defaults.brand import (
    MOTIFS,
    PERIODS,
    RULES,
    Action,
    Brand,
    Colours,
    Figure,
    Part,
    Pillar,
    PlanItem,
    TagRule,
    Target,
    Text,
    Words,
)
from linli.apps.bulletins.defaults.literals import literals_in
from linli.apps.bulletins.defaults.reading import Fault, Read, read_brand, shape_brand

__all__ = [
    "MOTIFS",
    "PERIODS",
    "RULES",
    "Action",
    "Brand",
    "Colours",
    "Fault",
    "Figure",
    "Part",
    "Pillar",
    "PlanItem",
    "Read",
    "TagRule",
    "Target",
    "Text",
    "Words",
    "as_plain",
    "literals_in",
    "pack_of",
    "pack_slugs",
    "pack_text",
    "read_brand",
    "shape_brand",
]

SHELF = Path(__file__).with_name("packs")


def pack_slugs() -> list[str]:
    """The communities whose model comes with Linli."""
    return sorted(path.stem for path in SHELF.glob("*.toml"))


def pack_text(slug: str) -> str:
    return (SHELF / f"{slug}.toml").read_text(encoding="utf-8")


@cache
def pack_of(slug: str) -> Brand:
    """Raises ValueError where the file does not hold: a fault of ours."""
    read = read_brand(pack_text(slug))
    if read.brand is None:
        raise ValueError(f"{slug}: {'; '.join(str(fault) for fault in read.faults)}")
    return read.brand


def as_plain(brand: Brand) -> dict[str, Any]:
    """For JSON: what is empty stays away, days are texts."""
    plain = _plain(brand)
    return dict(plain)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        pairs = ((each.name, getattr(value, each.name)) for each in dataclasses.fields(value))
        return {name: _plain(one) for name, one in pairs if one not in (None, "", (), {})}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value
