"""The register, a search and one person: what the reader may see, numbers masked."""

import uuid
from collections.abc import Sequence
from typing import Any

from ninja import Query, Router, Schema

from linli.apps.people.api.shapes import PersonListed, PersonShown, Search
from linli.apps.people.choices import ResidenceKind
from linli.apps.people.models import HouseholdMember, Person, PersonTag, Residence, Tie
from linli.apps.people.queries import (
    Asked as Wanted,
)
from linli.apps.people.queries import (
    Known,
    homes_of,
    know,
    masked_document,
    masked_phone,
    person_for,
    search_people,
)
from linli.apps.people.rules import permissions as may
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.web.api.lists import Listing, PageAsked, paged
from linli.web.asked import Asked

router = Router()


class PeopleAsked(Schema):
    """Who has a home of this kind (lives there, if not said) at or below a place, in a grid."""

    place: uuid.UUID | None = None
    grid: uuid.UUID | None = None
    kind: ResidenceKind | None = None
    word: uuid.UUID | None = None


@router.get("/c/{slug:slug}/people", response=Listing[PersonListed])
def people(
    request: Asked, slug: str, page: Query[PageAsked], asked: Query[PeopleAsked]
) -> dict[str, Any]:
    """The residents this reader may see, by name. A search by text is a POST to `searches`."""
    wanted = Wanted(
        place_id=asked.place,
        grid_id=asked.grid,
        kind=asked.kind.value if asked.kind else "",
        entry_id=asked.word,
    )
    return _listed(request, page, wanted)


@router.post("/c/{slug:slug}/people/searches", response=Listing[PersonListed])
def searches(request: Asked, slug: str, page: Query[PageAsked], sent: Search) -> dict[str, Any]:
    """By name or number. A number must not stand in an address, so this is a POST."""
    return _listed(request, page, Wanted(text=sent.text.strip()))


def _listed(request: Asked, page: PageAsked, wanted: Wanted) -> dict[str, Any]:
    home, actor = request.community, request.actor
    require(actor, may.VIEW, home.id)

    def show(rows: Sequence[Person]) -> list[dict[str, Any]]:
        homes = homes_of(home, [row.id for row in rows])
        return [_plain(row, homes.get(row.id, [])) for row in rows]

    return paged(request, search_people(actor, home, wanted), page=page, show=show, order="name")


@router.get("/c/{slug:slug}/people/{uuid:person_id}", response=PersonShown)
def person(request: Asked, slug: str, person_id: uuid.UUID) -> dict[str, Any]:
    """All that the community keeps about one person; to see a number in full takes a reason and
    a person, so no program does.
    """
    home, actor = request.community, request.actor
    require(actor, may.VIEW, home.id)
    return _whole(home, know(person_for(actor, home, person_id)))


def _whole(home: Community, known: Known) -> dict[str, Any]:
    current = [row for row in known.residences if row.until is None]
    return {
        **_plain(known.person, current),
        "documents": [
            {"id": row.id, "kind": row.kind, "masked": masked_document(row)}
            for row in known.documents
        ],
        "phones": [
            {"id": row.id, "kind": row.kind, "masked": masked_phone(row), "main": row.is_main}
            for row in known.phones
        ],
        "residences": [_home(row) for row in known.residences],
        "household": _household(known),
        "ties": [_tie(row) for row in known.ties],
        "words": [_word(row) for row in known.tags],
        "consents": [row.purpose for row in known.consents if row.withdrawn_at is None],
    }


def _plain(row: Person, homes: Sequence[Residence]) -> dict[str, Any]:
    names = ("id", "name", "sex", "birth_date", "language_note", "deceased_on")
    return {name: getattr(row, name) for name in names} | {
        "number": row.short_number,
        "membership": row.membership_kind,
        "homes": [_home(each) for each in homes],
    }


def _home(row: Residence) -> dict[str, Any]:
    names = ("id", "place_id", "kind", "since", "until")
    return {name: getattr(row, name) for name in names} | {"place": row.place.full_name}


def _household(known: Known) -> dict[str, Any] | None:
    if known.household is None:
        return None
    members: Sequence[HouseholdMember] = known.members
    return {
        "id": known.household.id,
        "dwelling_id": known.household.dwelling_id,
        "dwelling": known.household.dwelling.full_name,
        "members": [row.person_id for row in members],
    }


def _tie(row: Tie) -> dict[str, Any]:
    names = ("id", "kind", "person_id", "other_id", "since", "until")
    return {name: getattr(row, name) for name in names}


def _word(row: PersonTag) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.entry.kind,
        "code": row.entry.code,
        "word": str(row.entry),
        "ground": row.ground,
        "since": row.since,
    }
