"""What the community knows of one person, as it is shown: masked, with its rights."""

from dataclasses import dataclass

from linli.apps.people.choices import EntryKind
from linli.apps.people.identity import mask_identity
from linli.apps.people.models import (
    Card,
    Consent,
    DataRequest,
    DictionaryEntry,
    Household,
    HouseholdMember,
    IdentityDocument,
    Person,
    PersonTag,
    Phone,
    Residence,
    Tie,
    ViewLog,
)
from linli.apps.people.queries.homes import household_of, members_of, residences_of, ties_of
from linli.apps.people.rules.dictionary import WORDS
from linli.apps.people.rules.purposes import PURPOSES, Purpose
from linli.kernel.community import Community

LENGTHS = {"resident_id": 18, "residence_permit": 18, "foreign_permanent": 18}
VIEWS_SHOWN = 50


@dataclass(frozen=True)
class Known:
    """One person's page; twelve statements at most."""

    person: Person
    documents: list[IdentityDocument]
    phones: list[Phone]
    residences: list[Residence]
    household: Household | None
    members: list[HouseholdMember]
    ties: list[Tie]
    tags: list[PersonTag]
    consents: list[Consent]
    card: Card | None
    views: list[ViewLog]
    requests: list[DataRequest]


def know(person: Person) -> Known:
    household = household_of(person)
    return Known(
        person=person,
        documents=list(person.documents.order_by("noted_at", "id")),
        phones=list(person.phones.order_by("-is_main", "noted_at", "id")),
        residences=list(residences_of(person)),
        household=household,
        members=members_of(household) if household else [],
        ties=ties_of(person),
        tags=list(
            person.tags.filter(until__isnull=True).select_related("entry").order_by("since", "id")
        ),
        consents=list(person.consents.order_by("-given_at")),
        card=person.cards.filter(revoked_on__isnull=True).first(),
        views=list(person.views.order_by("-at")[:VIEWS_SHOWN]),
        requests=list(person.requests.order_by("-made_at")),
    )


def masked_document(document: IdentityDocument) -> str:
    length = LENGTHS.get(document.kind, 9)
    return mask_identity("0" * (length - len(document.last4)) + document.last4)


def masked_phone(phone: Phone) -> str:
    """Only the last four digits are kept readable; the rest needs a reason."""
    return f"{'*' * 7}{phone.last4}" if len(phone.last4) == 4 else phone.last4


def dictionary(community: Community, kind: str = "") -> list[DictionaryEntry]:
    """The community's words; before its first change, those that every community begins with."""
    rows = DictionaryEntry.objects.filter(community_id=community.id)
    known = {(row.kind, row.code): row for row in rows}
    for sort, (entry_kind, code, sensitive, hans, hant, en) in enumerate(WORDS, start=1):
        known.setdefault(
            (entry_kind, code),
            DictionaryEntry(
                community_id=community.id,
                kind=entry_kind,
                code=code,
                names={"zh-hans": hans, "zh-hant": hant, "en": en},
                sensitive=sensitive,
                sort=sort,
            ),
        )
    order = list(EntryKind.values)
    words = [row for row in known.values() if not kind or row.kind == kind]
    return sorted(words, key=lambda row: (order.index(row.kind), row.sort, row.code))


def agreements(person: Person) -> list[tuple[Purpose, Consent | None]]:
    """Every purpose with the consent in force, if there is one."""
    held = {row.purpose: row for row in person.consents.filter(withdrawn_at__isnull=True)}
    return [(purpose, held.get(code)) for code, purpose in PURPOSES.items()]
