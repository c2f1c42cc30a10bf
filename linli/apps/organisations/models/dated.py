"""What holds from a day to a day. `until` is the last day; open while nobody has ended it."""

from django.db import models
from django.db.models import F, Q

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
                name="%(class)s_ends_after_it_begins",
            )
        ]


def in_force(day: object, prefix: str = "") -> Q:
    """What holds on a day; `prefix` such as "team__" reaches through a relation."""
    begun = Q(**{f"{prefix}since__lte": day})
    return begun & (Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": day}))
