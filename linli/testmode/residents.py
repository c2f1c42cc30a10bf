"""Residents who sign in, and a mother with two children: for everything people take part in."""

import datetime as dt
import uuid
from typing import Any

from linli.apps.accounts.public import GrantRow
from linli.apps.people.public import draft_person, register_person, tie_people
from linli.kernel import clock
from linli.kernel.access.actor import Actor, Role
from linli.kernel.community import Community
from linli.kernel.errors import Malformed
from linli.testmode.fixtures import fixture, ground, log_in

MOST = 2000
CHILDREN = {"child9": dt.date(2016, 8, 1), "child13": dt.date(2012, 9, 1)}


@fixture("residents")
def residents(body: dict[str, Any]) -> dict[str, Any]:
    """The ground, and in alpha `residents` people with a log-in each, mother and children."""
    count = body.get("residents", 10)
    if not isinstance(count, int) or not 0 <= count <= MOST:
        raise Malformed("residents", f"`residents` is a number up to {MOST}.")
    made = ground(body)
    alpha = Community.objects.get(slug="alpha")
    people = _known(alpha)
    for number in range(1, count + 1):
        login = f"r{number}"
        if login not in people:
            people[login] = _person(alpha, login, f"居民{number}", phone=f"138{number:08d}")
    if "mother" not in people:
        people |= _family(alpha)
    return made | {"persons": {login: str(person) for login, person in people.items()}}


def _known(home: Community) -> dict[str, uuid.UUID]:
    rows = GrantRow.objects.filter(
        community_id=home.id, role=Role.RESIDENT, person_id__isnull=False
    )
    found = rows.values_list("credential__login", "person_id")
    return {login: person for login, person in found if person is not None}


def _person(
    home: Community, login: str, name: str, born: dt.date = dt.date(1980, 5, 5), phone: str = ""
) -> uuid.UUID:
    draft = draft_person(today=clock.today(home), name=name, birth_date=born, phone=phone)
    person = register_person(actor=Actor.system(), community=home, draft=draft)
    log_in(login, Role.RESIDENT, home, person_id=person.id)
    return person.id


def _family(home: Community) -> dict[str, uuid.UUID]:
    mother = _person(home, "mother", "陈秀英", phone="13912340001")
    found = {"mother": mother}
    for login, born in CHILDREN.items():
        found[login] = _person(home, login, f"陈{login}", born)
        tie_people(
            actor=Actor.system(),
            community=home,
            person_id=found[login],
            other_id=mother,
            kind="guardian",
            proof="户口簿",
        )
    return found
