"""What every operation of this app does first and last: read typed words, end a dated row."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.rules import EDIT
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.tenancy import CommunityModel
from linli.kernel.texts import TextError, clean_line, clean_text


def check(
    actor: Actor, community: Community, *rows: CommunityModel | None, key: str = EDIT
) -> None:
    """The actor may do it here, and every row named belongs here: the database cannot say so."""
    require(actor, key, community.id)
    for row in rows:
        if row is not None and row.community_id != community.id:
            raise NotSeen("not_found", _("There is nothing here, or nothing you can see."))


def line(field: str, raw: str, most: int, least: int = 0) -> str:
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
    if trouble.code == "too_long":
        detail = _("At most %(limit)s characters, please; this has %(length)s.")
    else:
        detail = _("Please fill this in.")
    return RuleNotMet(
        trouble.code, detail % {"limit": trouble.limit, "length": trouble.length}, field=field
    )


def word(field: str, given: str, kinds: type[models.TextChoices]) -> str:
    if given not in kinds.values:
        raise RuleNotMet("unknown_choice", _("Please choose one of the list."), field=field)
    return str(given)


def begins(community: Community, since: dt.date | None) -> dt.date:
    return since or clock.today(community)


@contextmanager
def once(code: str, detail: Any) -> Iterator[None]:
    """What the database allows once while it is open: a second one is a Conflict."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as clash:
        raise Conflict(code, detail) from clash


def end_row(row: Any, until: dt.date, **also: Any) -> None:
    """Set the last day of an open row, once; the loser of a race is told so."""
    if until < row.since:
        raise RuleNotMet(
            "ends_before_it_begins",
            _("It began on %(day)s, so it cannot end before that day.") % {"day": row.since},
            field="until",
        )
    ended = (
        type(row)
        .objects.filter(community_id=row.community_id, id=row.id, until__isnull=True)
        .update(until=until, **also)
    )
    if not ended:
        raise Conflict("already_ended", _("Somebody has ended this already."))
    row.until = until
