"""Who is in a party, and which of its children lack a guardian's word."""

import uuid
from collections.abc import Iterable

from linli.apps.participation.choices import ConsentKind
from linli.apps.participation.models import (
    Gathering,
    GuardianConsent,
    Participation,
    PartyMember,
)
from linli.apps.participation.rules.ages import ages_for
from linli.apps.people.public import Person
from linli.kernel.community import Community


def people_of(row: Participation) -> list[Person]:
    members = PartyMember.objects.filter(
        community_id=row.community_id, participation_id=row.id, person__isnull=False
    )
    return [each.person for each in members.select_related("person") if each.person]


def lacks_consent(community: Community, gathering: Gathering, row: Participation) -> bool:
    ages = ages_for(community, gathering)
    minors = [each.id for each in people_of(row) if ages.needs_consent(each)]
    return bool(set(minors) - consented(community, gathering.about_id, minors))


def consented(
    community: Community,
    about_id: uuid.UUID,
    person_ids: Iterable[uuid.UUID],
    kind: str = ConsentKind.ATTEND,
) -> set[uuid.UUID]:
    """Those of them whose guardian's consent is in force."""
    wanted = list(person_ids)
    if not wanted:
        return set()
    rows = GuardianConsent.objects.filter(
        community_id=community.id,
        about_id=about_id,
        kind=kind,
        person_id__in=wanted,
        revoked_at__isnull=True,
    )
    return set(rows.values_list("person_id", flat=True))
