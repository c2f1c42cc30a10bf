"""Registering and correcting people, their documents and telephones."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from linli.apps.people import choices as words
from linli.apps.people.models import IdentityDocument, Person, Phone
from linli.apps.people.operations.acting import note, past_day, reach
from linli.apps.people.operations.homes import home_at
from linli.apps.people.operations.storing import Rows, document_values, phone_values, save, store
from linli.apps.people.rules import permissions as may
from linli.apps.people.rules.drafts import (
    LONGEST_NAME,
    LONGEST_NOTE,
    Draft,
    take_birth,
    take_identity,
    take_line,
    take_phone,
)
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import may as may_do
from linli.kernel.access.permissions import refuse, require
from linli.kernel.bigrams import index_text
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record

MOST_PHONES = 5


@transaction.atomic
def register_person(
    *, actor: Actor, community: Community, draft: Draft, basis: str = Basis.STAFF_DESK
) -> Person:
    """A new resident. A grid worker registers people of the own grid only."""
    require(actor, may.EDIT, community.id)
    for home in draft.homes:
        home_at(community, home.place_id)
        past_day(community, home.since, "since")
    made = store(community, [draft]).made[Person][0]
    person = Person.objects.get(community_id=community.id, id=made["id"])
    if not may_do(actor, may.EDIT, person):
        refuse(actor, may.EDIT)
    note(words.PERSON_REGISTERED, actor, person, basis, source=basis)
    return person


def register_people_in_bulk(
    *, actor: Actor, community: Community, drafts: Sequence[Draft]
) -> list[uuid.UUID]:
    """Many new residents under the same rules, with one record for all of them."""
    return [row["id"] for row in store_in_bulk(actor, community, drafts).made[Person]]


@transaction.atomic
def store_in_bulk(actor: Actor, community: Community, drafts: Sequence[Draft]) -> Rows:
    """What `register_people_in_bulk` does, giving all the rows that were made."""
    require(actor, may.IMPORT, community.id)
    rows = store(community, drafts)
    ids = rows.ids().get("Person", [])
    if ids:
        write_record(
            verb=words.PEOPLE_REGISTERED,
            community_id=community.id,
            object_kind=Person._meta.label_lower,
            object_id=uuid.UUID(ids[0]),
            actor=actor,
            basis=Basis.DUTY,
            count=len(ids),
            digest=sha256("".join(ids).encode()).hexdigest(),
        )
    return rows


@transaction.atomic
def correct_person(
    *,
    actor: Actor,
    community: Community,
    person_id: uuid.UUID,
    changes: Mapping[str, Any],
    was: Mapping[str, Any] | None = None,
    basis: str = "",
) -> Person:
    """Change name, sex, birth_date, membership or language_note.

    `was` is what the editor had before the eyes: Conflict when somebody changed it meanwhile.
    Residents change their language note themselves; for the rest they ask.
    """
    own = set(changes) <= {"language_note"}
    keys = (may.EDIT, may.OWN) if own else (may.EDIT,)
    person = reach(actor, community, person_id, *keys)
    clean = _cleaned(community, changes)
    stale = {key for key in clean if was is not None and was.get(key) != value_of(person, key)}
    if stale:
        raise Conflict(
            "edited_meanwhile",
            _("Somebody changed this meanwhile. Both versions are shown; please choose again."),
            fields=sorted(stale),
        )
    changed = [key for key, value in clean.items() if value_of(person, key) != value]
    if changed:
        _set(person, {key: clean[key] for key in changed})
        note(words.PERSON_CORRECTED, actor, person, basis, fields=sorted(changed))
    return person


def value_of(person: Person, key: str) -> Any:
    return person.membership_kind if key == "membership" else getattr(person, key)


def _cleaned(community: Community, changes: Mapping[str, Any]) -> dict[str, Any]:
    readers: dict[str, Any] = {
        "name": lambda typed: take_line("name", typed, most=LONGEST_NAME, least=1),
        "sex": lambda typed: words.Sex(typed).value,
        "birth_date": lambda day: take_birth(day, clock.today(community)),
        "membership": lambda typed: words.MembershipKind(typed).value if typed else "",
        "language_note": lambda typed: take_line("language_note", typed, most=LONGEST_NOTE),
    }
    return {key: readers[key](value) for key, value in changes.items()}


def _set(person: Person, values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        if key == "membership":
            person.membership_kind, person.party_member = value, bool(value)
        else:
            setattr(person, key, value)
    if "birth_date" in values:
        person.birth_derived = False
    if "name" in values:
        person.search = index_text(person.name, person.short_number)
    person.save()


@transaction.atomic
def add_identity(
    *,
    actor: Actor,
    community: Community,
    person_id: uuid.UUID,
    kind: str,
    number: str,
    basis: str = "",
) -> Person:
    """Note a document. Birth and sex are taken from it where nothing was known."""
    person = reach(actor, community, person_id, may.EDIT)
    identity = take_identity(number, kind, clock.today(community))
    rows = Rows(community)
    row = rows.add(IdentityDocument, **document_values(person.id, identity, clock.now()))
    save(rows)
    if person.birth_date is None and identity.birth:
        person.birth_date, person.birth_derived = identity.birth, True
    if person.sex == words.Sex.UNKNOWN:
        person.sex = identity.sex.value
    person.save()
    note(words.IDENTITY_ADDED, actor, person, basis, kind=row["kind"], flags=row["flags"])
    return person


@transaction.atomic
def add_phone(
    *,
    actor: Actor,
    community: Community,
    person_id: uuid.UUID,
    number: str,
    is_main: bool = False,
    basis: str = "",
) -> Phone:
    """Note a telephone; the first is the main one. Adding a known one may make it the main one."""
    person = reach(actor, community, person_id, may.EDIT, may.OWN)
    mine = Phone.objects.filter(community_id=community.id, person_id=person.id)
    values = phone_values(person.id, take_phone(number), clock.now())
    known = mine.filter(hash=values["hash"]).first()
    if known is None and mine.count() >= MOST_PHONES:
        raise Conflict("too_many_phones", _("Five telephones are enough. Take one away first."))
    phone = known or Phone(community_id=community.id, **values)
    main = is_main or not mine.filter(is_main=True).exists()
    if main:
        mine.filter(is_main=True).update(is_main=False)
    phone.is_main = main or phone.is_main
    phone.save()
    note(words.PHONE_ADDED, actor, person, basis, kind=phone.kind, main=phone.is_main)
    return phone


@transaction.atomic
def remove_phone(
    *, actor: Actor, community: Community, person_id: uuid.UUID, phone_id: uuid.UUID
) -> None:
    person = reach(actor, community, person_id, may.EDIT, may.OWN)
    mine = Phone.objects.filter(community_id=community.id, person_id=person.id)
    phone = mine.filter(id=phone_id).first()
    if phone is None:
        raise NotSeen("phone_not_found", _("There is no such telephone here."))
    phone.delete()
    heir = mine.order_by("noted_at", "id").first() if phone.is_main else None
    if heir is not None:
        heir.is_main = True
        heir.save()
    note(words.PHONE_REMOVED, actor, person, kind=phone.kind)


@transaction.atomic
def note_death(
    *, actor: Actor, community: Community, person_id: uuid.UUID, on: dt.date, basis: str = ""
) -> Person:
    """The person died: homes, household, tags and card end with that day."""
    person = reach(actor, community, person_id, may.EDIT)
    day = past_day(community, on)
    if person.deceased_on is not None:
        raise Conflict("death_noted", _("This death has been noted before."))
    person.deceased_on = day
    person.save()
    for dated in (person.residences, person.memberships, person.tags):
        dated.filter(until__isnull=True, since__gt=day).update(until=F("since"))
        dated.filter(until__isnull=True).update(until=day)
    person.cards.filter(revoked_on__isnull=True).update(revoked_on=clock.today(community))
    note(words.DEATH_NOTED, actor, person, basis, on=day)
    return person
