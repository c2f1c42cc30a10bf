"""The fixture "rooms": a centre with rooms to book, on top of "ground"."""

import datetime as dt
from typing import Any

from linli.apps.accounts.public import GrantRow
from linli.apps.organisations.public import Team, form_team
from linli.apps.people.public import draft_person, register_person
from linli.apps.venues.public import Room, Venue, open_room, open_venue
from linli.kernel import clock
from linli.kernel.access.actor import Actor, Role
from linli.kernel.community import Community
from linli.testmode.fixtures import fixture, ground


@fixture("rooms")
def rooms(body: dict[str, Any]) -> dict[str, Any]:
    """The ground; a centre with a room for 20 (`room`), a hall made of `part_a` and `part_b`, a
    room that is approved by hand (`asked`); a team that the resident leads. Always open.
    """
    made = ground(body)
    alpha = Community.objects.get(slug="alpha")
    if not Venue.objects.filter(community_id=alpha.id).exists():
        _build(alpha)
    names = {
        "书画室": "room",
        "A厅": "part_a",
        "B厅": "part_b",
        "多功能厅": "hall",
        "党员之家": "asked",
    }
    found = Room.objects.filter(community_id=alpha.id)
    team = Team.objects.filter(community_id=alpha.id, name="晨曦合唱队").get()
    venue = Venue.objects.filter(community_id=alpha.id).get()
    return made | {
        "venue": str(venue.id),
        "rooms": {names[room.name]: str(room.id) for room in found if room.name in names},
        "team": str(team.id),
        "person": str(team.leader_id),
    }


def _build(alpha: Community) -> None:
    system, today = Actor.system(), clock.today(alpha)
    draft = draft_person(today=today, name="林小禾", phone="13800000077")
    person = register_person(actor=system, community=alpha, draft=draft)
    mine = GrantRow.objects.filter(community_id=alpha.id, role=Role.RESIDENT)
    mine.update(person_id=person.id)
    form_team(
        community=alpha,
        actor=system,
        kind="culture_sport",
        name="晨曦合唱队",
        leader=person,
        since=dt.date(2020, 1, 1),
    )
    common: dict[str, Any] = {"community": alpha, "actor": system}
    venue = open_venue(**common, name="党群服务中心", opened_on=dt.date(2020, 1, 1))

    def room(name: str, capacity: int, **more: Any) -> Room:
        return open_room(**common, venue_id=venue.id, name=name, capacity=capacity, **more)

    room("书画室", 20, kind="arts")
    parts = [room("A厅", 30).id, room("B厅", 40).id]
    room("多功能厅", 80, kind="hall", parts=parts)
    room("党员之家", 30, kind="meeting", needs_approval=True)
