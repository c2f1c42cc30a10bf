"""What units and neighbours do together: alliances, pairs, bodies, teams, groups, certificates."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from linli.apps.organisations.public import Alliance as AllianceRow
from linli.apps.organisations.public import (
    Team,
    certify,
    form_team,
    found_alliance,
    give_team_area,
    join_alliance,
    join_team,
    pledge,
    register_chat_group,
)
from linli.demo import packs
from linli.demo.ground import Seat, TeamMember
from linli.demo.loading.context import SYSTEM, Loading
from linli.demo.loading.timeline import Act

FOUND_HOUR, JOIN_HOUR = dt.time(9, 20), dt.time(9, 40)
# Words of a seat that name no unit's whole name: the kind of unit that sits there.
SEATS = {
    "社区党委": "party_committee",
    "社区两委": "party_committee",
    "居委会": "residents_committee",
    "物业": "property_firm",
    "物业公司": "property_firm",
    "业委会": "owners_committee",
    "金星苑物管会": "property_committee",
    "驻地单位": "stationed_unit",
    "驻点单位": "stationed_unit",
    "政府部门": "street_office",
    "党务": "party_committee",
    "政务": "residents_committee",
    "警务": "police",
}


def acts(loading: Loading) -> Iterator[Act]:
    pack = loading.pack
    for unit in pack.organisations:
        if unit.paired_since:
            at = loading.moment(unit.paired_since, FOUND_HOUR)
            yield Act(at, partial(_pair, loading, unit))
    for alliance in pack.alliances:
        yield Act(loading.moment(alliance.since, FOUND_HOUR), partial(_ally, loading, alliance))
        for one in alliance.pledges:
            at = loading.moment(one.since, JOIN_HOUR)
            yield Act(at, partial(_pledge, loading, alliance, one))
    for body in pack.joint_bodies:
        yield Act(loading.moment(body.since, FOUND_HOUR), partial(_seat, loading, body))
    yield from _teams(loading)
    yield from _papers(loading)


def _papers(loading: Loading) -> Iterator[Act]:
    for group in loading.pack.chat_groups:
        yield Act(loading.moment(group.since, JOIN_HOUR), partial(_chat, loading, group))
    for seat in loading.ground.qualified:
        one = loading.ground.resident(seat.resident)
        if loading.keeps(one):
            at = loading.moment(loading.known_from(one), JOIN_HOUR)
            yield Act(at, partial(_certify, loading, seat))


def _pair(loading: Loading, unit: packs.Organisation) -> None:
    found_alliance(
        community=loading.home,
        actor=SYSTEM,
        kind="pair",
        name=f"{unit.name}结对共建",
        purpose=unit.about,
        since=unit.paired_since,
        members=[loading.unit(unit.key)],
    )


def _ally(loading: Loading, alliance: packs.Alliance) -> None:
    found_alliance(
        community=loading.home,
        actor=SYSTEM,
        kind=alliance.kind,
        name=alliance.name,
        since=alliance.since,
        members=[loading.unit(key) for key in alliance.members],
    )


def _pledge(loading: Loading, alliance: packs.Alliance, one: packs.Pledge) -> None:
    body = AllianceRow.objects.get(community_id=loading.home.id, name=alliance.name)
    pledge(
        community=loading.home,
        actor=SYSTEM,
        organisation=loading.unit(one.member),
        text=one.text,
        alliance=body,
        pledged_on=one.since,
    )


def _seat(loading: Loading, body: packs.JointBody) -> None:
    """Units take their seats; seats of residents stand in the purpose only."""
    made = found_alliance(
        community=loading.home,
        actor=SYSTEM,
        kind=body.kind,
        name=body.name,
        purpose=f"{body.rhythm}。席位：{'、'.join(body.seats)}",
        since=body.since,
    )
    taken: set[str] = set()
    for seat in body.seats:
        unit = _unit_of(loading.pack, seat, taken)
        if unit is not None:
            taken.add(unit.key)
            join_alliance(
                actor=SYSTEM,
                alliance=made,
                organisation=loading.unit(unit.key),
                seat=seat,
                since=body.since,
            )


def _unit_of(pack: packs.Pack, seat: str, taken: set[str]) -> packs.Organisation | None:
    free = [one for one in pack.organisations if one.key not in taken]
    word = seat.removesuffix("党支部")
    named = [one for one in free if word in one.name or one.name in word]
    kind = SEATS.get(seat)
    fitting = [one for one in free if kind and one.kind == kind] or (named if not kind else [])
    return fitting[0] if fitting else None


def _chat(loading: Loading, group: packs.ChatGroup) -> None:
    owner = next(one.name for one in loading.pack.staff if one.key == group.owner)
    register_chat_group(
        community=loading.home,
        actor=SYSTEM,
        name=group.name,
        owner_name=owner,
        places=loading.buildings(group.cover),
        since=group.since,
    )


def _teams(loading: Loading) -> Iterator[Act]:
    for team in loading.pack.teams:
        yield Act(loading.moment(team.since, FOUND_HOUR), partial(_form, loading, team))
    for member in loading.ground.team_members:
        one = loading.ground.resident(member.resident)
        if loading.keeps(one):
            day = max(member.since, loading.known_from(one))
            yield Act(loading.moment(day, JOIN_HOUR), partial(_join, loading, member))


def _form(loading: Loading, team: packs.Team) -> None:
    made = form_team(
        community=loading.home,
        actor=SYSTEM,
        kind=team.kind,
        name=team.name,
        leader_name=_leader(loading, team),
        charter=team.purpose,
        since=team.since,
    )
    for place in loading.buildings(team.cover):
        give_team_area(actor=SYSTEM, team=made, place=place, since=team.since)


def _leader(loading: Loading, team: packs.Team) -> str:
    leading = (one for one in loading.ground.team_members if one.team == team.name and one.leads)
    return next((loading.ground.resident(one.resident).name for one in leading), "")


def _join(loading: Loading, member: TeamMember) -> None:
    team = Team.objects.get(community_id=loading.home.id, name=member.team)
    join_team(
        actor=SYSTEM,
        team=team,
        person=loading.person(loading.ground.resident(member.resident)),
        role="队长" if member.leads else "",
        since=member.since,
    )


def _certify(loading: Loading, seat: Seat) -> None:
    certify(
        community=loading.home,
        actor=SYSTEM,
        kind=seat.kind,
        person=loading.person(loading.ground.resident(seat.resident)),
        certificate_no=seat.certificate,
        issuer=seat.issuer,
        valid_until=seat.valid_to,
    )
