"""The list of practical deeds as everybody reads it."""

import datetime as dt
import uuid
from dataclasses import dataclass

from linli.apps.cases.choices import DeedState
from linli.apps.cases.models import Deed
from linli.apps.organisations.public import Post
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.errors import NotSeen


@dataclass(frozen=True)
class DeedList:
    """The deeds of one year in order of their numbers, and the years there are."""

    year: int
    years: list[int]
    deeds: list[Deed]
    today: dt.date

    @property
    def done(self) -> int:
        return sum(1 for row in self.deeds if row.state == DeedState.DONE)

    def late(self, row: Deed) -> bool:
        return row.state == DeedState.OPEN and row.due_on < self.today


def deed_list(community: Community, year: int | None = None) -> DeedList:
    """The wanted year, else the newest that has deeds. Three statements."""
    rows = Deed.objects.filter(community_id=community.id)
    years = sorted(set(rows.order_by().values_list("year", flat=True)), reverse=True)
    today = clock.today(community)
    chosen = year if year in years else (years[0] if years else today.year)
    deeds = rows.filter(year=chosen).order_by("number").prefetch_related("notes")
    return DeedList(int(chosen or today.year), years, list(deeds), today)


def deed_of(community: Community, deed_id: uuid.UUID) -> Deed:
    found = Deed.objects.filter(community_id=community.id, id=deed_id).first()
    if found is None:
        raise NotSeen()
    return found


def committee_posts(community: Community) -> list[Post]:
    """Posts held now in the bodies that lead deeds."""
    rows = Post.objects.filter(
        community_id=community.id,
        until__isnull=True,
        organisation__kind__in=["party_committee", "party_branch", "residents_committee"],
    )
    return list(rows.select_related("organisation").order_by("organisation_id", "since"))
