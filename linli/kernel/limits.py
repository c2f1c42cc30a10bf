"""How often something may be tried, counted in the database so that all processes agree."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from linli.kernel import cipher, clock
from linli.kernel.errors import SlowDown
from linli.kernel.inserting import count_up
from linli.kernel.prepared import Slot, prepared, totals


class Attempt(models.Model):
    """Shared, short-lived: `who` is a keyed digest, never an address or a name."""

    what = models.CharField(max_length=40)
    who = models.CharField(max_length=64)
    window = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["what", "who", "window"], name="attempt_window_once")
        ]


def check_limit(*, what: str, who: str, limit: int, minutes: int) -> None:
    """SlowDown (429) when `who` has `limit` counted attempts in the last `minutes`."""
    if attempts(what=what, who=who, minutes=minutes) >= limit:
        raise SlowDown(
            "too_many_attempts",
            _("Too many attempts. Please wait %(minutes)s minutes and try again.")
            % {"minutes": minutes},
            minutes=minutes,
        )


def attempts(*, what: str, who: str, minutes: int) -> int:
    """How many were counted in the last `minutes`."""
    digest = cipher.lookup_digest(who, what)
    since = clock.now() - dt.timedelta(minutes=minutes)
    return _tried(what=what, who=digest, since=since)[0]["total"] or 0


@prepared
def _tried() -> "models.QuerySet[Attempt, dict[str, int | None]]":
    rows = Attempt.objects.filter(what=Slot("what"), who=Slot("who"), window__gt=Slot("since"))
    found: models.QuerySet[Attempt, dict[str, int | None]] = totals(rows, total=models.Sum("count"))
    return found


def count_attempt(*, what: str, who: str) -> None:
    digest, window = cipher.lookup_digest(who, what), clock.now().replace(second=0, microsecond=0)
    first = Attempt(what=what, who=digest, window=window, count=1)
    count_up(first, "count", of=("what", "who", "window"))


def forget_attempts(*, what: str, who: str) -> None:
    Attempt.objects.filter(what=what, who=cipher.lookup_digest(who, what)).delete()


def forget_old_attempts() -> int:
    edge = clock.now() - dt.timedelta(days=1)
    return Attempt.objects.filter(window__lt=edge).delete()[0]
