"""Which person of the register a row of a list means, and what the row says anew."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from linli.apps.people.models import (
    HouseholdMember,
    IdentityDocument,
    Person,
    PersonTag,
    Phone,
    Residence,
)
from linli.apps.people.queries.finding import PHONE, identity_digest
from linli.apps.people.rules.drafts import Belonging, Draft, Home
from linli.kernel.catalogue import Text
from linli.kernel.cipher import lookup_digest
from linli.kernel.community import Community


@dataclass(frozen=True, slots=True)
class Told:
    """A row of a list. `keys` are the columns it fills; the others say nothing.

    Masked numbers, as exports show them, are compared by their last signs only.
    """

    line: int
    draft: Draft
    keys: frozenset[str]
    short_number: str = ""
    identity_ends: str = ""
    phone_ends: str = ""
    identity_hash: str = ""
    phone_hash: str = ""


def told_of(
    line: int,
    draft: Draft,
    keys: frozenset[str],
    *,
    short_number: str = "",
    identity_ends: str = "",
    phone_ends: str = "",
) -> Told:
    identity, phone = draft.identity, draft.phone
    return Told(
        line=line,
        draft=draft,
        keys=keys,
        short_number=short_number,
        identity_ends=identity_ends,
        phone_ends=phone_ends,
        identity_hash=identity_digest(identity.kind.value, identity.number) if identity else "",
        phone_hash=lookup_digest(phone.number, PHONE) if phone else "",
    )


@dataclass
class Standing:
    """What the register knows of a person now."""

    person: Person
    documents: dict[str, str] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)
    main_phone: str = ""
    homes: set[tuple[uuid.UUID, str]] = field(default_factory=set)
    belonging: Belonging | None = None
    tags: set[tuple[str, str]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Mismatch:
    column: str
    reason: Text


@dataclass(frozen=True)
class Change:
    """What a row says anew of a person; all empty when it says nothing new."""

    values: dict[str, object] = field(default_factory=dict)
    identity: bool = False
    phone: bool = False
    homes: tuple[Home, ...] = ()
    belonging: Belonging | None = None
    tags: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        said = (self.values, self.identity, self.phone, self.homes, self.belonging, self.tags)
        return any(said)


def match(community: Community, rows: Sequence[Told]) -> dict[int, Standing | Mismatch | None]:
    """By line: the person meant, None for somebody new, or why it cannot be told."""
    by_number = _by_number(community, rows)
    by_identity = _by_identity(community, rows)
    by_home = _by_home(community, rows)
    ids = set(by_number.values()) | set(by_identity.values()) | set(by_home.values())
    known = standing(community, ids)
    return {row.line: _choose(row, by_number, by_identity, by_home, known) for row in rows}


def _choose(
    row: Told,
    by_number: dict[str, uuid.UUID],
    by_identity: dict[str, uuid.UUID],
    by_home: dict[tuple[uuid.UUID, str], uuid.UUID],
    known: dict[uuid.UUID, Standing],
) -> Standing | Mismatch | None:
    holder = by_identity.get(row.identity_hash)
    if row.short_number:
        mine = by_number.get(row.short_number)
        if mine is None:
            return Mismatch("number", _("There is nobody with this number. Leave it empty."))
        if holder not in (None, mine):
            return Mismatch("identity", _("This document number belongs to somebody else."))
        return _checked(row, known[mine])
    if holder is not None:
        if known[holder].person.name != row.draft.name:
            return Mismatch(
                "name", _("This document number is registered under another name. Compare again.")
            )
        return _checked(row, known[holder])
    found = (by_home.get((home.place_id, row.draft.name)) for home in row.draft.homes)
    same = next((known[each] for each in found if each), None)
    if same is None or _another(row, same):
        return None
    return _checked(row, same)


def _another(row: Told, same: Standing) -> bool:
    """The same name in the same home, but born on another day or with another document."""
    told, held = row.draft.birth_date, same.person.birth_date
    if told and held and told != held:
        return True
    return bool(row.identity_hash and same.documents)


def _checked(row: Told, found: Standing) -> Standing | Mismatch:
    if row.identity_ends and row.identity_ends not in found.documents.values():
        return Mismatch("identity", _("This masked number is not the person's. Write all of it."))
    if row.phone_ends and row.phone_ends not in found.phones.values():
        return Mismatch("phone", _("This masked number is not the person's. Write all of it."))
    return found


def _by_number(community: Community, rows: Sequence[Told]) -> dict[str, uuid.UUID]:
    wanted = {row.short_number for row in rows if row.short_number}
    if not wanted:
        return {}
    people = Person.objects.filter(
        community_id=community.id, short_number__in=wanted, erased_at__isnull=True
    )
    return dict(people.order_by().values_list("short_number", "id"))


def _by_identity(community: Community, rows: Sequence[Told]) -> dict[str, uuid.UUID]:
    wanted = {row.identity_hash for row in rows} - {""}
    if not wanted:
        return {}
    documents = IdentityDocument.objects.filter(community_id=community.id, number_hash__in=wanted)
    return dict(documents.values_list("number_hash", "person_id"))


def _by_home(community: Community, rows: Sequence[Told]) -> dict[tuple[uuid.UUID, str], uuid.UUID]:
    places = {home.place_id for row in rows for home in row.draft.homes}
    if not places:
        return {}
    living = Residence.objects.filter(
        community_id=community.id, place_id__in=places, until__isnull=True
    )
    return {
        (place, name): person
        for place, name, person in living.values_list("place_id", "person__name", "person_id")
    }


def standing(community: Community, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Standing]:
    """Six statements for any number of people."""
    wanted = list(ids)
    if not wanted:
        return {}
    here = {"community_id": community.id, "person_id__in": wanted}
    people = Person.objects.filter(community_id=community.id, id__in=wanted)
    found = {person.id: Standing(person) for person in people.order_by()}
    for person, digest, ends in IdentityDocument.objects.filter(**here).values_list(
        "person_id", "number_hash", "last4"
    ):
        found[person].documents[digest] = ends
    for phone in Phone.objects.filter(**here):
        found[phone.person_id].phones[phone.hash] = phone.last4
        if phone.is_main:
            found[phone.person_id].main_phone = phone.hash
    for person, place, kind in Residence.objects.filter(**here, until__isnull=True).values_list(
        "person_id", "place_id", "kind"
    ):
        found[person].homes.add((place, kind))
    _add_households(here, found)
    for person, kind, code in PersonTag.objects.filter(**here, until__isnull=True).values_list(
        "person_id", "entry__kind", "entry__code"
    ):
        found[person].tags.add((kind, code))
    return found


def _add_households(here: dict[str, object], found: dict[uuid.UUID, Standing]) -> None:
    members = HouseholdMember.objects.filter(**here, until__isnull=True).values_list(
        "person_id", "relation", "household__dwelling_id", "household__label"
    )
    for person, relation, dwelling, label in members:
        found[person].belonging = Belonging(dwelling, relation, label)


def change_of(row: Told, known: Standing) -> Change:
    """What the row says that the register does not."""
    draft, person = row.draft, known.person
    held = {
        "name": person.name,
        "sex": person.sex,
        "birth_date": person.birth_date,
        "membership": person.membership_kind,
        "language_note": person.language_note,
    }
    values = {
        key: getattr(draft, key)
        for key, value in held.items()
        if key in row.keys and getattr(draft, key) != value
    }
    belonging = draft.belonging if draft.belonging != known.belonging else None
    return Change(
        values=values,
        identity=bool(row.identity_hash) and row.identity_hash not in known.documents,
        phone=bool(row.phone_hash) and row.phone_hash != known.main_phone,
        homes=tuple(home for home in draft.homes if (home.place_id, home.kind) not in known.homes),
        belonging=belonging,
        tags=tuple(tag for tag in draft.tags if tag not in known.tags),
    )
