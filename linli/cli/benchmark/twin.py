"""The bare twin: WSGI and the database driver, writing and reading the same rows.

The statements are those that Linli itself sent for the same request, recorded once; the twin
replays the writes with fresh keys, and the one read of a list. What Linli costs above it is
what its rules, its ORM and its pages cost.
"""

import json
import os
import re
import sqlite3
import uuid
from collections.abc import Callable, Iterable
from typing import Any

Start = Callable[[str, list[tuple[str, str]]], Any]
NAME = "LINLI_TWIN_PLAN"  # set by the benchmark itself, no setting of an operator
PLAN = json.loads(os.environ.get(NAME, "{}") or "{}")
HEX = re.compile(r"[0-9a-f]{32}|[0-9a-f-]{36}")


def application(wsgi: dict[str, Any], start: Start) -> Iterable[bytes]:
    if wsgi["REQUEST_METHOD"] == "POST":
        wsgi["wsgi.input"].read(int(wsgi.get("CONTENT_LENGTH") or 0))
        body = _write()
    else:
        body = _read()
    start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


_kept: list[Any] = []


def _connection() -> Any:
    if not _kept:
        _kept.append(_open())
    return _kept[0]


def _open() -> Any:
    url = os.environ.get("DATABASE_URL", "")
    if url:
        import psycopg

        return psycopg.connect(url, autocommit=True)
    made = sqlite3.connect(PLAN["sqlite"], isolation_level=None, timeout=30)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        made.execute(f"PRAGMA {pragma}")
    return made


def _write() -> bytes:
    fresh: dict[str, str] = {}

    def renewed(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if value in PLAN["unique"]:
            return fresh.setdefault(value, f"{value[:3]}T-{uuid.uuid4().hex[:8]}")
        if value in PLAN["keys"]:
            made = uuid.uuid4()
            return fresh.setdefault(value, str(made) if "-" in value else made.hex)
        return value

    connection = _connection()
    connection.execute("BEGIN IMMEDIATE" if PLAN.get("sqlite") else "BEGIN")
    for sql, params in PLAN["writes"]:
        connection.execute(sql, [renewed(value) for value in params])
    connection.execute("COMMIT")
    return json.dumps(fresh).encode()


def _read() -> bytes:
    sql, params = PLAN["read"]
    rows = _connection().execute(sql, params).fetchall()
    return json.dumps([list(row) for row in rows], default=str).encode()
