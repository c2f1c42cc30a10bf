"""Who lives where, now and on a day."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from linli.apps.people.choices import ResidenceKind
from linli.apps.people.models import Household, HouseholdMember, Person, Residence, Tie
from linli.kernel.community import Community


def holds_on(day: dt.date) -> Q:
    """Dated rows in force on a day; both ends belong to it."""
    begun = Q(since__isnull=True) | Q(since__lte=day)
    return begun & (Q(until__isnull=True) | Q(until__gte=day))


def residences_of(person: Person) -> QuerySet[Residence]:
    """All of them, the current ones first."""
    rows = Residence.objects.filter(community_id=person.community_id, person_id=person.id)
    return rows.select_related("place").order_by("-until", "-since", "kind")


def homes_of(
    community: Community, person_ids: Iterable[uuid.UUID]
) -> dict[uuid.UUID, list[Residence]]:
    """Current residences by person: one statement for a whole list."""
    rows = Residence.objects.filter(
        community_id=community.id, person_id__in=list(person_ids), until__isnull=True
    ).select_related("place")
    found: dict[uuid.UUID, list[Residence]] = {}
    for row in sorted(rows, key=lambda each: HOME_ORDER.get(each.kind, 9)):
        found.setdefault(row.person_id, []).append(row)
    return found


HOME_ORDER: dict[str, int] = {
    ResidenceKind.ACTUAL: 0,
    ResidenceKind.TENANT: 1,
    ResidenceKind.OWNER: 2,
    ResidenceKind.REGISTERED: 3,
    ResidenceKind.WORK: 4,
}


def home_of(person: Person) -> Residence | None:
    """Where the person lives now, else the first current residence of another kind."""
    homes = homes_of(Community(id=person.community_id), [person.id]).get(person.id, [])
    return homes[0] if homes else None


def residents_at(community: Community, place_id: uuid.UUID, day: dt.date) -> QuerySet[Person]:
    """Who lived at a dwelling on a day."""
    rows = Residence.objects.filter(
        holds_on(day), community_id=community.id, place_id=place_id, kind=ResidenceKind.ACTUAL
    )
    return Person.objects.filter(
        community_id=community.id, erased_at__isnull=True, id__in=rows.values("person_id")
    )


def household_of(person: Person) -> Household | None:
    member = (
        HouseholdMember.objects.filter(
            community_id=person.community_id, person_id=person.id, until__isnull=True
        )
        .select_related("household__dwelling")
        .first()
    )
    return member.household if member else None


def members_of(household: Household) -> list[HouseholdMember]:
    """Those who belong to it now, the head first."""
    rows = HouseholdMember.objects.filter(
        community_id=household.community_id, household_id=household.id, until__isnull=True
    )
    found = list(rows.select_related("person"))
    return sorted(found, key=lambda each: (each.person_id != household.head_id, each.relation))


def ties_of(person: Person) -> list[Tie]:
    """Ties from and to the person that hold now."""
    rows = Tie.objects.filter(
        Q(person_id=person.id) | Q(other_id=person.id),
        community_id=person.community_id,
        until__isnull=True,
    )
    return list(rows.select_related("person", "other").order_by("since", "id"))


def wards_of(community: Community, person_id: uuid.UUID, ward: Q) -> QuerySet[Person]:
    rows = Tie.objects.filter(ward, community_id=community.id, other_id=person_id)
    return Person.objects.filter(
        community_id=community.id, erased_at__isnull=True, id__in=rows.values("person_id")
    )
