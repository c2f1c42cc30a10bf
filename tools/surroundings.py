"""The environment that checks run in: this checkout, development, data and keys of their own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

OURS = ("LINLI_", "DATABASE_URL", "DJANGO_")


@cache
def _scratch() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="linli-check-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "data").mkdir()
    return folder


def plain_environment(root: Path) -> dict[str, str]:
    """Nothing of the person's own settings, so that a check says the same everywhere."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return {
        **inherited,
        "DJANGO_SETTINGS_MODULE": "linli.config.settings",
        "LINLI_DATA": str(_scratch() / "data"),
        "LINLI_KEY_FILE": str(_scratch() / "keys" / "linli.json"),
        "PYTHONPATH": str(root),
    }
