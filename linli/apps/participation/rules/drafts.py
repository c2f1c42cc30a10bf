"""What a host says about seats and about who may come, read and checked once."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.participation.choices import Audience, Mode, PartyRule, Promotion
from linli.kernel.errors import RuleNotMet
from linli.kernel.texts import TextError, clean_line

MOST_SEATS = 20
CHOICES: dict[str, list[str]] = {
    "mode": list(Mode.values),
    "promotion": list(Promotion.values),
    "party_rule": list(PartyRule.values),
    "audience": list(Audience.values),
}


@dataclass(frozen=True)
class Terms:
    """Conditions of a gathering; no capacity means no limit."""

    capacity: int | None = None
    mode: str = Mode.FIRST_COME.value
    promotion: str = Promotion.AUTOMATIC.value
    party_rule: str = PartyRule.STRICT.value
    audience: str = Audience.EVERYONE.value
    age_from: int | None = None
    age_to: int | None = None
    opens_at: dt.datetime | None = None
    closes_at: dt.datetime | None = None
    residents_first_until: dt.datetime | None = None
    household_cap: int | None = None
    minimum_adults: int = 0

    def columns(self) -> dict[str, Any]:
        return asdict(self)

    def check(self) -> None:
        """RuleNotMet names the field that cannot be."""
        for field, allowed in CHOICES.items():
            if getattr(self, field) not in allowed:
                raise RuleNotMet(f"unknown_{field}", _("Choose one of the list."), field=field)
        if self.capacity is not None and self.capacity < 1:
            raise RuleNotMet("capacity", _("At least one seat, or no limit."), field="capacity")
        if self.household_cap is not None and self.household_cap < 1:
            raise RuleNotMet(
                "household_cap", _("At least one seat, or no limit."), field="household_cap"
            )
        if None not in (self.age_from, self.age_to) and self.age_from > self.age_to:  # type: ignore[operator]  # neither is None here
            raise RuleNotMet("ages_reversed", _("The first age is above the last."), field="age_to")
        if self.opens_at and self.closes_at and self.opens_at >= self.closes_at:
            raise RuleNotMet(
                "window_reversed", _("Signing up would end before it begins."), field="closes_at"
            )


def line(raw: str, *, field: str, most: int, least: int = 0) -> str:
    """One cleaned line, or RuleNotMet with the field's name."""
    try:
        return clean_line(raw, least=least, most=most)
    except TextError as trouble:
        detail = _("Please write a few words here.")
        if trouble.code == "too_long":
            detail = _("This is too long.")
        raise RuleNotMet(f"{trouble.code}_{field}", detail, field=field, limit=most) from None


def check_times(starts_at: dt.datetime, ends_at: dt.datetime) -> None:
    if ends_at <= starts_at:
        raise RuleNotMet("times_reversed", _("The end lies before the beginning."), field="ends_at")
