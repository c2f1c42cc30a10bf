"""Teams, chat groups and certificates as the pages list them."""

import datetime as dt
import uuid

from django.db.models import Count, Prefetch, Q, QuerySet

from linli.apps.organisations.models import (
    ChatGroup,
    ChatGroupPlace,
    Qualification,
    Team,
    TeamMember,
    TeamPlace,
    in_force,
)
from linli.kernel import clock
from linli.kernel.community import Community


def teams_of(community: Community, *, public: bool = False) -> QuerySet[Team]:
    """Teams in force with `size` and their areas."""
    day = clock.today(community)
    areas = TeamPlace.objects.filter(in_force(day), community_id=community.id)
    rows = Team.objects.filter(in_force(day), community_id=community.id)
    if public:
        rows = rows.filter(public=True)
    return (
        rows.annotate(size=Count("members", filter=in_force(day, "members__"), distinct=True))
        .select_related("organisation")
        .prefetch_related(Prefetch("places", areas.select_related("place", "grid")))
        .order_by("kind", "since", "id")
    )


def team_members(community: Community, team: Team) -> list[TeamMember]:
    rows = TeamMember.objects.filter(community_id=community.id, team=team)
    return list(rows.order_by("until", "since", "id"))


def team_areas(community: Community, team: Team) -> list[TeamPlace]:
    rows = TeamPlace.objects.filter(community_id=community.id, team=team)
    return list(rows.select_related("place", "grid").order_by("until", "since", "id"))


def teams_of_person(community: Community, person_id: uuid.UUID) -> list[TeamMember]:
    rows = TeamMember.objects.filter(
        in_force(clock.today(community)), community_id=community.id, person_id=person_id
    )
    return list(rows.select_related("team").order_by("since", "id"))


def teams_in_grid(community: Community, grid_id: uuid.UUID) -> list[Team]:
    """Teams whose area is the grid or lies in it."""
    day = clock.today(community)
    areas = TeamPlace.objects.filter(
        in_force(day), Q(grid_id=grid_id) | Q(place__grid_id=grid_id), community_id=community.id
    )
    rows = Team.objects.filter(
        in_force(day), community_id=community.id, id__in=areas.values("team_id")
    )
    return list(rows.order_by("since", "id"))


def chat_groups_of(community: Community) -> QuerySet[ChatGroup]:
    places = ChatGroupPlace.objects.filter(community_id=community.id).select_related("place")
    rows = ChatGroup.objects.filter(
        in_force(clock.today(community)), community_id=community.id
    ).prefetch_related(Prefetch("places", places))
    return rows.order_by("name", "id")


def qualified_people(community: Community, on: dt.date | None = None) -> QuerySet[Qualification]:
    """Certificates that were not taken back, expired ones too: they are a gap to close."""
    day = on or clock.today(community)
    rows = Qualification.objects.filter(community_id=community.id)
    rows = rows.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day))
    return rows.order_by("kind", "valid_until", "id")


def certificates_of_person(community: Community, person_id: uuid.UUID) -> list[Qualification]:
    return list(qualified_people(community).filter(person_id=person_id))
