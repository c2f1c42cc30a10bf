"""People who keep house together: forming, joining, leaving."""

import datetime as dt
import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.people import choices as words
from linli.apps.people.choices import Relation
from linli.apps.people.models import Household, HouseholdMember, Person
from linli.apps.people.operations.acting import note, past_day, reach
from linli.apps.people.operations.homes import end_row, home_at
from linli.apps.people.rules import permissions as may
from linli.apps.people.rules.drafts import take_line
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen


@transaction.atomic
def form_household(
    *,
    actor: Actor,
    community: Community,
    head_id: uuid.UUID,
    dwelling_id: uuid.UUID,
    label: str = "",
    since: dt.date | None = None,
    basis: str = "",
) -> Household:
    """A new household in a dwelling, with its head; `label` where the dwelling has several."""
    head = reach(actor, community, head_id, may.EDIT)
    dwelling, day = home_at(community, dwelling_id), past_day(community, since, "since")
    try:
        with transaction.atomic():
            household = Household.objects.create(
                community_id=community.id,
                dwelling_id=dwelling.id,
                label=take_line("label", label, most=20),
                head_id=head.id,
                since=day,
            )
    except IntegrityError as trouble:
        raise Conflict(
            "household_exists",
            _("There is a household in this home. Join it, or give the new one a name."),
            field="label",
        ) from trouble
    leave(head, day)
    _join(household, head, Relation.HEAD, day)
    note(words.HOUSEHOLD_FORMED, actor, head, basis, dwelling=dwelling.id, head=head.id)
    return household


@transaction.atomic
def join_household(
    *,
    actor: Actor,
    community: Community,
    person_id: uuid.UUID,
    household_id: uuid.UUID,
    relation: str,
    since: dt.date | None = None,
    basis: str = "",
) -> HouseholdMember:
    """Somebody comes to a household; the household before is left on that day."""
    person = reach(actor, community, person_id, may.EDIT)
    household = _household(community, household_id)
    day = past_day(community, since, "since")
    if relation == Relation.HEAD:
        if household.head_id is not None:
            raise Conflict("head_exists", _("This household has a head already."))
        household.head_id = person.id
        household.save()
    leave(person, day)
    member = _join(household, person, relation, day)
    note(
        words.HOUSEHOLD_JOINED,
        actor,
        person,
        basis,
        household=household.id,
        relation=relation,
    )
    return member


@transaction.atomic
def leave_household(
    *,
    actor: Actor,
    community: Community,
    person_id: uuid.UUID,
    on: dt.date | None = None,
    basis: str = "",
) -> None:
    """Somebody leaves; a household that is empty then ends."""
    person = reach(actor, community, person_id, may.EDIT)
    day = past_day(community, on)
    household = leave(person, day)
    if household is None:
        raise NotSeen("household_not_found", _("This person belongs to no household."))
    note(words.HOUSEHOLD_LEFT, actor, person, basis, household=household.id, on=day)


def _join(household: Household, person: Person, relation: str, day: dt.date) -> HouseholdMember:
    return HouseholdMember.objects.create(
        community_id=person.community_id,
        household_id=household.id,
        person_id=person.id,
        relation=Relation(relation),
        since=day,
    )


def leave(person: Person, day: dt.date) -> Household | None:
    members = HouseholdMember.objects.filter(community_id=person.community_id, until__isnull=True)
    row = members.filter(person_id=person.id).first()
    if row is None:
        return None
    end_row(row, day)
    household = row.household
    if household.head_id == person.id:
        household.head_id = None
    if not members.filter(household_id=household.id).exists():
        household.until = max(day, household.since or day)
    household.save()
    return household


def _household(community: Community, household_id: uuid.UUID) -> Household:
    found = Household.objects.filter(
        community_id=community.id, id=household_id, until__isnull=True
    ).first()
    if found is None:
        raise NotSeen("household_not_found", _("There is no such household."))
    return found
