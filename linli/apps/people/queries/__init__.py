"""What can be asked of people."""

from linli.apps.people.queries.finding import (
    Asked,
    identity_digest,
    main_phone,
    people_for,
    person_for,
    phone_digest,
    search_people,
)
from linli.apps.people.queries.homes import (
    HOME_ORDER,
    holds_on,
    home_of,
    homes_of,
    household_of,
    members_of,
    residences_of,
    residents_at,
    ties_of,
    wards_of,
)
from linli.apps.people.queries.knowing import (
    Known,
    agreements,
    dictionary,
    know,
    masked_document,
    masked_phone,
)

__all__ = [
    "HOME_ORDER",
    "Asked",
    "Known",
    "agreements",
    "dictionary",
    "holds_on",
    "home_of",
    "homes_of",
    "household_of",
    "identity_digest",
    "know",
    "main_phone",
    "masked_document",
    "masked_phone",
    "members_of",
    "people_for",
    "person_for",
    "phone_digest",
    "residences_of",
    "residents_at",
    "search_people",
    "ties_of",
    "wards_of",
]
