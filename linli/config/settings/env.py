"""What the environment says. No other setting reads os.environ."""

import os
from dataclasses import dataclass
from pathlib import Path

from linli.config.key_file import key_path

TRUE = {"1", "true", "yes", "on"}


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "").strip().lower() in TRUE


def _words(name: str, default: str = "") -> list[str]:
    return [word for word in os.environ.get(name, default).replace(",", " ").split() if word]


@dataclass(frozen=True)
class Env:
    """Settings as typed values; `docs/guide/settings.md` explains each variable."""

    production: bool
    debug: bool
    test_mode: bool
    data: Path
    key_file: Path
    secret_key: str
    hosts: list[str]
    base_url: str
    database_url: str
    cipher: str
    mail_url: str
    mail_from: str
    trusted_proxies: int
    idle_minutes: int
    time_zone: str


def read_env() -> Env:
    data = Path(os.environ.get("LINLI_DATA", "data")).resolve()
    return Env(
        production=os.environ.get("LINLI_ENV", "development") == "production",
        debug=_flag("LINLI_DEBUG"),
        test_mode=_flag("LINLI_TEST_MODE"),
        data=data,
        key_file=key_path(),
        secret_key=os.environ.get("LINLI_SECRET_KEY", ""),
        hosts=_words("LINLI_HOSTS", "localhost 127.0.0.1 [::1] testserver"),
        base_url=os.environ.get("LINLI_BASE_URL", "").rstrip("/"),
        database_url=os.environ.get("DATABASE_URL", ""),
        cipher=os.environ.get("LINLI_CIPHER", "aes-gcm"),
        mail_url=os.environ.get("LINLI_MAIL_URL", ""),
        mail_from=os.environ.get("LINLI_MAIL_FROM", "linli@localhost"),
        trusted_proxies=int(os.environ.get("LINLI_TRUSTED_PROXIES", "0") or 0),
        idle_minutes=int(os.environ.get("LINLI_IDLE_MINUTES", "120") or 120),
        time_zone=os.environ.get("LINLI_TIME_ZONE", "Asia/Shanghai"),
    )


ENV = read_env()
