"""Rooms with their parts, opening hours and closures: what does not depend on bookings."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from linli.apps.venues.models import Closure, OpeningRule, Protocol, Room, RoomPart, Venue
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.errors import NotSeen

Span = tuple[dt.datetime, dt.datetime]
LAST_MINUTE = dt.time(23, 59)


def venues_of(community: Community, *, ended: bool = False) -> list[Venue]:
    rows = Venue.objects.filter(community_id=community.id)
    rows = rows if ended else rows.filter(ended_on__isnull=True)
    return list(rows.select_related("above").order_by("sequence", "id"))


def venue_of(community: Community, venue_id: uuid.UUID) -> Venue:
    found = Venue.objects.filter(community_id=community.id, id=venue_id).first()
    if found is None:
        raise NotSeen()
    return found


def rooms_of(community: Community, venue: Venue | None = None) -> list[Room]:
    rows = Room.objects.filter(community_id=community.id, ended_on__isnull=True)
    rows = rows.filter(venue__ended_on__isnull=True)
    if venue is not None:
        rows = rows.filter(venue_id=venue.id)
    return list(
        rows.select_related("venue").order_by("venue__sequence", "venue_id", "sequence", "id")
    )


def room_of(community: Community, room_id: uuid.UUID) -> Room:
    """An open room; one that has ended cannot be booked but its bookings stay."""
    rows = Room.objects.filter(community_id=community.id, ended_on__isnull=True, id=room_id)
    found = rows.select_related("venue").first()
    if found is None:
        raise NotSeen()
    return found


@dataclass(frozen=True)
class Composed:
    """Which rooms a booking of a room takes: itself and all its parts."""

    parts: dict[uuid.UUID, list[uuid.UUID]]

    def takes(self, room_id: uuid.UUID) -> list[uuid.UUID]:
        found, queue = {room_id}, [room_id]
        while queue:
            for part in self.parts.get(queue.pop(), ()):
                if part not in found:
                    found.add(part)
                    queue.append(part)
        return sorted(found)

    def touching(self, room_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
        """Every room that shares a part with one of these."""
        taken = {part for each in room_ids for part in self.takes(each)}
        wholes = {whole for whole in self.parts if taken.intersection(self.takes(whole))}
        return taken | wholes


def composed(community: Community) -> Composed:
    parts: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    rows = RoomPart.objects.filter(community_id=community.id)
    for whole, part in rows.values_list("whole_id", "part_id"):
        parts[whole].append(part)
    return Composed(dict(parts))


@dataclass
class Hours:
    """Opening rules of a community. A venue without any rule is always open."""

    community: Community
    of_room: dict[uuid.UUID, list[OpeningRule]] = field(default_factory=dict)
    of_venue: dict[uuid.UUID, list[OpeningRule]] = field(default_factory=dict)

    def spans(self, room: Room, day: dt.date) -> list[Span]:
        """When the room is open on a day, intervals that meet joined."""
        rules = _in_force(self.of_room.get(room.id, []), day)
        rules = rules or _in_force(self.of_venue.get(room.venue_id, []), day)
        zone = self.community.zone
        midnight = dt.datetime.combine(day, dt.time.min, zone)
        if not rules:
            return [(midnight, midnight + dt.timedelta(days=1))]
        found: list[Span] = []
        for rule in sorted(rules, key=lambda each: each.opens):
            if rule.weekday != day.weekday():
                continue
            span = (dt.datetime.combine(day, rule.opens, zone), self._end(day, rule.closes))
            if found and span[0] <= found[-1][1]:
                found[-1] = (found[-1][0], max(found[-1][1], span[1]))
            else:
                found.append(span)
        return found

    def _end(self, day: dt.date, closes: dt.time) -> dt.datetime:
        if closes >= LAST_MINUTE:
            return dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min, self.community.zone)
        return dt.datetime.combine(day, closes, self.community.zone)

    def open_for(self, room: Room, start: dt.datetime, end: dt.datetime) -> bool:
        """Whether all of [start, end) lies in one opening: nothing runs across lunch."""
        day = clock.local(start, self.community).date()
        reach = start
        while reach < end:
            spans = self.spans(room, day)
            span = next((each for each in spans if each[0] <= reach < each[1]), None)
            if span is None:
                return False
            reach, day = span[1], day + dt.timedelta(days=1)
        return True


def _in_force(rules: Sequence[OpeningRule], day: dt.date) -> list[OpeningRule]:
    return [
        rule for rule in rules if rule.since <= day and (rule.until is None or day < rule.until)
    ]


def hours_of(community: Community) -> Hours:
    found = Hours(community)
    for rule in OpeningRule.objects.filter(community_id=community.id):
        if rule.room_id:
            found.of_room.setdefault(rule.room_id, []).append(rule)
        else:
            found.of_venue.setdefault(rule.venue_id, []).append(rule)
    return found


def closures_between(community: Community, start: dt.datetime, end: dt.datetime) -> list[Closure]:
    rows = Closure.objects.filter(
        community_id=community.id, lifted_at__isnull=True, starts_at__lt=end, ends_at__gt=start
    )
    return list(rows.order_by("starts_at", "id"))


def closed_by(
    closures: Sequence[Closure], room: Room, parts: Composed, start: dt.datetime, end: dt.datetime
) -> Closure | None:
    """The closure that stands against using the room in [start, end)."""
    touched = parts.touching([room.id])
    for each in closures:
        here = each.room_id in touched if each.room_id else each.venue_id == room.venue_id
        if here and each.starts_at < end and start < each.ends_at:
            return each
    return None


def protocols_for(room: Room) -> list[Protocol]:
    rows = Protocol.objects.filter(
        Q(room_id=room.id) | Q(room_id__isnull=True),
        community_id=room.community_id,
        venue_id=room.venue_id,
        until__isnull=True,
    )
    return list(rows.order_by("since", "id"))
