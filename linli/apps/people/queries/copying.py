"""A copy of everything the community keeps about one person, numbers in full."""

from collections.abc import Iterable
from typing import Any

from linli.apps.people.models import Person
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
            {
                "kind": str(document.get_kind_display()),
                "number": decrypt(document.number_cipher, IDENTITY),
            }
            for document in known.documents
        ],
        "telephones": [decrypt(phone.cipher, PHONE) for phone in known.phones],
        "homes": [
            {
                "place": home.place.full_name,
                "as": str(home.get_kind_display()),
                "since": _day(home.since),
                "until": _day(home.until),
            }
            for home in known.residences
        ],
        "household": [
            str(member.get_relation_display()) for member in _mine(known.members, person)
        ],
        "ties": [
            {"kind": str(tie.get_kind_display()), "since": _day(tie.since)}
            for tie in known.ties
            if tie.person_id == person.id
        ],
        "words": [
            {"word": str(tag.entry), "on": str(tag.get_ground_display()), "since": _day(tag.since)}
            for tag in known.tags
        ],
        "consents": [
            {
                "purpose": consent.purpose,
                "version": consent.version,
                "given": consent.given_at.isoformat(),
                "withdrawn": consent.withdrawn_at.isoformat() if consent.withdrawn_at else "",
            }
            for consent in known.consents
        ],
        "who_looked": [
            {"at": view.at.isoformat(), "who": view.viewer_name, "why": view.reason}
            for view in known.views
        ],
    }


def _mine(members: Iterable[Any], person: Person) -> list[Any]:
    return [member for member in members if member.person_id == person.id]


def _day(day: Any) -> str:
    return day.isoformat() if day else ""
