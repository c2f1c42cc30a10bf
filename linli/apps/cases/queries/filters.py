"""What a reader may narrow a list of cases by, said once for pages, exports and programs."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from linli.apps.cases.choices import LIVING_STATES, OPEN_STATES
from linli.apps.cases.models import Case, Reporter
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import scope
from linli.kernel.bigrams import query_tokens
from linli.kernel.community import Community

IS_LIVING = Q(state__among=LIVING_STATES)
IS_OPEN = IS_LIVING & Q(state__among=OPEN_STATES)
"""Said so that the index of living cases is used (kernel.among)."""


@dataclass(frozen=True)
class CaseFilter:
    """What the reader asked to see; empty fields ask nothing.

    `due` is "over" (deadline passed), "today" or "week". `order` is "new", "due" or "changed".
    """

    states: Sequence[str] = ()
    open_only: bool = False
    type_code: str = ""
    group: str = ""
    kind: str = ""
    grid_id: uuid.UUID | None = None
    place_id: uuid.UUID | None = None
    organisation_id: int | None = None
    level: str = ""
    source: str = ""
    found_by: str = ""
    due: str = ""
    supervised: bool = False
    mine: bool = False
    text: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    order: str = "new"


EXACT = {
    "type_code": "type__code",
    "group": "type__parent",
    "kind": "type__kind",
    "grid_id": "grid_id",
    "organisation_id": "lead_id",
    "level": "level",
    "source": "source",
    "found_by": "found_by",
}


def narrowed(
    rows: "QuerySet[Case]", community: Community, actor: Actor, asked: CaseFilter
) -> "QuerySet[Case]":
    exact = {column: getattr(asked, name) for name, column in EXACT.items() if getattr(asked, name)}
    rows = rows.filter(**exact)
    if asked.states:
        rows = rows.filter(state__in=asked.states)
    if asked.open_only or asked.due:
        rows = rows.filter(IS_OPEN)
    if asked.due:
        rows = rows.filter(_due(community, asked.due))
    if asked.supervised:
        rows = rows.exclude(supervision="")
    if asked.mine:
        rows = rows.filter(Q(worker=actor.ref) | Q(first_receiver=actor.ref))
    if asked.place_id:
        rows = rows.filter(at_place(asked.place_id))
    rows = between(rows, community, asked.since, asked.until)
    if asked.text:
        rows = rows.filter(matching(community, actor, asked.text))
    return rows


def at_place(place_id: uuid.UUID) -> Q:
    """The place itself and all below it."""
    return (
        Q(place_id=place_id)
        | Q(place__building_id=place_id)
        | Q(place__entrance_id=place_id)
        | Q(place__estate_id=place_id)
    )


def _due(community: Community, word: str) -> Q:
    now = clock.now()
    running = Q(paused_at__isnull=True)
    if word == "over":
        return running & Q(resolution_due__lt=now)
    days = 1 if word == "today" else 7
    end = clock.day_start(clock.today(community) + dt.timedelta(days=days), community.zone)
    return running & Q(resolution_due__lt=end)


def between(
    rows: "QuerySet[Case]", community: Community, since: dt.date | None, until: dt.date | None
) -> "QuerySet[Case]":
    """Registered between two local days, both included."""
    if since:
        rows = rows.filter(registered_at__gte=clock.day_start(since, community.zone))
    if until:
        after = until + dt.timedelta(days=1)
        rows = rows.filter(registered_at__lt=clock.day_start(after, community.zone))
    return rows


def words_match(text: str) -> Q:
    """All tokens of the query are in the row; one Chinese character matches as a prefix."""
    found = Q()
    for token in query_tokens(text[:100]):
        whole = f" {token}" if len(token) == 1 else f" {token} "
        found &= Q(search__contains=whole)
    return found


def matching(community: Community, actor: Actor, text: str) -> Q:
    """Words, number and place; and reporters' names, where the searcher may see them."""
    found = Q(number__iexact=text.strip())
    by_words = words_match(text)
    if by_words:
        found |= by_words
    named = Reporter.objects.filter(community_id=community.id, name__contains=text.strip()[:60])
    by_name = Q(id__in=named.values("case_id"))
    return found | (by_name & scope(actor, "cases.contact_data", community.id))
