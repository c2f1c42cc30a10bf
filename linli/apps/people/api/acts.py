"""Registering a person and the acts on one: POST to a noun."""

import uuid
from collections.abc import Callable
from typing import Any

from ninja import Schema, Status

from linli.apps.people.api import shapes
from linli.apps.people.api.reading import router
from linli.apps.people.models import Person
from linli.apps.people.operations import (
    add_identity,
    add_phone,
    correct_person,
    move_in,
    move_out,
    register_person,
    tag_person,
    untag_person,
)
from linli.apps.people.rules.drafts import Home, draft_person
from linli.kernel import clock
from linli.kernel.community import Community
from linli.web.api.repeats import writes_once
from linli.web.asked import Asked

Operation = Callable[..., Any]

# The noun in the address, what is sent, the operation.
ACTS: tuple[tuple[str, type[Schema], Operation], ...] = (
    ("phones", shapes.PhoneSent, add_phone),
    ("documents", shapes.DocumentSent, add_identity),
    ("residences", shapes.HomeSent, move_in),
    ("residence-ends", shapes.MoveOut, move_out),
    ("tags", shapes.WordSent, tag_person),
    ("tag-ends", shapes.WordEnd, untag_person),
)


@router.post("/c/{slug:slug}/people", response={201: shapes.PersonKept})
@writes_once()
def register(request: Asked, slug: str, sent: shapes.PersonSent) -> Status[dict[str, Any]]:
    """A new resident. 409 when somebody is registered with the same document."""
    homes = tuple(Home(each.place_id, each.kind.value, each.since) for each in sent.homes)
    plain = sent.dict(exclude={"homes", "sex", "membership"})
    draft = draft_person(
        today=clock.today(request.community),
        sex=sent.sex or "",
        membership=sent.membership or "",
        homes=homes,
        **plain,
    )
    made = register_person(community=request.community, actor=request.actor, draft=draft)
    return Status(201, _kept(made))


@router.post(
    "/c/{slug:slug}/people/{uuid:person_id}/corrections", response={201: shapes.PersonKept}
)
@writes_once()
def correct(
    request: Asked, slug: str, person_id: uuid.UUID, sent: shapes.Correction
) -> Status[dict[str, Any]]:
    """Name, sex, birth, membership, how to talk; an empty membership takes it away."""
    changes = sent.dict(exclude={"was"}, exclude_unset=True)
    was = sent.was.dict(exclude={"was"}, exclude_unset=True) if sent.was else None
    done = correct_person(
        community=request.community,
        actor=request.actor,
        person_id=person_id,
        changes=_told(changes),
        was=_told(was) if was is not None else None,
    )
    return Status(201, _kept(done))


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """Null empties a text; for the day of birth it says that it is not known."""
    return {
        key: "" if value is None and key != "birth_date" else value for key, value in values.items()
    }


def _kept(person: Person) -> dict[str, Any]:
    return {"id": person.id, "number": person.short_number}


def _person(home: Community, person_id: uuid.UUID) -> Person:
    return Person.objects.get(community_id=home.id, id=person_id)


def add_act(noun: str, shape: type[Schema], operation: Operation) -> None:
    def act(
        request: Asked, slug: str, person_id: uuid.UUID, sent: Schema
    ) -> Status[dict[str, Any]]:
        known = {name: value for name, value in sent.dict().items() if value is not None}
        home = request.community
        operation(community=home, actor=request.actor, person_id=person_id, **known)
        return Status(201, _kept(_person(home, person_id)))

    act.__annotations__["sent"] = shape
    act.__name__ = operation.__name__
    act.__doc__ = operation.__doc__
    path = f"/c/{{slug:slug}}/people/{{uuid:person_id}}/{noun}"
    router.post(path, response={201: shapes.PersonKept}, summary=noun)(writes_once()(act))


for _noun, _shape, _operation in ACTS:
    add_act(_noun, _shape, _operation)
