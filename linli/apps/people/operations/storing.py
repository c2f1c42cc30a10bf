"""From drafts to rows. One person at the desk and a hundred thousand in a file pass here alike."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.people.choices import Ground, Relation
from linli.apps.people.identity import Identity
from linli.apps.people.identity import Phone as Dialled
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
from linli.kernel.inserting import insert_rows
from linli.kernel.tenancy import CommunityModel, uuid7
from linli.kernel.texts import new_code

SHORT_NUMBER = 8
ORDER: tuple[type[CommunityModel], ...] = (
    Person,
    IdentityDocument,
    Phone,
    Residence,
    Household,
    HouseholdMember,
    PersonTag,
)
Values = dict[str, Any]
Homes = dict[tuple[uuid.UUID, str], Values]


class Rows:
    """New rows by model, as plain values, in the order in which they may be stored."""

    def __init__(self, community: Community) -> None:
        self.community_id = community.id
        self.made: dict[type[CommunityModel], list[Values]] = {model: [] for model in ORDER}

    def add(self, model: type[CommunityModel], **values: Any) -> Values:
        row = {"id": uuid7(), "community_id": self.community_id, **values}
        self.made[model].append(row)
        return row

    def save(self) -> None:
        for model, rows in self.made.items():
            insert_rows(model, rows)

    def ids(self) -> dict[str, list[str]]:
        return {
            model.__name__: [str(row["id"]) for row in rows]
            for model, rows in self.made.items()
            if rows
        }


def store(community: Community, drafts: Sequence[Draft]) -> Rows:
    """Persons with all that was told of them. Conflict when a number is registered already."""
    rows, moment, today = Rows(community), clock.now(), clock.today(community)
    words = entry_rows(community, (tag for draft in drafts for tag in draft.tags))
    homes = households(community, [d.belonging for d in drafts if d.belonging], rows)
    for draft in drafts:
        person_id = _add_person(rows, draft, moment)
        if draft.identity:
            rows.add(IdentityDocument, **document_values(person_id, draft.identity, moment))
        if draft.phone:
            rows.add(Phone, **phone_values(person_id, draft.phone, moment), is_main=True)
        for home in draft.homes:
            rows.add(
                Residence,
                person_id=person_id,
                place_id=home.place_id,
                kind=home.kind,
                since=home.since,
            )
        for tag in draft.tags:
            add_tag(rows, person_id, words[tag], today)
        if draft.belonging:
            since = draft.homes[0].since if draft.homes else None
            belong(rows, homes, person_id, draft.belonging, since)
    save(rows)
    return rows


def save(rows: Rows) -> None:
    try:
        with transaction.atomic():
            rows.save()
    except IntegrityError as trouble:
        raise already_registered() from trouble


def already_registered() -> Conflict:
    return Conflict(
        "already_registered",
        _("Somebody is registered with this document number already. Search for it first."),
        field="identity",
    )


def _add_person(rows: Rows, draft: Draft, moment: dt.datetime) -> uuid.UUID:
    number = new_code(SHORT_NUMBER)
    row = rows.add(
        Person,
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
    person_id: uuid.UUID = row["id"]
    return person_id


def document_values(person_id: uuid.UUID, identity: Identity, moment: dt.datetime) -> Values:
    return {
        "person_id": person_id,
        "kind": identity.kind.value,
        "number_cipher": encrypt(identity.number, IDENTITY),
        "number_hash": identity_digest(identity.kind.value, identity.number),
        "last4": identity.number[-4:],
        "flags": sorted(flag.value for flag in identity.flags),
        "noted_at": moment,
    }


def phone_values(person_id: uuid.UUID, phone: Dialled, moment: dt.datetime) -> Values:
    dialled = f"{phone.number}#{phone.extension}" if phone.extension else phone.number
    return {
        "person_id": person_id,
        "cipher": encrypt(dialled, PHONE),
        "hash": lookup_digest(phone.number, PHONE),
        "last4": phone.number[-4:],
        "kind": phone.kind.value,
        "noted_at": moment,
    }


def add_tag(rows: Rows, person_id: uuid.UUID, entry: DictionaryEntry, since: dt.date) -> None:
    rows.add(
        PersonTag, person_id=person_id, entry_id=entry.id, ground=Ground.DUTY.value, since=since
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
    for row_id, dwelling, label, head in standing.values_list(
        "id", "dwelling_id", "label", "head_id"
    ):
        found[dwelling, label] = {"id": row_id, "head_id": head, "stands": True}
    for dwelling, label in sorted(wanted - found.keys(), key=str):
        found[dwelling, label] = rows.add(
            Household, dwelling_id=dwelling, label=label, head_id=None
        )
    return found


def belong(
    rows: Rows, homes: Homes, person_id: uuid.UUID, to: Belonging, since: dt.date | None
) -> None:
    """Membership of a household; its first head becomes its head."""
    household = homes[to.dwelling_id, to.label]
    rows.add(
        HouseholdMember,
        household_id=household["id"],
        person_id=person_id,
        relation=to.relation,
        since=since,
    )
    if to.relation == Relation.HEAD and household["head_id"] is None:
        household["head_id"] = person_id
        if household.get("stands"):
            Household.objects.filter(
                community_id=rows.community_id, id=household["id"], head__isnull=True
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
