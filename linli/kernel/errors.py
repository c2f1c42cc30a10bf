"""Refusals: what an operation says instead of doing it. Pages and API turn them into answers.

`code` is for programs and never changes; `detail` is for people, says what was wrong and the
way out; `data` names fields, ids or limits.
"""

from typing import Any

from django.utils.functional import Promise

Text = str | Promise


class Refusal(Exception):
    status = 400

    def __init__(self, code: str, detail: Text = "", /, **data: Any) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail or code
        self.data = data

    def as_dict(self) -> dict[str, Any]:
        return {"code": self.code, "detail": str(self.detail), "data": self.data}

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}"


class Malformed(Refusal):
    """Cannot be read at all."""

    status = 400


class NotKnown(Refusal):
    """Nobody is signed in, and somebody must be."""

    status = 401


class NotAllowed(Refusal):
    """The thing is seen, the act is not allowed."""

    status = 403


class NotSeen(Refusal):
    """Does not exist for this reader, whether it exists or not."""

    status = 404

    def __init__(self, code: str = "not_found", detail: Text = "", /, **data: Any) -> None:
        super().__init__(code, detail, **data)


class Immutable(Refusal):
    """History is not edited."""

    status = 405


class Conflict(Refusal):
    """The state, a limit or another person was faster."""

    status = 409


class RuleNotMet(Refusal):
    """Readable, but a rule of the field is not met."""

    status = 422


class SlowDown(Refusal):
    status = 429
