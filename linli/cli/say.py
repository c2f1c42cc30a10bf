"""What commands print: words for people, JSON for programs."""

import json
import sys
from typing import Any


def say(text: str = "") -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def say_json(value: Any) -> None:
    say(json.dumps(value, ensure_ascii=False, indent=2, default=str))
