"""Answers in both tongues of the standard: XML with wrappers, JSON with bare lists (Spark).

A document is (wrapper, entry, rows): `<service_requests><request>…` or `[{…}]`. Values are text,
None (an empty element, null in JSON), booleans, or nested documents.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET  # only writes

from django.http import HttpResponse

XML, JSON = "xml", "json"


@dataclass(frozen=True)
class Rows:
    """A list inside a row: `<values><value>…`."""

    entry: str
    rows: Sequence[Any]


def as_list(wrapper: str, entry: str, rows: Sequence[Mapping[str, Any]], form: str) -> HttpResponse:
    if form == JSON:
        return _json([_plain(row) for row in rows])
    root = ET.Element(wrapper)
    for row in rows:
        _fill(ET.SubElement(root, entry), row)
    return _xml(root)


def as_one(wrapper: str, row: Mapping[str, Any], form: str) -> HttpResponse:
    """One object: a definition, the discovery document."""
    if form == JSON:
        return _json(_plain(row))
    root = ET.Element(wrapper)
    _fill(root, row)
    return _xml(root)


def as_errors(faults: Sequence[tuple[str, str]], status: int, form: str) -> HttpResponse:
    rows = [{"code": code, "description": text} for code, text in faults]
    answer = as_list("errors", "error", rows, form)
    answer.status_code = status
    return answer


def _json(value: Any) -> HttpResponse:
    body = json.dumps(value, ensure_ascii=False)
    return HttpResponse(body, content_type="application/json; charset=utf-8")


def _xml(root: ET.Element) -> HttpResponse:
    body = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(body, content_type="text/xml; charset=utf-8")


def _plain(value: Any) -> Any:
    if isinstance(value, Rows):
        return [_plain(each) for each in value.rows]
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    return value


def _fill(element: ET.Element, row: Mapping[str, Any]) -> None:
    for name, value in row.items():
        child = ET.SubElement(element, name)
        if isinstance(value, Rows):
            for each in value.rows:
                entry = ET.SubElement(child, value.entry)
                if isinstance(each, Mapping):
                    _fill(entry, each)
                else:
                    entry.text = _text(each)
        elif isinstance(value, Mapping):
            _fill(child, value)
        else:
            child.text = _text(value)


def _text(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    # XML 1.0 has no place for other control characters, even escaped.
    return "".join(c for c in str(value) if c in "\t\n\r" or ord(c) >= 32)
