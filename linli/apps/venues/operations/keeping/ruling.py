"""Opening hours, quotas of teams, house rules."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.public import Team
from linli.apps.venues.choices import (
    HOURS_SET,
    PROTOCOL_SET,
    QUOTA_SET,
)
from linli.apps.venues.models import (
    OpeningRule,
    Protocol,
    Quota,
)
from linli.apps.venues.operations.keeping.saving import (
    keep_record,
    save_once,
)
from linli.apps.venues.operations.wording import line, words
from linli.apps.venues.queries.ground import room_of, venue_of
from linli.apps.venues.rules import KEEP
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import NotSeen, RuleNotMet

Rule = tuple[int, dt.time, dt.time]


@transaction.atomic
def set_hours(
    *,
    community: Community,
    actor: Actor,
    venue_id: uuid.UUID,
    rules: Sequence[Rule],
    room_id: uuid.UUID | None = None,
    since: dt.date | None = None,
) -> list[OpeningRule]:
    """Opening hours (weekday 0 is Monday, from, to) of a venue or one room, from a day on."""
    require(actor, KEEP, community.id)
    venue = venue_of(community, venue_id)
    day = since or clock.today(community)
    if room_id is not None and room_of(community, room_id).venue_id != venue.id:
        raise NotSeen()
    if any(closes <= opens or not 0 <= weekday <= 6 for weekday, opens, closes in rules):
        raise RuleNotMet("hours_reversed", _("It must open before it closes."), field="hours")
    mine = OpeningRule.objects.filter(
        community_id=community.id, venue_id=venue.id, until__isnull=True
    )
    mine = mine.filter(room_id=room_id) if room_id else mine.filter(room__isnull=True)
    mine.filter(since__gte=day).delete()
    mine.update(until=day)
    rows = [
        OpeningRule(
            community_id=community.id,
            venue_id=venue.id,
            room_id=room_id,
            weekday=weekday,
            opens=opens,
            closes=closes,
            since=day,
        )
        for weekday, opens, closes in rules
    ]
    OpeningRule.objects.bulk_create(rows)
    keep_record(HOURS_SET, actor, venue, room=room_id, rules=len(rows), since=day)
    return rows


@transaction.atomic
def set_quota(
    *,
    community: Community,
    actor: Actor,
    minutes: int,
    team: Team | None = None,
    since: dt.date | None = None,
) -> Quota:
    """Minutes a month for one team, or for every team that has none of its own."""
    require(actor, KEEP, community.id)
    if not 0 <= minutes <= 60 * 24 * 31:
        raise RuleNotMet("unlikely_quota", _("That is no number of hours."), field="minutes")
    if team is not None and team.community_id != community.id:
        raise NotSeen()
    row = Quota(
        community_id=community.id,
        team_id=team.id if team else None,
        minutes=minutes,
        since=since or clock.today(community),
        set_by=actor.ref,
        set_at=clock.now(),
    )
    row.save(force_insert=True)
    keep_record(QUOTA_SET, actor, row, team=row.team_id, minutes=minutes, since=row.since)
    return row


@transaction.atomic
def set_protocol(
    *,
    community: Community,
    actor: Actor,
    venue_id: uuid.UUID,
    title: str,
    text: str,
    room_id: uuid.UUID | None = None,
) -> Protocol:
    """House rules to accept with each booking from now on; the same title makes a new edition."""
    require(actor, KEEP, community.id)
    venue = venue_of(community, venue_id)
    if room_id is not None and room_of(community, room_id).venue_id != venue.id:
        raise NotSeen()
    called = line(title, field="title", most=80, least=2)
    rows = Protocol.objects.filter(community_id=community.id, venue_id=venue.id, title=called)
    last = rows.order_by("-edition").first()
    rows.filter(until__isnull=True).update(until=clock.now())
    row = Protocol(
        community_id=community.id,
        venue_id=venue.id,
        room_id=room_id,
        title=called,
        text=words(text, field="text", most=4000, least=2),
        edition=last.edition + 1 if last else 1,
        since=clock.now(),
    )
    save_once(row, "protocol_exists", _("Somebody else has just changed these rules."))
    keep_record(PROTOCOL_SET, actor, row, room=room_id, edition=row.edition)
    return row
