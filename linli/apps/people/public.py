"""What other apps may use of people."""

from linli.apps.people.choices import EntryKind, Relation, ResidenceKind, Sex, TieKind
from linli.apps.people.identity.phones import PhoneError, read_phone
from linli.apps.people.models import (
    DictionaryEntry,
    Household,
    HouseholdMember,
    Person,
    PersonTag,
    Residence,
    Tie,
)

__all__ = [
    "DictionaryEntry",
    "EntryKind",
    "Household",
    "HouseholdMember",
    "Person",
    "PersonTag",
    "PhoneError",
    "Relation",
    "Residence",
    "ResidenceKind",
    "Sex",
    "Tie",
    "TieKind",
    "read_phone",
]
