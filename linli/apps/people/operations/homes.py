"""Moving in and out: dated rows, ended and never overwritten."""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.apps.people import choices as words
from linli.apps.people.choices import SINGLE_RESIDENCES, ResidenceKind
from linli.apps.people.models import HouseholdMember, Residence, Tie
from linli.apps.people.operations.acting import note, past_day, reach
from linli.apps.people.rules import permissions as may
from linli.apps.places.public import Place, PlaceKind
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet

LIVED_IN = (PlaceKind.DWELLING, PlaceKind.SHOP)


@transaction.atomic
def move_in(
    *,
    actor: Actor,
    community: Community,
    person_id: uuid.UUID,
    place_id: uuid.UUID,
    kind: str = ResidenceKind.ACTUAL,
    since: dt.date | None = None,
    basis: str = "",
) -> Residence:
    """A person lives, is registered, rents, owns or works at a place from a day on.

    One lives, and is registered, at one place at a time: the one before ends with that day.
    """
    person = reach(actor, community, person_id, may.EDIT)
    place, day = home_at(community, place_id), past_day(community, since, "since")
    current = Residence.objects.filter(
        community_id=community.id, person_id=person.id, kind=kind, until__isnull=True
    )
    if current.filter(place_id=place.id).exists():
        raise Conflict("already_there", _("This is noted already."))
    left = _leave_before(current, day) if kind in SINGLE_RESIDENCES else None
    made = Residence.objects.create(
        community_id=community.id, person_id=person.id, place_id=place.id, kind=kind, since=day
    )
    note(words.MOVED_IN, actor, person, basis, place=place.id, kind=kind, since=day, left=left)
    return made


def _leave_before(current: QuerySet[Residence], day: dt.date) -> uuid.UUID | None:
    before = current.first()
    if before is None:
        return None
    end_row(before, day)
    return before.place_id


def end_row(row: Residence | HouseholdMember | Tie, day: dt.date) -> None:
    if row.since and row.since > day:
        raise RuleNotMet(
            "ends_before_begin", _("It cannot end before it began. Check the day."), field="on"
        )
    row.until = day
    row.save()


@transaction.atomic
def move_out(
    *,
    actor: Actor,
    community: Community,
    person_id: uuid.UUID,
    residence_id: uuid.UUID,
    on: dt.date | None = None,
    basis: str = "",
) -> Residence:
    """A residence ends; `on` is its last day."""
    person = reach(actor, community, person_id, may.EDIT)
    row = Residence.objects.filter(
        community_id=community.id, person_id=person.id, id=residence_id, until__isnull=True
    ).first()
    if row is None:
        raise NotSeen("residence_not_found", _("This has ended already, or is not known."))
    day = past_day(community, on)
    end_row(row, day)
    note(words.MOVED_OUT, actor, person, basis, place=row.place_id, kind=row.kind, on=day)
    return row


def home_at(community: Community, place_id: uuid.UUID) -> Place:
    place = Place.objects.filter(
        community_id=community.id, id=place_id, closed_on__isnull=True
    ).first()
    if place is None or place.kind not in LIVED_IN:
        raise RuleNotMet(
            "home_not_found", _("Choose a home, such as 2号楼4单元302."), field="place"
        )
    return place
