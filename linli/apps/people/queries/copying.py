"""A copy of everything the community keeps about one person, numbers in full."""

from collections.abc import Iterable
from typing import Any

from linli.apps.people.models import Consent, Person
from linli.apps.people.queries.finding import IDENTITY, PHONE
from linli.apps.people.queries.knowing import know
from linli.kernel.cipher import decrypt


def copy_of(person: Person) -> dict[str, Any]:
    """In words of the reader's language where there are words; dates as ISO text."""
    known = know(person)
    return {
        "name": person.name,
        "number": person.short_number,
        "sex": str(person.get_sex_display()),
        "born": _day(person.birth_date),
        "party_membership": str(person.get_membership_kind_display()),
        "how_to_talk": person.language_note,
        "registered_at": person.registered_at.isoformat(),
        "documents": [
            {"kind": str(row.get_kind_display()), "number": decrypt(row.number_cipher, IDENTITY)}
            for row in known.documents
        ],
        "telephones": [decrypt(phone.cipher, PHONE) for phone in known.phones],
        "homes": [
            {"place": row.place.full_name, "as": str(row.get_kind_display()), **_period(row)}
            for row in known.residences
        ],
        "household": [str(row.get_relation_display()) for row in _mine(known.members, person)],
        "ties": [
            {"kind": str(tie.get_kind_display()), **_period(tie)}
            for tie in _mine(known.ties, person)
        ],
        "words": [
            {"word": str(tag.entry), "on": str(tag.get_ground_display()), **_period(tag)}
            for tag in known.tags
        ],
        "consents": [_consent(consent) for consent in known.consents],
        "who_looked": [
            {"at": view.at.isoformat(), "who": view.viewer_name, "why": view.reason}
            for view in known.views
        ],
    }


def _consent(consent: Consent) -> dict[str, Any]:
    withdrawn = consent.withdrawn_at
    return {
        "purpose": consent.purpose,
        "version": consent.version,
        "given": consent.given_at.isoformat(),
        "withdrawn": withdrawn.isoformat() if withdrawn else "",
    }


def _period(row: Any) -> dict[str, str]:
    return {"since": _day(row.since), "until": _day(row.until)}


def _mine(members: Iterable[Any], person: Person) -> list[Any]:
    return [member for member in members if member.person_id == person.id]


def _day(day: Any) -> str:
    return day.isoformat() if day else ""
