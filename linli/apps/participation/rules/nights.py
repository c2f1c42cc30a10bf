"""No offer dies at night, and nobody is called then."""

import datetime as dt

from linli.apps.participation.models import Gathering
from linli.apps.participation.rules import policies
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.policies import policy


def hours(community: Community, key: str) -> dt.timedelta:
    return dt.timedelta(hours=float(policy(community, key).value))


def offer_end(community: Community, offered_at: dt.datetime) -> dt.datetime:
    """An end that falls into the quiet hours moves to the morning after them."""
    end = offered_at + hours(community, policies.OFFER_HOLD)
    return out_of_the_night(community, end, policies.QUIET_EXTENDS_TO)


def waking(community: Community, moment: dt.datetime) -> dt.datetime:
    """When people may be told of what happens at a moment."""
    return out_of_the_night(community, moment, policies.QUIET_UNTIL)


def out_of_the_night(community: Community, moment: dt.datetime, key: str) -> dt.datetime:
    begin = int(policy(community, policies.QUIET_FROM).value)
    end = int(policy(community, policies.QUIET_UNTIL).value)
    local = clock.local(moment, community)
    if not _quiet(local.time(), begin, end):
        return moment
    morning = local.replace(
        hour=int(policy(community, key).value), minute=0, second=0, microsecond=0
    )
    return morning if morning >= local else morning + dt.timedelta(days=1)


def _quiet(at: dt.time, begin: int, end: int) -> bool:
    if begin <= end:
        return begin <= at.hour < end
    return at.hour >= begin or at.hour < end


def promotes_no_more(community: Community, gathering: Gathering, moment: dt.datetime) -> bool:
    """Short before the beginning free seats are given at the door."""
    return moment >= gathering.starts_at - hours(community, policies.LATE_STOP)
