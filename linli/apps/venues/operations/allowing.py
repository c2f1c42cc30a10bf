"""What a room, its house and a party's past allow."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from linli.apps.venues.choices import Booker
from linli.apps.venues.models import Item, Loan, Protocol, Room
from linli.apps.venues.operations.asking import Party, Wanted
from linli.apps.venues.operations.planning import Plan
from linli.apps.venues.queries.grid import floor_slot
from linli.apps.venues.queries.ground import protocols_for
from linli.apps.venues.queries.standing import strikes_of
from linli.apps.venues.rules import DECIDE, FOR_OTHERS
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import holds
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotAllowed, NotSeen, RuleNotMet
from linli.kernel.policies import policy


def check_room(community: Community, actor: Actor, room: Room, wanted: Wanted) -> None:
    """What can be told without looking at other bookings."""
    if room.staff_only and not holds(actor, FOR_OTHERS, community.id):
        raise NotAllowed("staff_only", _("This room is booked at the desk; please call there."))
    if wanted.expected is not None and wanted.expected > room.capacity:
        raise RuleNotMet(
            "over_room_capacity",
            _("The room holds %(capacity)s people. Choose a larger one.")
            % {"capacity": room.capacity},
            field="expected",
            capacity=room.capacity,
            expected=wanted.expected,
        )
    if wanted.expected is not None and wanted.expected < 1:
        raise RuleNotMet("nobody_expected", _("At least one person, please."), field="expected")


def check_dates(community: Community, actor: Actor, plan: Plan) -> None:
    """Not in the past; not longer and not farther ahead than the room's rules."""
    now, room = clock.now(), plan.room
    if plan.dates[0].starts_at < floor_slot(now):
        raise RuleNotMet("in_the_past", _("This time has passed."), field="starts_at")
    if holds(actor, FOR_OTHERS, community.id):
        return
    if room.longest_minutes is not None and plan.dates[0].minutes > room.longest_minutes:
        raise RuleNotMet(
            "longer_than_allowed",
            _("This room is booked for %(minutes)s minutes at most.")
            % {"minutes": room.longest_minutes},
            field="ends_at",
            limit_minutes=room.longest_minutes,
        )
    if room.days_ahead is not None:
        last = clock.today(community) + dt.timedelta(days=room.days_ahead)
        if clock.local(plan.dates[-1].starts_at, community).date() > last:
            raise RuleNotMet(
                "too_far_ahead",
                _("This room is booked %(days)s days ahead at most.") % {"days": room.days_ahead},
                field="starts_at",
                last_day=last.isoformat(),
            )


def check_protocols(room: Room, wanted: Wanted) -> list[Protocol]:
    """All house rules in force for the room, each accepted by its id."""
    rules = protocols_for(room)
    given = set(wanted.accepted)
    missing = [rule for rule in rules if rule.id not in given]
    if missing:
        raise RuleNotMet(
            "protocol_not_accepted",
            _("Please read and accept the house rules of this room."),
            field="accepted",
            protocols=[{"id": str(each.id), "title": each.title} for each in missing],
        )
    return rules


def check_items(
    community: Community, room: Room, item_ids: Sequence[uuid.UUID | str]
) -> list[Item]:
    """Things that go with the booking: there, of this venue, whole, and not lent out."""
    if not item_ids:
        return []
    rows = Item.objects.filter(
        community_id=community.id,
        venue_id=room.venue_id,
        id__in=list(item_ids),
        retired_at__isnull=True,
    )
    rows.update(touched=F("touched") + 1)
    found = list(rows.order_by("id"))
    if len(found) != len(set(item_ids)):
        raise NotSeen()
    ids = [item.id for item in found]
    broken = rows.filter(faults__unusable=True, faults__mended_at__isnull=True)
    if broken.exists():
        raise Conflict("thing_broken", _("A thing you want with it is broken."), field="items")
    lent = Loan.objects.filter(community_id=community.id, item_id__in=ids, returned_at__isnull=True)
    if lent.exists():
        raise Conflict("thing_lent", _("A thing you want with it is lent out."), field="items")
    return found


def priority_rule(community: Community, room: Room, starts_at: dt.datetime) -> dict[str, Any]:
    """The first rule of the policy that speaks about this room and hour; empty: none does."""
    start = clock.local(starts_at, community)
    for rule in policy(community, "venues.priorities", start.date()).value:
        rooms, since, until = rule.get("rooms"), rule.get("from", ""), rule.get("until", "24:00")
        if rooms and room.kind not in rooms:
            continue
        if rule.get("weekdays") and start.weekday() not in rule["weekdays"]:
            continue
        if since <= f"{start:%H:%M}" < until:
            return dict(rule)
    return {}


def check_priority(
    community: Community, room: Room, party: Party, starts: Sequence[dt.datetime]
) -> int:
    """The party's precedence for ordering (0 first); refuses who must wait until nearer the day."""
    worst = 0
    for start in starts:
        rule = priority_rule(community, room, start)
        first = list(rule.get("first", ()))
        if not rule or party.kind in first:
            worst = max(worst, first.index(party.kind) if rule else 0)
            continue
        worst = max(worst, len(first))
        days = int(rule.get("days", 0))
        opens = clock.local(start, community).date() - dt.timedelta(days=days)
        if clock.today(community) < opens:
            raise Conflict(
                "reserved_for_others",
                _("Others come first in this room at this hour. You can book it from %(day)s.")
                % {"day": opens.isoformat()},
                field="starts_at",
                opens_on=opens.isoformat(),
            )
    return worst


def must_wait(community: Community, actor: Actor, room: Room, party: Party, judged: bool) -> bool:
    """Whether somebody of the centre decides first."""
    if holds(actor, DECIDE, community.id) or (judged and party.kind == Booker.ACTIVITY):
        return False
    if room.needs_approval:
        return True
    limit = int(policy(community, "venues.strikes").value)
    return strikes_of(community, party.kind, party.key) >= limit
