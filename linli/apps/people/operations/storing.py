"""From drafts to rows. One person at the desk and a hundred thousand in a file pass here alike."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.people.choices import Ground, Relation
from linli.apps.people.models import (
    DictionaryEntry,
    Household,
    HouseholdMember,
    IdentityDocument,
    Person,
    PersonTag,
    Phone,
    Residence,
)
from linli.apps.people.queries.finding import IDENTITY, PHONE, identity_digest
from linli.apps.people.queries.knowing import dictionary
from linli.apps.people.rules.drafts import Belonging, Draft
from linli.kernel import clock
from linli.kernel.bigrams import index_text
from linli.kernel.cipher import encrypt, lookup_digest
from linli.kernel.community import Community
from linli.kernel.errors import Conflict
from linli.kernel.tenancy import CommunityModel
from linli.kernel.texts import new_code

SHORT_NUMBER = 8
BATCH = 500
ORDER: tuple[type[CommunityModel], ...] = (
    Person,
    IdentityDocument,
    Phone,
    Residence,
    Household,
    HouseholdMember,
    PersonTag,
)
Homes = dict[tuple[uuid.UUID, str], Household]


@dataclass
class Rows:
    """New rows by model, in the order in which they may be stored."""

    made: dict[type[CommunityModel], list[Any]] = field(
        default_factory=lambda: {model: [] for model in ORDER}
    )

    def add(self, row: CommunityModel) -> None:
        self.made[type(row)].append(row)

    def save(self) -> None:
        for model, rows in self.made.items():
            if rows:
                model._default_manager.bulk_create(rows, batch_size=BATCH)


def store(community: Community, drafts: Sequence[Draft]) -> list[Person]:
    """Persons with all that was told of them. Conflict when a number is registered already."""
    rows, moment, today = Rows(), clock.now(), clock.today(community)
    words = entry_rows(community, (tag for draft in drafts for tag in draft.tags))
    homes = households(community, [d.belonging for d in drafts if d.belonging], rows)
    people = []
    for draft in drafts:
        person = _person(community, draft, moment)
        people.append(person)
        rows.add(person)
        _add_numbers(rows, person, draft, moment)
        for home in draft.homes:
            rows.add(
                Residence(
                    community_id=community.id,
                    person_id=person.id,
                    place_id=home.place_id,
                    kind=home.kind,
                    since=home.since,
                )
            )
        for tag in draft.tags:
            rows.add(tag_row(person, words[tag], today))
        if draft.belonging:
            since = draft.homes[0].since if draft.homes else None
            belong(rows, homes, person.id, draft.belonging, since)
    try:
        with transaction.atomic():
            rows.save()
    except IntegrityError as trouble:
        raise Conflict(
            "already_registered",
            _("Somebody is registered with this document number already. Search for it first."),
            field="identity",
        ) from trouble
    return people


def _person(community: Community, draft: Draft, moment: dt.datetime) -> Person:
    number = new_code(SHORT_NUMBER)
    return Person(
        community_id=community.id,
        name=draft.name,
        sex=draft.sex,
        birth_date=draft.birth_date,
        birth_derived=draft.birth_derived,
        party_member=bool(draft.membership),
        membership_kind=draft.membership,
        language_note=draft.language_note,
        short_number=number,
        search=index_text(draft.name, number),
        registered_at=moment,
    )


def _add_numbers(rows: Rows, person: Person, draft: Draft, moment: dt.datetime) -> None:
    if draft.identity:
        rows.add(document_row(person, draft, moment))
    if draft.phone:
        rows.add(phone_row(person, draft, moment, is_main=True))


def document_row(person: Person, draft: Draft, moment: dt.datetime) -> IdentityDocument:
    identity = draft.identity
    if identity is None:
        raise ValueError("the draft holds no document")
    return IdentityDocument(
        community_id=person.community_id,
        person_id=person.id,
        kind=identity.kind.value,
        number_cipher=encrypt(identity.number, IDENTITY),
        number_hash=identity_digest(identity.kind.value, identity.number),
        last4=identity.number[-4:],
        flags=sorted(flag.value for flag in identity.flags),
        noted_at=moment,
    )


def phone_row(person: Person, draft: Draft, moment: dt.datetime, *, is_main: bool) -> Phone:
    phone = draft.phone
    if phone is None:
        raise ValueError("the draft holds no telephone")
    dialled = f"{phone.number}#{phone.extension}" if phone.extension else phone.number
    return Phone(
        community_id=person.community_id,
        person_id=person.id,
        cipher=encrypt(dialled, PHONE),
        hash=lookup_digest(phone.number, PHONE),
        last4=phone.number[-4:],
        kind=phone.kind.value,
        is_main=is_main,
        noted_at=moment,
    )


def tag_row(person: Person, entry: DictionaryEntry, since: dt.date) -> PersonTag:
    return PersonTag(
        community_id=person.community_id,
        person_id=person.id,
        entry_id=entry.id,
        ground=Ground.DUTY,
        since=since,
    )


def households(community: Community, belongings: Iterable[Belonging], rows: Rows) -> Homes:
    """Open households by (dwelling, label); those that are missing are made."""
    wanted = {(each.dwelling_id, each.label) for each in belongings}
    found: Homes = {}
    if not wanted:
        return found
    standing = Household.objects.filter(
        community_id=community.id,
        dwelling_id__in={dwelling for dwelling, _label in wanted},
        until__isnull=True,
    )
    for household in standing:
        found[household.dwelling_id, household.label] = household
    for dwelling, label in sorted(wanted - found.keys(), key=str):
        household = Household(community_id=community.id, dwelling_id=dwelling, label=label)
        found[dwelling, label] = household
        rows.add(household)
    return found


def belong(
    rows: Rows, homes: Homes, person_id: uuid.UUID, to: Belonging, since: dt.date | None
) -> None:
    """Membership of a household; its first head becomes its head."""
    household = homes[to.dwelling_id, to.label]
    rows.add(
        HouseholdMember(
            community_id=household.community_id,
            household_id=household.id,
            person_id=person_id,
            relation=to.relation,
            since=since,
        )
    )
    if to.relation == Relation.HEAD and household.head_id is None:
        household.head_id = person_id
        if not household._state.adding:
            Household.objects.filter(
                community_id=household.community_id, id=household.id, head__isnull=True
            ).update(head_id=person_id)


def entry_rows(
    community: Community, tags: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], DictionaryEntry]:
    """Dictionary rows by (kind, code); a word of the beginning is stored on its first use."""
    wanted = set(tags)
    if not wanted:
        return {}
    words = {(row.kind, row.code): row for row in dictionary(community)}
    fresh = [words[tag] for tag in wanted if tag in words and words[tag]._state.adding]
    if fresh:
        DictionaryEntry.objects.bulk_create(fresh, ignore_conflicts=True)
        words = {(row.kind, row.code): row for row in dictionary(community)}
    return {tag: words[tag] for tag in wanted}
