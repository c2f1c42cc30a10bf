"""Residents and what the community may know of them. A person is not an account.

Days are inclusive at both ends: `until` names the last day. History is dated rows.
There are no registers of "special populations", and there will be none.
"""

from linli.apps.people.models.homes import Household, HouseholdMember, Residence, Tie
from linli.apps.people.models.person import IdentityDocument, Person, Phone
from linli.apps.people.models.rights import Card, Consent, DataRequest, ViewLog
from linli.apps.people.models.tags import DictionaryEntry, PersonTag

__all__ = [
    "Card",
    "Consent",
    "DataRequest",
    "DictionaryEntry",
    "Household",
    "HouseholdMember",
    "IdentityDocument",
    "Person",
    "PersonTag",
    "Phone",
    "Residence",
    "Tie",
    "ViewLog",
]
