"""The key file. It lies outside LINLI_DATA, so that no backup of the data holds the keys.

Apart from the settings, because it must be written before a production start is allowed.
"""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path


def key_path() -> Path:
    return Path(os.environ.get("LINLI_KEY_FILE", "keys/linli.json")).resolve()


@dataclass(frozen=True)
class Keys:
    """`fields` maps a key id to 32 bytes in hex; the highest id encrypts, all decrypt."""

    secret: str
    fields: dict[str, str]
    lookup: str


def new_keys() -> dict[str, object]:
    return {
        "secret": secrets.token_urlsafe(48),
        "fields": {"1": secrets.token_hex(32)},
        "lookup": secrets.token_hex(32),
    }


def write_keys(path: Path) -> None:
    """Create the key file with owner-only rights; an existing file is never touched."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(new_keys(), file, indent=1)
        file.flush()
        os.fsync(file.fileno())


def read_keys(path: Path) -> Keys | None:
    if not path.exists():
        return None
    loaded = json.loads(path.read_text())
    return Keys(secret=loaded["secret"], fields=loaded["fields"], lookup=loaded["lookup"])
