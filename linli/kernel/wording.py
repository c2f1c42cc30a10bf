"""What operations do with typed words and choices: cleaned, or refused under their field."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Conflict, NotSeen, RuleNotMet, Text
from linli.kernel.tenancy import CommunityModel
from linli.kernel.texts import TextError, clean_line, clean_text


def line(field: str, raw: str, most: int, least: int = 0) -> str:
    """One line of typed text; RuleNotMet names the field when it is missing or too long."""
    try:
        return clean_line(raw, least=least, most=most)
    except TextError as trouble:
        raise wrong_text(field, trouble) from trouble


def paragraphs(field: str, raw: str, most: int, least: int = 0) -> str:
    try:
        return clean_text(raw, least=least, most=most)
    except TextError as trouble:
        raise wrong_text(field, trouble) from trouble


def wrong_text(field: str, trouble: TextError) -> RuleNotMet:
    detail = _("Please fill this in.")
    if trouble.code == "too_long":
        detail = _("At most %(limit)s characters, please; this has %(length)s.")
    said = detail % {"limit": trouble.limit, "length": trouble.length}
    return RuleNotMet(trouble.code, said, field=field)


def word(field: str, given: str, kinds: type[models.TextChoices]) -> str:
    if given not in kinds.values:
        raise RuleNotMet("unknown_choice", _("Please choose one of the list."), field=field)
    return str(given)


def between(field: str, given: int, least: int, most: int) -> int:
    if not least <= given <= most:
        detail = _("A number from %(least)s to %(most)s, please.")
        raise RuleNotMet("out_of_range", detail % {"least": least, "most": most}, field=field)
    return given


@contextmanager
def once(code: str, detail: Text) -> Iterator[None]:
    """What the database allows once: a second one is a Conflict."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as clash:
        raise Conflict(code, detail) from clash


def belonging(community_id: int, *rows: CommunityModel | None) -> None:
    """NotSeen for a row of another community: a foreign key cannot say so."""
    if any(row is not None and row.community_id != community_id for row in rows):
        raise NotSeen("not_found", _("There is nothing here, or nothing you can see."))
