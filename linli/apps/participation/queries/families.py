"""For whom somebody may act, and under whose roof people live."""

import uuid
from collections.abc import Iterable

from django.db.models import Q

from linli.apps.participation.rules.permissions import FAMILY_TIES
from linli.apps.people.public import HouseholdMember, Person, Residence, Tie, TieKind, ward_ties
from linli.kernel.community import Community


def wards(community: Community, person_id: uuid.UUID) -> set[uuid.UUID]:
    """Those for whom this person decides: wards, and own children until eighteen."""
    return set(ward_ties(person_id, [community.id]).values_list("person_id", flat=True))


def family(community: Community, person_id: uuid.UUID) -> set[uuid.UUID]:
    """Tied to this person, or living in one household; the person is not in it."""
    ties = Tie.objects.filter(
        Q(person_id=person_id) | Q(other_id=person_id),
        community_id=community.id,
        until__isnull=True,
        kind__in=FAMILY_TIES,
    ).values_list("person_id", "other_id")
    found = {each for pair in ties for each in pair}
    home = household_ids(community, [person_id]).get(person_id)
    if home is not None:
        members = HouseholdMember.objects.filter(
            community_id=community.id, household_id=home, until__isnull=True
        )
        found |= set(members.values_list("person_id", flat=True))
    return found - {person_id}


def family_people(community: Community, person_id: uuid.UUID) -> list[Person]:
    """Oneself first, then everybody one may sign up: `family`, in one statement."""
    ties = Tie.objects.filter(community_id=community.id, until__isnull=True, kind__in=FAMILY_TIES)
    members = HouseholdMember.objects.filter(community_id=community.id, until__isnull=True)
    homes = members.filter(person_id=person_id).values("household_id")
    rows = Person.objects.filter(
        Q(id=person_id)
        | Q(id__in=ties.filter(person_id=person_id).values("other_id"))
        | Q(id__in=ties.filter(other_id=person_id).values("person_id"))
        | Q(id__in=members.filter(household_id__in=homes).values("person_id")),
        community_id=community.id,
        erased_at__isnull=True,
        deceased_on__isnull=True,
    )
    return sorted(rows, key=lambda each: (each.id != person_id, each.name, each.id))


def household_ids(
    community: Community, person_ids: Iterable[uuid.UUID]
) -> dict[uuid.UUID, uuid.UUID]:
    rows = HouseholdMember.objects.filter(
        community_id=community.id, person_id__in=list(person_ids), until__isnull=True
    )
    return dict(rows.values_list("person_id", "household_id"))


def residents_among(community: Community, person_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Who has a home or a workplace in the community now."""
    rows = Residence.objects.filter(
        community_id=community.id, person_id__in=list(person_ids), until__isnull=True
    ).exclude(kind="work")
    return set(rows.values_list("person_id", flat=True))


def guardian_of(community: Community, child_id: uuid.UUID) -> uuid.UUID | None:
    """Whom to tell about a child: the guardian, else a parent."""
    ties = Tie.objects.filter(
        community_id=community.id,
        person_id=child_id,
        until__isnull=True,
        kind__in=[TieKind.GUARDIAN, TieKind.PARENT],
    )
    rows = sorted(ties.values_list("kind", "other_id"), key=lambda pair: pair[0] != "guardian")
    return rows[0][1] if rows else None
