"""The register written out: one row a person, numbers masked, a few statements per thousand."""

import uuid
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from linli.apps.people.choices import EntryKind, ResidenceKind, Sex
from linli.apps.people.models import (
    HouseholdMember,
    IdentityDocument,
    Person,
    PersonTag,
    Phone,
    Residence,
)
from linli.apps.people.queries.finding import people_for
from linli.apps.people.queries.homes import HOME_ORDER
from linli.apps.people.queries.knowing import masked_document, masked_phone
from linli.apps.people.rules.columns import LIVING
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community

BATCH = 500
Cells = dict[str, str]


def register_rows(community: Community, actor: Actor) -> Iterator[Cells]:
    """In the order of the home, then the household."""
    people = people_for(actor, community, "people.export").order_by("name", "id")
    source = people.iterator(chunk_size=BATCH)
    rows: list[tuple[str, Cells]] = []
    while chunk := list(islice(source, BATCH)):
        rows += _written(community, chunk)
    rows.sort(key=lambda each: each[0])
    return (cells for _order, cells in rows)


def _written(community: Community, people: Sequence[Person]) -> list[tuple[str, Cells]]:
    cells: dict[uuid.UUID, Cells] = {person.id: _of(person) for person in people}
    order = {person.id: f"~{person.name}{person.short_number}" for person in people}
    here = {"community_id": community.id, "person_id__in": list(cells)}
    for document in IdentityDocument.objects.filter(**here).order_by("-noted_at", "-id"):
        cells[document.person_id]["document"] = str(document.get_kind_display())
        cells[document.person_id]["identity"] = masked_document(document)
    for phone in Phone.objects.filter(**here, is_main=True):
        cells[phone.person_id]["phone"] = masked_phone(phone)
    homes = _add_homes(here, cells, order)
    members = HouseholdMember.objects.filter(**here, until__isnull=True)
    for member in members.select_related("household"):
        if homes.get(member.person_id) != member.household.dwelling_id:
            continue  # the row tells another home than the household's
        cells[member.person_id]["relation"] = str(member.get_relation_display())
        cells[member.person_id]["household"] = member.household.label
    tags = PersonTag.objects.filter(**here, until__isnull=True).select_related("entry")
    for tag in tags.order_by("since", "id"):
        column = "skills" if tag.entry.kind == EntryKind.SKILL else "tags"
        said = cells[tag.person_id].get(column)
        cells[tag.person_id][column] = f"{said}、{tag.entry}" if said else str(tag.entry)
    return [(order[person.id], cells[person.id]) for person in people]


def _of(person: Person) -> Cells:
    return {
        "number": person.short_number,
        "name": person.name,
        "sex": "" if person.sex == Sex.UNKNOWN else str(person.get_sex_display()),
        "birth_date": person.birth_date.isoformat() if person.birth_date else "",
        "membership": str(person.get_membership_kind_display()),
        "language_note": person.language_note,
    }


def _add_homes(
    here: dict[str, Any], cells: dict[uuid.UUID, Cells], order: dict[uuid.UUID, str]
) -> dict[uuid.UUID, uuid.UUID]:
    homes: dict[uuid.UUID, list[Residence]] = {}
    rows = Residence.objects.filter(**here, until__isnull=True).select_related("place")
    for row in rows:
        homes.setdefault(row.person_id, []).append(row)
    told: dict[uuid.UUID, uuid.UUID] = {}
    for person_id, mine in homes.items():
        first = min(mine, key=lambda row: (HOME_ORDER.get(row.kind, 9), row.place.full_name))
        kinds = {row.kind for row in mine if row.place_id == first.place_id}
        cells[person_id].update(
            address=first.place.full_name,
            living=_living(kinds),
            since=first.since.isoformat() if first.since else "",
        )
        if ResidenceKind.REGISTERED in kinds and first.kind != ResidenceKind.REGISTERED:
            cells[person_id]["registered"] = "✓"
        order[person_id] = f"{first.place.full_name}~{person_id}"
        told[person_id] = first.place_id
    return told


def _living(kinds: set[str]) -> str:
    """The word that says most of these residences."""
    fitting = [living for living in LIVING.values() if set(living.kinds) <= kinds]
    return str(max(fitting, key=lambda living: len(living.kinds)).label)
