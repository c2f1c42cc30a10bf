"""What is said about an activity or a date, read and checked before anything is written."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.activities.choices import ActivityKind, Festival, TagKind, UnitRole
from linli.apps.participation.public import Terms
from linli.kernel.errors import RuleNotMet
from linli.kernel.texts import TextError, clean_line, clean_text

LINES = {
    "title": (2, 120),
    "place_words": (0, 120),
    "contact": (0, 80),
    "external_platform": (0, 60),
    "external_id": (0, 80),
    "external_link": (0, 300),
}
PLAIN = (
    *("kind", "public", "needs_sign_up", "open_door", "series_id", "edition", "team_id"),
    *("place_id", "indoor", "festival"),
)
TEXTS = {"text": 8000, "consent_text": 4000}
NO_TERMS = Terms()


@dataclass(frozen=True)
class ActivityDraft:
    """`units`: (organisation, role); `tags`: (word, kind); `speakers`: (name, title)."""

    title: str
    kind: str = ActivityKind.OTHER.value
    text: str = ""
    public: bool = True
    needs_sign_up: bool = True
    open_door: bool = False
    series_id: uuid.UUID | None = None
    edition: int | None = None
    team_id: uuid.UUID | None = None
    place_id: uuid.UUID | None = None
    place_words: str = ""
    indoor: bool | None = None
    festival: str = ""
    contact: str = ""
    consent_text: str = ""
    external_platform: str = ""
    external_id: str = ""
    external_link: str = ""
    units: Sequence[tuple[int, str]] = ()
    tags: Sequence[tuple[str, str]] = ()
    speakers: Sequence[tuple[str, str]] = ()

    def columns(self) -> dict[str, Any]:
        """Cleaned values of the row, or RuleNotMet with the name of the field."""
        _among("kind", self.kind, ActivityKind.values)
        if self.festival:
            _among("festival", self.festival, Festival.values)
        for _unit, role in self.units:
            _among("role", role, UnitRole.values)
        for _word, kind in self.tags:
            _among("tag_kind", kind, TagKind.values)
        if self.external_link and not self.external_link.startswith(("https://", "http://")):
            raise RuleNotMet("link_wrong", _("A link begins with https://"), field="external_link")
        if self.external_id and not self.external_platform.strip():
            raise RuleNotMet(
                "platform_needed", _("Say on which platform."), field="external_platform"
            )
        found: dict[str, Any] = {name: getattr(self, name) for name in PLAIN}
        for name, (least, most) in LINES.items():
            found[name] = line(getattr(self, name), field=name, least=least, most=most)
        for name, most in TEXTS.items():
            found[name] = paragraphs(getattr(self, name), field=name, most=most)
        return found


@dataclass(frozen=True)
class SessionDraft:
    starts_at: dt.datetime
    ends_at: dt.datetime
    title: str = ""
    terms: Terms = NO_TERMS
    place_id: uuid.UUID | None = None
    place_words: str = ""
    room_id: uuid.UUID | None = None
    required: bool = True


def _among(field: str, value: str, allowed: Sequence[str]) -> None:
    if value not in allowed:
        raise RuleNotMet(f"unknown_{field}", _("Choose one of the list."), field=field)


def line(raw: str, *, field: str, most: int, least: int = 0) -> str:
    try:
        return clean_line(raw, least=least, most=most)
    except TextError as trouble:
        raise _refused(trouble, field, most) from None


def paragraphs(raw: str, *, field: str, most: int, least: int = 0) -> str:
    try:
        return clean_text(raw, least=least, most=most)
    except TextError as trouble:
        raise _refused(trouble, field, most) from None


def _refused(trouble: TextError, field: str, most: int) -> RuleNotMet:
    detail = _("Please write a few words here.")
    if trouble.code == "too_long":
        detail = _("This is too long.")
    return RuleNotMet(f"{trouble.code}_{field}", detail, field=field, limit=most)
