"""How a party stands: strikes that count, and what is left of a team's month."""

import datetime as dt
import uuid
from dataclasses import dataclass

from linli.apps.venues.choices import State
from linli.apps.venues.models import Occurrence, Quota, Strike, TeamMonth
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.policies import policy


def strikes_of(community: Community, kind: str, key: str) -> int:
    """How often nobody came lately, what was forgiven left out."""
    if not key:
        return 0
    days = int(policy(community, "venues.strike_days").value)
    since = clock.now() - dt.timedelta(days=days)
    rows = Strike.objects.filter(
        community_id=community.id, booked_for_kind=kind, booked_for_id=key, at__gt=since
    )
    lately = rows.filter(forgiven_at__isnull=True).count()
    unwritten = Occurrence.objects.filter(
        community_id=community.id,
        state=State.APPROVED,
        release_at__lte=clock.now(),
        booking__booked_for_kind=kind,
        booking__booked_for_id=key,
    )
    return lately + unwritten.count()


def quota_for(community: Community, team_id: uuid.UUID, on: dt.date) -> int | None:
    """Minutes a month for this team; its own row counts before the one for all teams."""
    rows = Quota.objects.filter(community_id=community.id, since__lte=on)
    found = rows.filter(team_id=team_id).order_by("-since", "-id").first()
    found = found or rows.filter(team__isnull=True).order_by("-since", "-id").first()
    return found.minutes if found else None


def month_used(community: Community, team_id: uuid.UUID, month: dt.date) -> int:
    row = TeamMonth.objects.filter(community_id=community.id, team_id=team_id, month=month)
    return row.values_list("minutes", flat=True).first() or 0


@dataclass(frozen=True)
class Allowance:
    limit: int
    used: int

    @property
    def remaining(self) -> int:
        return max(0, self.limit - self.used)


def allowance(community: Community, team_id: uuid.UUID, on: dt.date) -> Allowance | None:
    """How much of the month's quota is left; None where there is no limit."""
    limit = quota_for(community, team_id, on)
    if limit is None:
        return None
    return Allowance(limit, month_used(community, team_id, on.replace(day=1)))
