"""What holds from a day to a day. `until` is the last day; open while nobody has ended it."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.tenancy import CommunityModel


class Dated(CommunityModel):
    """Ended by setting `until` once, never edited, never deleted."""

    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="%(app_label)s_%(class)s_ends_after_it_begins",
            )
        ]


def in_force(day: object, prefix: str = "") -> Q:
    """What holds on a day; `prefix` such as "group__" reaches through a relation."""
    begun = Q(**{f"{prefix}since__lte": day})
    return begun & (Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": day}))


def end_row(row: Any, until: dt.date, **also: Any) -> None:
    """Set the last day of an open row, once; the loser of a race is told so."""
    if until < row.since:
        raise RuleNotMet(
            "ends_before_it_begins",
            _("It began on %(day)s, so it cannot end before that day.") % {"day": row.since},
            field="until",
        )
    mine = type(row).objects.filter(community_id=row.community_id, id=row.id)
    if not mine.filter(until__isnull=True).update(until=until, **also):
        raise Conflict("already_ended", _("Somebody has ended this already."))
    row.until = until
