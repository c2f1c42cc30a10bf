"""Numbers and codes: the first in order, the second not to be guessed."""

import datetime as dt

from linli.apps.cases.models import CaseCounter
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.inserting import count_up
from linli.kernel.texts import new_code


def next_number(community: Community, now: dt.datetime) -> str:
    """AA-2611-0047. The counter row is the lock: twins wait for each other's commit."""
    month = f"{clock.local(now, community):%y%m}"
    first = CaseCounter(community_id=community.id, month=month, last=1)
    last = count_up(first, "last", of=("community", "month"))
    return f"{community.code}-{month}-{last:04}"


def new_query_code(community: Community) -> str:
    """GW-7KQM-2XRP: the community's code, then eight signs of which the last one checks."""
    body = new_code(8)
    return f"{community.code}-{body[:4]}-{body[4:]}"
