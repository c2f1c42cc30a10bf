"""Holding and freeing quarter hours. One order of locks for everybody: rooms by id, then months.

A room is touched before it is looked at: who touched it has it alone until the end of the
transaction. The unique slot stands behind that, whatever way somebody comes.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from linli.apps.venues.models import Item, ItemSlot, Occurrence, Room, RoomSlot, TeamMonth
from linli.apps.venues.queries.grid import slots_between
from linli.apps.venues.queries.standing import allowance
from linli.kernel.community import Community
from linli.kernel.errors import Conflict
from linli.kernel.inserting import insert_row, insert_rows


def touch_rooms(community_id: int, room_ids: Iterable[uuid.UUID]) -> None:
    for room_id in sorted(set(room_ids)):
        Room.objects.filter(community_id=community_id, id=room_id).update(touched=F("touched") + 1)


def take_slots(dates: Sequence[Occurrence], room_ids: Sequence[uuid.UUID]) -> None:
    """Raises Conflict `occupied` if a quarter hour is not free after all."""
    rows = [
        {
            "community_id": date.community_id,
            "room_id": room_id,
            "slot_start": slot,
            "occurrence_id": date.id,
        }
        for date in dates
        for room_id in room_ids
        for slot in slots_between(date.takes_from, date.takes_until)
    ]
    try:
        with transaction.atomic():
            insert_rows(RoomSlot, rows)
    except IntegrityError:
        raise Conflict("occupied", _("Somebody was faster; this time is taken.")) from None


def take_items(dates: Sequence[Occurrence], items: Sequence[Item]) -> None:
    rows = [
        {
            "community_id": date.community_id,
            "item_id": item.id,
            "slot_start": slot,
            "occurrence_id": date.id,
        }
        for date in dates
        for item in items
        for slot in slots_between(date.takes_from, date.takes_until)
    ]
    try:
        with transaction.atomic():
            insert_rows(ItemSlot, rows)
    except IntegrityError:
        raise Conflict(
            "thing_occupied", _("A thing you want with it is taken at that time."), field="items"
        ) from None


def free_slots(
    community_id: int, date_ids: Iterable[uuid.UUID], since: dt.datetime | None = None
) -> None:
    """Give back what dates hold, all of it or from a moment on."""
    for model in (RoomSlot, ItemSlot):
        rows = model.objects.filter(community_id=community_id, occurrence_id__in=list(date_ids))
        if since is not None:
            rows = rows.filter(slot_start__gte=since)
        rows.delete()


def charge(community: Community, team_id: uuid.UUID, dates: Sequence[Occurrence]) -> None:
    """Count dates against the team's months; Conflict `quota` with what is left otherwise."""
    months: dict[dt.date, int] = {}
    for date in dates:
        day = date.starts_at.astimezone(community.zone).date().replace(day=1)
        months[day] = months.get(day, 0) + date.minutes
    for month, minutes in sorted(months.items()):
        insert_row(TeamMonth(community_id=community.id, team_id=team_id, month=month), once=True)
        mine = TeamMonth.objects.filter(community_id=community.id, team_id=team_id, month=month)
        left = allowance(community, team_id, month)
        rows = mine if left is None else mine.filter(minutes__lte=left.limit - minutes)
        fits = left is None or left.limit >= minutes
        if not fits or not rows.update(minutes=F("minutes") + minutes):
            raise over_quota(community, team_id, month, minutes)
    ids = [date.id for date in dates]
    rows_of = Occurrence.objects.filter(community_id=community.id, id__in=ids)
    rows_of.update(charged=F("minutes"))


def over_quota(community: Community, team_id: uuid.UUID, month: dt.date, minutes: int) -> Conflict:
    left = allowance(community, team_id, month)
    remaining = left.remaining if left else 0
    return Conflict(
        "quota",
        _("The team has %(hours)s h left in this month. Choose a shorter time or another month.")
        % {"hours": f"{remaining / 60:g}"},
        remaining_minutes=remaining,
        remaining_hours=remaining / 60,
        limit_minutes=left.limit if left else None,
        wanted_minutes=minutes,
        month=month.strftime("%Y-%m"),
    )


def give_back(community: Community, team_id: uuid.UUID, dates: Sequence[Occurrence]) -> None:
    """What was charged for these dates counts no longer."""
    for date in sorted(dates, key=lambda each: each.starts_at):
        if not date.charged:
            continue
        mine = Occurrence.objects.filter(community_id=community.id, id=date.id, charged__gt=0)
        if mine.update(charged=0):
            month = date.starts_at.astimezone(community.zone).date().replace(day=1)
            TeamMonth.objects.filter(
                community_id=community.id, team_id=team_id, month=month
            ).update(minutes=F("minutes") - date.charged)
