"""Whether a party may sign up: the window, ages on the day, audience, household, other seats."""

import uuid
from collections.abc import Sequence

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from linli.apps.participation.choices import HOLDING, LIVE, STAFF_DOORS, Audience, Door
from linli.apps.participation.models import Gathering, Participation, PartyMember
from linli.apps.participation.queries.families import residents_among
from linli.apps.participation.rules.ages import Ages, ages_for
from linli.apps.people.public import Person
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotAllowed, RuleNotMet


def check_window(community: Community, gathering: Gathering, door: str) -> None:
    now = clock.now()
    if now >= gathering.ends_at:
        raise Conflict("over", _("This is over."), ended=gathering.ends_at.isoformat())
    if gathering.enrolment_id is not None:
        raise Conflict(
            "sign_up_for_the_whole",
            _("Lessons are not signed up for one by one: sign up for the whole course."),
            gathering=str(gathering.enrolment_id),
        )
    if gathering.opens_at is not None and now < gathering.opens_at:
        raise Conflict(
            "not_open_yet",
            _("Signing up has not begun yet."),
            opens=gathering.opens_at.isoformat(),
        )
    if gathering.closes_at is not None and now >= gathering.closes_at and door not in STAFF_DOORS:
        raise Conflict(
            "closed_for_sign_up",
            _("Signing up has ended. Ask the host whether there is a place at the door."),
            closed=gathering.closes_at.isoformat(),
        )


def check_party(
    community: Community,
    gathering: Gathering,
    subject: Person,
    people: Sequence[Person],
    door: str,
) -> None:
    ages = ages_for(community, gathering)
    _check_children(ages, subject, people, door)
    _check_ages(gathering, ages, subject)
    _check_audience(community, gathering, subject)
    _check_overlap(community, gathering, people)


def _check_children(ages: Ages, subject: Person, people: Sequence[Person], door: str) -> None:
    young = [each for each in people if ages.needs_adult(each)]
    if not young:
        return
    if door in (Door.SELF, Door.FAMILY) and subject in young:
        raise NotAllowed(
            "guardian_required",
            _("Children below %(age)s are signed up by a guardian.") % {"age": ages.accompany},
            age=ages.accompany,
        )
    if not any(ages.is_adult(each) for each in people):
        raise RuleNotMet(
            "accompanying_adult_needed",
            _("Children below %(age)s come with an adult. Please add who comes along.")
            % {"age": ages.accompany},
            field="companions",
            age=ages.accompany,
        )


def _check_ages(gathering: Gathering, ages: Ages, subject: Person) -> None:
    age = ages.of(subject)
    if age is None:
        return
    too_young = gathering.age_from is not None and age < gathering.age_from
    too_old = gathering.age_to is not None and age > gathering.age_to
    if too_young or too_old:
        raise RuleNotMet(
            "audience_age",
            _("This is for other ages. The age on the day counts."),
            age_from=gathering.age_from,
            age_to=gathering.age_to,
        )


def _check_audience(community: Community, gathering: Gathering, subject: Person) -> None:
    if gathering.audience == Audience.PARTY_MEMBERS and not subject.party_member:
        raise RuleNotMet("audience_party_members", _("This is for party members."))
    first = gathering.residents_first_until
    residents_only = gathering.audience == Audience.RESIDENTS
    early = first is not None and clock.now() < first
    if (residents_only or early) and not residents_among(community, [subject.id]):
        if residents_only:
            raise RuleNotMet("audience_residents", _("This is for residents of the community."))
        raise Conflict(
            "residents_first",
            _("Residents sign up first. After that it is open to everybody."),
            opens=first.isoformat() if first else None,
        )


def check_household(gathering: Gathering, row: Participation) -> None:
    """With the row itself, under the gathering's lock: two of one family at once both count."""
    cap = gathering.household_cap
    if cap is None or row.household_id is None:
        return
    rows = Participation.objects.filter(
        community_id=row.community_id,
        gathering_id=gathering.id,
        household_id=row.household_id,
        state__in=LIVE,
    )
    taken = rows.aggregate(total=Sum("seats"))["total"] or 0
    if taken > cap:
        raise Conflict(
            "household_cap",
            _("At most %(cap)s seats go to one household.") % {"cap": cap},
            cap=cap,
            taken=taken - row.seats,
        )


def _check_overlap(community: Community, gathering: Gathering, people: Sequence[Person]) -> None:
    """Nobody has seats in two places at once; the people are locked, so two at once are seen.

    A course spans weeks and helpers belong to the event they help at: neither is a clash.
    """
    if gathering.kind in SPANNING:
        return
    rows = PartyMember.objects.filter(
        community_id=community.id,
        person_id__in=[each.id for each in people],
        live=True,
        participation__state__in=HOLDING,
        gathering__starts_at__lt=gathering.ends_at,
        gathering__ends_at__gt=gathering.starts_at,
    ).exclude(gathering__kind__in=SPANNING)
    clash = rows.exclude(gathering_id=gathering.id).values_list("gathering_id", flat=True).first()
    if clash is not None:
        raise _overlap(clash)


SPANNING = ("class",)


def _overlap(clash: uuid.UUID) -> Conflict:
    return Conflict(
        "overlapping",
        _("At this time there is a place somewhere else already. Withdraw that one first."),
        gathering=str(clash),
    )
