"""The demo's accounts and their generated passwords, in one file that only its owner reads.

Demo only: a production start never loads it. The file is written before the account is opened,
so that an interrupted load loses no password.
"""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Login:
    """`role` is what it shows, `name` the fictional person who signs in with it."""

    role: str
    login: str
    password: str
    community: str
    name: str = ""


def file_path() -> Path:
    return Path(settings.LINLI_DATA) / "demo-logins.json"


def read_logins(community: str = "") -> list[Login]:
    """In the order in which they were made; of every community where none is named."""
    try:
        rows = json.loads(file_path().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    found = [Login(**row) for row in rows]
    return [login for login in found if not community or login.community == community]


def new_password() -> str:
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(4)) for _ in range(3))


def keep_logins(wanted: list[Login]) -> dict[str, Login]:
    """Write down what is not written yet; by log-in name, with the password that holds."""
    kept = {login.login: login for login in read_logins()}
    for one in wanted:
        if one.login not in kept:
            kept[one.login] = one
    _write(list(kept.values()))
    return {one.login: kept[one.login] for one in wanted}


def _write(logins: list[Login]) -> None:
    path = file_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump([asdict(one) for one in logins], file, ensure_ascii=False, indent=1)
    fresh.replace(path)
