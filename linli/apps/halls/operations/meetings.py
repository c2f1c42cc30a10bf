"""A meeting is called, held with its minutes, or called off."""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from linli.apps.halls import choices as verbs
from linli.apps.halls.choices import MeetingState
from linli.apps.halls.models import Hall, HallSide, Meeting
from linli.apps.halls.operations.taking import move, take, tell
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.dated import in_force
from linli.kernel.errors import RuleNotMet
from linli.kernel.wording import line, paragraphs


@transaction.atomic
def call_meeting(
    *,
    community: Community,
    actor: Actor,
    hall_id: uuid.UUID,
    agenda: str,
    meets_at: dt.datetime,
    where: str = "",
) -> Meeting:
    hall = take(community, actor, Hall, hall_id)
    meeting = Meeting(
        community_id=community.id,
        hall=hall,
        agenda=paragraphs("agenda", agenda, 2000, least=2),
        where=line("where", where, 120),
        meets_at=meets_at,
        written_at=clock.now(),
    )
    meeting.save(force_insert=True)
    tell(verbs.CALLED, hall, actor, meeting=meeting.id, meets_at=meets_at)
    return meeting


@transaction.atomic
def hold_meeting(
    *,
    community: Community,
    actor: Actor,
    meeting_id: uuid.UUID,
    minutes: str,
    present: int,
) -> Meeting:
    """Write down what was said and how many seats were filled, of those there were that day."""
    meeting = take(community, actor, Meeting, meeting_id)
    if meeting.meets_at > clock.now():
        raise RuleNotMet("in_the_future", _("The meeting has not begun yet."), field="minutes")
    day = clock.local(meeting.meets_at, community).date()
    sides = HallSide.objects.filter(
        in_force(day), community_id=community.id, hall_id=meeting.hall_id
    )
    seats = sides.aggregate(all=Sum("seats"))["all"] or 0
    if not 1 <= present <= max(seats, 1):
        detail = _("From 1 to %(seats)s seats were there that day.") % {"seats": max(seats, 1)}
        raise RuleNotMet("out_of_range", detail, field="present")
    said = paragraphs("minutes", minutes, 8000, least=5)
    counted = {"minutes": said, "present": present, "seats": max(seats, 1)}
    move(meeting, MeetingState.CALLED, MeetingState.HELD, **counted)
    told = {"meeting": meeting.id, "present": present, "seats": seats}
    tell(verbs.HELD, meeting.hall, actor, **told)
    return meeting


@transaction.atomic
def cancel_meeting(*, community: Community, actor: Actor, meeting_id: uuid.UUID) -> Meeting:
    meeting = take(community, actor, Meeting, meeting_id)
    move(meeting, MeetingState.CALLED, MeetingState.CANCELLED)
    tell(verbs.CANCELLED, meeting.hall, actor, meeting=meeting.id)
    return meeting
