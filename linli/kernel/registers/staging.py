"""Rows and traces of an import at rest: JSON, encrypted, since they hold what people typed."""

import json
from typing import Any

from linli.kernel import cipher

CONTEXT = "kernel.import"


def pack(value: Any) -> str:
    return cipher.encrypt(json.dumps(value, ensure_ascii=False, default=str), CONTEXT)


def unpack(stored: str) -> Any:
    return json.loads(cipher.decrypt(stored, CONTEXT)) if stored else None
