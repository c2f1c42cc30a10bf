"""What can be counted of people: always as of a day, never person by person outside."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from linli.apps.people.choices import ResidenceKind
from linli.apps.people.models import Household, HouseholdMember, Person, PersonTag, Residence
from linli.apps.people.queries.homes import holds_on
from linli.kernel.measures import Measure, Question, measure

ELDER_YEARS = 60
PEOPLE = _("people")
SMALLEST_CELL = 5
"""Below this the public sees "fewer than": so few could be recognised."""


def residents(question: Question) -> QuerySet[Person]:
    living = Residence.objects.filter(
        holds_on(question.end), community_id__in=question.ids, kind=ResidenceKind.ACTUAL
    )
    return Person.objects.filter(
        Q(deceased_on__isnull=True) | Q(deceased_on__gt=question.end),
        community_id__in=question.ids,
        erased_at__isnull=True,
        id__in=living.values("person_id"),
    )


def elders(question: Question) -> QuerySet[Person]:
    end = question.end
    last_day = 28 if (end.month, end.day) == (2, 29) else end.day
    born = end.replace(year=end.year - ELDER_YEARS, day=last_day)
    return residents(question).filter(birth_date__lte=born)


def party_members(question: Question) -> QuerySet[Person]:
    return residents(question).filter(party_member=True)


def households(question: Question) -> QuerySet[Household]:
    members = HouseholdMember.objects.filter(holds_on(question.end), community_id__in=question.ids)
    return Household.objects.filter(
        holds_on(question.end),
        community_id__in=question.ids,
        id__in=members.values("household_id"),
    )


def tagged(question: Question) -> QuerySet[Any]:
    return PersonTag.objects.filter(
        holds_on(question.end),
        community_id__in=question.ids,
        person_id__in=residents(question).values("id"),
    )


measure(
    Measure(
        key="people.residents",
        label=_("Residents"),
        says=_("People who live here on the day, by their noted homes."),
        unit=PEOPLE,
        rows=residents,
        kind="as_of",
        dimensions={"sex": "sex", "community": "community_id"},
    )
)
measure(
    Measure(
        key="people.elders_60",
        label=_("Residents of sixty and over"),
        says=_("Residents whose sixtieth birthday has come; unknown births are left out."),
        unit=PEOPLE,
        rows=elders,
        kind="as_of",
    )
)
measure(
    Measure(
        key="people.households",
        label=_("Households"),
        says=_("Households with at least one member on the day."),
        unit=_("households"),
        rows=households,
        kind="as_of",
        dimensions={"community": "community_id"},
    )
)
measure(
    Measure(
        key="people.party_members",
        label=_("Party members"),
        says=_("Residents noted as members, resident and in-service."),
        unit=PEOPLE,
        rows=party_members,
        kind="as_of",
        dimensions={"membership": "membership_kind"},
        smallest=SMALLEST_CELL,
    )
)
measure(
    Measure(
        key="people.tagged",
        label=_("Residents with a tag"),
        says=_("Residents by care tag, skill and role; one with two tags is counted under each."),
        unit=PEOPLE,
        rows=tagged,
        kind="as_of",
        distinct="person_id",
        dimensions={"kind": "entry__kind", "tag": "entry__code"},
        smallest=SMALLEST_CELL,
    )
)
measure(
    Measure(
        key="people.tag_kinds",
        label=_("Kinds of tags in use"),
        says=_(
            "How many different tags, skills or roles residents hold, such as of the five olds."
        ),
        unit=_("kinds"),
        rows=tagged,
        kind="as_of",
        distinct="entry_id",
        dimensions={"kind": "entry__kind", "tag": "entry__code"},
    )
)
