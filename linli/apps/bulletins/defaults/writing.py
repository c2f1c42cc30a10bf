"""A brand as its file again, for those who edit it in the product."""

import datetime as dt
import json
from typing import Any

from linli.apps.bulletins.defaults.brand import Brand

WORD_KEYS = {"zh", "hant", "en"}
HEADER = "# docs/guide/brands.md explains every word. A brand asks and never answers.\n"


def brand_text(plain: dict[str, Any]) -> str:
    """TOML that `read_brand` reads to the same brand."""
    lines = [HEADER]
    lines += [f"{word} = {_value(plain[word])}" for word in _order(plain) if _simple(plain[word])]
    for word in _order(plain):
        if not _simple(plain[word]):
            for each in plain[word]:
                lines += ["", *_table(word, each)]
    return "\n".join(lines) + "\n"


def _order(plain: dict[str, Any]) -> list[str]:
    names = list(Brand.__dataclass_fields__)
    return sorted(plain, key=names.index)


def _simple(value: Any) -> bool:
    return not isinstance(value, list) or not value or not isinstance(value[0], dict)


def _table(name: str, held: dict[str, Any]) -> list[str]:
    lines, below = [f"[[{name}]]"], []
    for word, value in held.items():
        if isinstance(value, list) and value and not _words(value[0]) and not _simple(value):
            for each in value:
                below += ["", *_table(f"{name}.{word}", each)]
        elif _words(value) and "\n" in str(value.get("zh", "")):
            below += ["", f"[{name}.{word}]", *_long(value)]
        else:
            lines.append(f"{word} = {_value(value)}")
    return lines + below


def _words(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and value.keys() <= WORD_KEYS


def _long(words: dict[str, str]) -> list[str]:
    return [f'{tag} = """\n{_escaped(text)}"""' for tag, text in words.items()]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{word} = {_value(one)}" for word, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    if isinstance(value, dt.date):
        return value.isoformat()
    return json.dumps(str(value), ensure_ascii=False)
