"""Finding people: by number, document, telephone, name, home and tag; only those one may see."""

import re
import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from linli.apps.people.choices import ResidenceKind
from linli.apps.people.identity import (
    IdentityError,
    IdentityKind,
    PhoneError,
    read_identity,
    read_phone,
)
from linli.apps.people.models import IdentityDocument, Person, PersonTag, Phone, Residence
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import get_visible, visible
from linli.kernel.bigrams import query_tokens
from linli.kernel.cipher import decrypt, lookup_digest
from linli.kernel.community import Community
from linli.kernel.texts import read_code, valid_code

IDENTITY, PHONE = "people.identity", "people.phone"
"""Contexts of the cipher and purposes of the digests."""
MOST_TOKENS = 12


@dataclass(frozen=True)
class Asked:
    """What a list of people is narrowed by; empty means all."""

    text: str = ""
    place_id: uuid.UUID | None = None
    entry_id: uuid.UUID | None = None
    kind: str = ""
    grid_id: uuid.UUID | None = None


def people_for(actor: Actor, community: Community, key: str = "people.view") -> QuerySet[Person]:
    rows = Person.objects.filter(erased_at__isnull=True)
    return visible(actor, key, rows, community.id)


def person_for(
    actor: Actor, community: Community, person_id: uuid.UUID, key: str = "people.view"
) -> Person:
    rows = Person.objects.filter(erased_at__isnull=True)
    return get_visible(actor, key, rows, community.id, id=person_id)


def search_people(
    actor: Actor, community: Community, asked: Asked, key: str = "people.view"
) -> QuerySet[Person]:
    rows = people_for(actor, community, key)
    if asked.text:
        rows = rows.filter(_said(community, asked.text))
    if asked.place_id or asked.kind or asked.grid_id:
        rows = rows.filter(Exists(_residing(community, asked)))
    if asked.entry_id:
        held = PersonTag.objects.filter(
            community_id=community.id,
            person_id=OuterRef("id"),
            entry_id=asked.entry_id,
            until__isnull=True,
        )
        rows = rows.filter(Exists(held))
    return rows.order_by("name", "id")


def _residing(community: Community, asked: Asked) -> QuerySet[Residence]:
    rows = Residence.objects.filter(
        community_id=community.id,
        person_id=OuterRef("id"),
        until__isnull=True,
        kind=asked.kind or ResidenceKind.ACTUAL,
    )
    if asked.place_id:
        place = asked.place_id
        rows = rows.filter(
            Q(place_id=place)
            | Q(place__building_id=place)
            | Q(place__entrance_id=place)
            | Q(place__estate_id=place)
        )
    if asked.grid_id:
        grid = asked.grid_id
        rows = rows.filter(Q(place__grid_id=grid) | Q(place__grid__parent_id=grid))
    return rows


def _said(community: Community, text: str) -> Q:
    """A document or telephone number is found exactly; a name by its parts."""
    found = Q(short_number=read_code(text)) if valid_code(text) else Q(pk__in=[])
    holders = _holders(community, text)
    if holders:
        return found | Q(id__in=holders)
    tokens = query_tokens(text)[:MOST_TOKENS]
    if not tokens or re.search(r"\d{5}", text):
        return found
    said = Q()
    for token in tokens:
        said &= Q(search__contains=token)
    return found | said


def _holders(community: Community, text: str) -> list[uuid.UUID]:
    documents = IdentityDocument.objects.filter(
        community_id=community.id, number_hash__in=identity_digests(community, text)
    )
    ids = list(documents.values_list("person_id", flat=True))
    digest = phone_digest(text)
    if digest:
        phones = Phone.objects.filter(community_id=community.id, hash=digest)
        ids += list(phones.values_list("person_id", flat=True))
    return ids


def identity_digests(community: Community, text: str) -> list[str]:
    """Digests of a typed number as each kind of document that it could be."""
    today, digests = clock.today(community), []
    for kind in IdentityKind:
        try:
            identity = read_identity(text, kind, today=today)
        except IdentityError:
            continue
        if any(char.isdigit() for char in identity.number):
            digests.append(identity_digest(identity.kind.value, identity.number))
    return digests


def identity_digest(kind: str, number: str) -> str:
    return lookup_digest(f"{kind}:{number}", IDENTITY)


def main_phone(community_id: int, person_id: uuid.UUID) -> str:
    """The number under which the person wants to be told something; empty without one.

    For notices only: where a person reads a number, `reveal` writes down who and why.
    """
    rows = Phone.objects.filter(community_id=community_id, person_id=person_id)
    found = rows.filter(person__erased_at__isnull=True).order_by("-is_main", "id").first()
    return decrypt(found.cipher, PHONE) if found else ""


def phone_digest(text: str) -> str:
    try:
        return lookup_digest(read_phone(text).number, PHONE)
    except PhoneError:
        return ""
