"""SQLite is the embedded default; DATABASE_URL names a PostgreSQL."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from linli.config.settings.env import ENV, Env

# synchronous=FULL: an acknowledged write survives power loss, not only a killed process.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA cache_size=-32000;"
    "PRAGMA mmap_size=268435456;"
)


def sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": SQLITE_PRAGMAS,
        },
        "CONN_MAX_AGE": None,
        # A file, not memory: race tests open the database from several threads and processes.
        "TEST": {"NAME": str(Path(path).with_name("test.sqlite3"))},
    }


def postgres(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or parts.hostname or ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def database(env: Env) -> dict[str, Any]:
    if not env.database_url:
        return sqlite(str(env.data / "linli.sqlite3"))
    if env.database_url.startswith("sqlite:///"):
        return sqlite(env.database_url.removeprefix("sqlite:///"))
    return postgres(env.database_url)


DATABASES = {"default": database(ENV)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
