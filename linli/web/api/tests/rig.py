"""A small router and small numbers, as an app would bring them."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import QuerySet
from django.test import Client

from linli.apps.accounts.models import ApiKey, key_digest
from linli.kernel.measures import MEASURES, RATIOS, Measure, Question, Ratio, measure, ratio
from linli.kernel.timers.models import Timer
from tests.cast import SINCE_MOMENT, Cast, new_id

Visit = Callable[[str], Client]
DAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


def rung(question: Question) -> "QuerySet[Timer]":
    start, end = question.bounds()
    rows = Timer.objects.filter(community_id__in=question.ids, kind="test.bell", due_at__lt=end)
    return rows.filter(due_at__gte=start) if start else rows


def loud(question: Question) -> "QuerySet[Timer]":
    return rung(question).filter(late=True)


def bells(home_id: int, **counts: int) -> list[uuid.UUID]:
    """Rows to count: `bells(a, east=5, west=2)`; the first of each key is a late one."""
    made = [
        Timer(
            community_id=home_id,
            kind="test.bell",
            object_id=new_id(),
            key=key,
            due_at=DAY,
            state="done",
            late=number == 0,
        )
        for key, count in counts.items()
        for number in range(count)
    ]
    Timer.objects.bulk_create(made)
    return [row.id for row in made]


@contextmanager
def numbers() -> Iterator[None]:
    kept, shares = dict(MEASURES), dict(RATIOS)
    common: dict[str, Any] = {
        "label": "bells",
        "says": "how often a bell rang",
        "unit": "times",
        "dimensions": {"side": "key", "thing": "object_id"},
    }
    measure(Measure(key="test.open", rows=rung, public=True, smallest=3, **common))
    measure(Measure(key="test.open_loud", rows=loud, public=True, smallest=0, **common))
    measure(Measure(key="test.inside", rows=rung, **common))
    ratio(
        Ratio(
            key="test.loudness",
            label="share of loud ones",
            says="loud of all",
            numerator="test.open_loud",
            denominator="test.open",
        )
    )
    try:
        yield
    finally:
        for shelf, before in ((MEASURES, kept), (RATIOS, shares)):
            shelf.clear()
            shelf.update(before)  # type: ignore[arg-type]  # each shelf gets its own back


def program(cast: Cast, *scopes: str, until: dt.date = dt.date(2100, 1, 1)) -> Client:
    """A client with an API key of community a."""
    secret = f"linli_{cast.a.id}_{uuid.uuid4().hex}"
    ApiKey.objects.create(
        community=cast.a,
        name="a city hotline",
        organisation_id=1,
        keeper=cast.credential("chief"),
        digest=key_digest(secret),
        begins=secret[:12],
        scopes=list(scopes),
        until=until,
        given_by="system",
        created_at=SINCE_MOMENT,
    )
    return Client(headers={"authorization": f"Bearer {secret}", "accept-language": "en"})
