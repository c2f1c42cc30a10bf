"""Teams form, take members and areas, and end."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.choices import TeamKind
from linli.apps.organisations.models import Organisation, Team, TeamMember, TeamPlace
from linli.apps.organisations.operations import verbs
from linli.apps.organisations.operations.ground import (
    begins,
    check,
    end_row,
    line,
    once,
    paragraphs,
    word,
)
from linli.apps.people.public import Person
from linli.apps.places.public import Grid, Place
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet
from linli.kernel.records.writing import write_record


@transaction.atomic
def form_team(
    *,
    community: Community,
    actor: Actor,
    kind: str,
    name: str,
    leader: Person | None = None,
    leader_name: str = "",
    organisation: Organisation | None = None,
    charter: str = "",
    since: dt.date | None = None,
    public: bool = True,
) -> Team:
    check(actor, community, leader)
    called = leader_name or (leader.name if leader else "")
    team = Team(
        community=community,
        kind=word("kind", kind, TeamKind),
        name=line("name", name, 120, least=1),
        leader=leader,
        leader_name=line("leader_name", called, 60),
        organisation=organisation,
        charter=paragraphs("charter", charter, 4000),
        since=begins(community, since),
        public=public,
        written_at=clock.now(),
    )
    with once("team_exists", _("There is already a team of this name.")):
        team.save(force_insert=True)
    write_record(
        verb=verbs.TEAM_FORMED,
        community_id=community.id,
        obj=team,
        actor=actor,
        subject=leader.id if leader else None,
        kind=kind,
        since=team.since,
    )
    return team


@transaction.atomic
def end_team(*, actor: Actor, team: Team, until: dt.date | None = None) -> None:
    community = team.community
    check(actor, community)
    end_row(team, until or clock.today(community))
    write_record(
        verb=verbs.TEAM_ENDED,
        community_id=community.id,
        obj=team,
        actor=actor,
        until=team.until,
    )


@transaction.atomic
def join_team(
    *,
    actor: Actor,
    team: Team,
    person: Person | None = None,
    display_name: str = "",
    role: str = "",
    since: dt.date | None = None,
) -> TeamMember:
    community = team.community
    check(actor, community, person)
    name = display_name or (person.name if person else "")
    row = TeamMember(
        community=community,
        team=team,
        person=person,
        display_name=line("display_name", name, 60, least=1),
        role=line("role", role, 60),
        since=begins(community, since),
        written_at=clock.now(),
    )
    with once("team_member_exists", _("This person is already in the team.")):
        row.save(force_insert=True)
    write_record(
        verb=verbs.TEAM_JOINED,
        community_id=community.id,
        obj=team,
        actor=actor,
        subject=row.person_id,
        member=row.id,
        since=row.since,
    )
    return row


@transaction.atomic
def leave_team(*, actor: Actor, member: TeamMember, until: dt.date | None = None) -> None:
    community = member.community
    check(actor, community)
    end_row(member, until or clock.today(community))
    write_record(
        verb=verbs.TEAM_LEFT,
        community_id=community.id,
        obj=member.team,
        actor=actor,
        subject=member.person_id,
        member=member.id,
        until=member.until,
    )


@transaction.atomic
def give_team_area(
    *,
    actor: Actor,
    team: Team,
    place: Place | None = None,
    grid: Grid | None = None,
    since: dt.date | None = None,
) -> TeamPlace:
    """A team's area is a place or a grid; several areas are several rows."""
    community = team.community
    check(actor, community, place, grid)
    if (place is None) == (grid is None):
        raise RuleNotMet("one_area", _("Choose a grid or a place."), field="place")
    row = TeamPlace(
        community=community,
        team=team,
        place=place,
        grid=grid,
        since=begins(community, since),
        written_at=clock.now(),
    )
    with once("team_area_exists", _("The team has this area already.")):
        row.save(force_insert=True)
    write_record(
        verb=verbs.TEAM_AREA_GIVEN,
        community_id=community.id,
        obj=team,
        actor=actor,
        place=row.place_id,
        grid=row.grid_id,
        since=row.since,
    )
    return row


@transaction.atomic
def end_team_area(*, actor: Actor, area: TeamPlace, until: dt.date | None = None) -> None:
    community = area.community
    check(actor, community)
    end_row(area, until or clock.today(community))
    write_record(
        verb=verbs.TEAM_AREA_ENDED,
        community_id=community.id,
        obj=area.team,
        actor=actor,
        place=area.place_id,
        grid=area.grid_id,
        until=area.until,
    )
