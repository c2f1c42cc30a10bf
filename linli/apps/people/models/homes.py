"""Who lives where and with whom, by dated rows."""

from django.db import models
from django.db.models import F, Q

from linli.apps.people.choices import Relation, ResidenceKind, TieKind
from linli.apps.people.models.person import Person
from linli.kernel.tenancy import CommunityModel, LocalKey

ENDS_AFTER_BEGIN = Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since"))
CURRENT = Q(until__isnull=True)


class Residence(CommunityModel):
    """A person's relation to a place. Living away from the registered address 人户分离 follows
    from two rows. `since` empty: earlier than anybody wrote down.
    """

    person = LocalKey(Person, related_name="residences")
    place = LocalKey("places.Place", related_name="+")
    kind = models.CharField(max_length=12, choices=ResidenceKind.choices)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ENDS_AFTER_BEGIN, name="residence_ends_after_begin"),
            models.UniqueConstraint(
                fields=["community", "person", "place", "kind"],
                condition=CURRENT,
                name="residence_once",
            ),
            models.UniqueConstraint(
                fields=["community", "person", "kind"],
                condition=CURRENT & Q(kind__in=["registered", "actual"]),
                name="one_home_of_a_kind",
            ),
        ]


class Household(CommunityModel):
    """People who keep house together. A dwelling may hold several, told apart by `label`."""

    dwelling = LocalKey("places.Place", related_name="+")
    label = models.CharField(max_length=20, blank=True)
    head = LocalKey(Person, null=True, blank=True, related_name="+")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ENDS_AFTER_BEGIN, name="household_ends_after_begin"),
            models.UniqueConstraint(
                fields=["community", "dwelling", "label"], condition=CURRENT, name="household_once"
            ),
        ]


class HouseholdMember(CommunityModel):
    """`relation` is to the head of the household."""

    household = LocalKey(Household, related_name="members")
    person = LocalKey(Person, related_name="memberships")
    relation = models.CharField(max_length=2, choices=Relation.choices, default=Relation.OTHER)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ENDS_AFTER_BEGIN, name="member_ends_after_begin"),
            models.UniqueConstraint(
                fields=["community", "person"], condition=CURRENT, name="one_household_at_a_time"
            ),
        ]


class Tie(CommunityModel):
    """`other` is the `kind` of `person`: guardian, parent, carer … `proof` names the paper."""

    person = LocalKey(Person, related_name="ties")
    other = LocalKey(Person, related_name="ties_back")
    kind = models.CharField(max_length=12, choices=TieKind.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    proof = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ENDS_AFTER_BEGIN, name="tie_ends_after_begin"),
            models.CheckConstraint(condition=~Q(person=F("other")), name="tie_needs_two"),
            models.UniqueConstraint(
                fields=["community", "person", "other", "kind"],
                condition=CURRENT,
                name="tie_once",
            ),
        ]
