"""Whatever a hostile visitor types into a field or an address: an answer, never a broken page.

The names that a page reads are learned by watching it read them, so new pages join by themselves.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client

from tests.addresses import Address, addresses, samples
from tests.cast import Cast
from tests.test_addresses import client_of

pytestmark = [pytest.mark.long, pytest.mark.hunt]
VALUES = [
    "\x00",
    "²",
    "-1",
    "9" * 40,
    "1e999",
    "NaN",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30T25:61",
    "+86" + "1" * 400,
    "00000000-0000-0000-0000-000000000000",
    "👨‍👩‍👧‍👦" * 3000,
    "\u202e\u200b\ufeff\x07\r\n\t",
    "'\"><script>alert(1)</script>{{7*7}}%s%(x)s",
]
FILES = {
    "empty.jpg": b"",
    "renamed.jpg": b"MZ\x90\x00 this is a program, not a picture",
    "cut.png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
    "table.xlsx": b"PK\x03\x04 not a workbook",
    "rows.csv": b"\xff\xfe\x00\xd8,,\x00\n\x80",
}
READS = ("get", "getlist", "__getitem__", "__contains__")
SKIPPED = {"accounts:logout"}


@contextmanager
def watched() -> Iterator[set[str]]:
    """The names that are read from queries and forms meanwhile."""
    names: set[str] = set()
    kept = {read: getattr(QueryDict, read) for read in READS}

    def watching(read: Callable[..., Any]) -> Callable[..., Any]:
        def answer(data: QueryDict, name: Any, *more: Any, **other: Any) -> Any:
            if isinstance(name, str):
                names.add(name)
            return read(data, name, *more, **other)

        return answer

    with pytest.MonkeyPatch.context() as patch:
        for read, original in kept.items():
            patch.setattr(QueryDict, read, watching(original))
        yield names


def places(values: dict[str, object]) -> list[tuple[Address, str]]:
    return [(each, each.filled(values)) for each in addresses() if each.name not in SKIPPED]


def broken(client: Client, method: str, path: str, fields: dict[str, Any]) -> str:
    ask = client.get if method == "GET" else client.post
    answer = ask(path, fields)
    if answer.status_code < 500:
        return ""
    shown = {name: str(value)[:40] for name, value in fields.items()}
    return f"{method} {path} {shown} {getattr(answer, 'exc_info', ('',))[0]}"


def names_read(client: Client, method: str, path: str) -> list[str]:
    with watched() as names:
        (client.get if method == "GET" else client.post)(path)
    return sorted(names - {"csrfmiddlewaretoken"})


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("who", ["anonymous", "chief"])
def test_no_field_breaks_a_page(cast: Cast, who: str, method: str) -> None:
    client = client_of(cast, who)
    faults = []
    for _address, path in places(samples(cast)):
        names = names_read(client, method, path)
        for value in VALUES if names else ():
            found = broken(client, method, path, dict.fromkeys(names, value))
            culprits = names if found else []
            faults += [b for name in culprits if (b := broken(client, method, path, {name: value}))]
            faults += [found] if found else []
    assert faults == []


@pytest.mark.parametrize("who", ["anonymous", "chief"])
def test_no_file_breaks_a_page(cast: Cast, who: str) -> None:
    client = client_of(cast, who)
    faults = []
    for _address, path in places(samples(cast)):
        for name, body in FILES.items():
            file = {each: SimpleUploadedFile(name, body) for each in ("photos", "file", "photo")}
            faults += [b] if (b := broken(client, "POST", path, file)) else []
    assert faults == []


def test_no_address_breaks_by_what_stands_in_it(cast: Cast) -> None:
    client = client_of(cast, "chief")
    values = samples(cast)
    faults = []
    for address in addresses():
        texts = [name for name, kind in address.holes.items() if kind in {"str", "path", ""}]
        for name in texts:
            for value in ("%00", "%F0%9F%98%80" * 300, "%E2%80%AE", "²", "..%2f..%2fetc", "9" * 40):
                path = address.filled({**values, name: value})
                faults += [b for m in ("GET", "POST") if (b := broken(client, m, path, {}))]
    assert faults == []
