"""Typed words made safe, and refusals that name their field."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import RuleNotMet
from linli.kernel.texts import TextError, clean_line, clean_text


def line(raw: str, *, field: str, most: int, least: int = 0) -> str:
    try:
        return clean_line(raw, least=least, most=most)
    except TextError as trouble:
        raise said_plainly(trouble, field) from None


def words(raw: str, *, field: str, most: int, least: int = 0) -> str:
    try:
        return clean_text(raw, least=least, most=most)
    except TextError as trouble:
        raise said_plainly(trouble, field) from None


def said_plainly(trouble: TextError, field: str) -> RuleNotMet:
    if trouble.code == "too_long":
        return RuleNotMet(
            f"{field}_too_long", _("This is too long."), field=field, limit=trouble.limit
        )
    return RuleNotMet(f"missing_{field}", _("Please write a few words here."), field=field)
