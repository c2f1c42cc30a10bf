"""Who signed up, by which door, with whom, and where in the queue."""

from django.db import models
from django.db.models import Q

from linli.apps.participation.choices import Door, State
from linli.apps.participation.models.gathering import Gathering
from linli.kernel.records.models import Basis
from linli.kernel.tenancy import CommunityModel, LocalKey


class Participation(CommunityModel):
    """The place in the queue is (priority, number); numbers are given under the gathering's lock,
    so that no two are equal. `contact` is who is told. `held_until` ends an offer or the wait
    for a consent. `late`: withdrawn so late that nobody could move up in peace.
    """

    gathering = LocalKey(Gathering, related_name="participations", db_index=False)
    subject = LocalKey("people.Person", related_name="+", db_index=False)
    contact = LocalKey("people.Person", null=True, blank=True, related_name="+", db_index=False)
    household = LocalKey(
        "people.Household", null=True, blank=True, related_name="+", db_index=False
    )
    actor = models.CharField(max_length=60)
    basis = models.CharField(max_length=12, choices=Basis.choices)
    door = models.CharField(max_length=11, choices=Door.choices)
    state = models.CharField(max_length=20, choices=State.choices)
    seats = models.PositiveSmallIntegerField(default=1)
    holds_seats = models.BooleanField(default=False)
    priority = models.SmallIntegerField(default=0)
    number = models.PositiveIntegerField()
    held_until = models.DateTimeField(null=True, blank=True)
    over_reason = models.CharField(max_length=200, blank=True)
    late = models.BooleanField(default=False)
    photos_flagged_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "gathering", "number"], name="participation_number_once"
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="participation_needs_a_seat"),
            models.CheckConstraint(
                condition=~Q(state__in=[State.OFFERED, State.PENDING_CONSENT])
                | Q(held_until__isnull=False),
                name="participation_held_until_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["community", "gathering", "state", "priority", "number"],
                name="participation_queue",
            ),
            models.Index(fields=["community", "subject"], name="participation_of_person"),
            models.Index(fields=["community", "contact"], name="participation_of_contact"),
            models.Index(fields=["community", "household"], name="participation_of_home"),
        ]


class PartyMember(CommunityModel):
    """Everybody of a party who is known by name; `live` while the sign-up is, so that nobody is
    in two parties of one gathering.
    """

    participation = LocalKey(Participation, related_name="members", db_index=False)
    gathering = LocalKey(Gathering, related_name="+", db_index=False)
    person = LocalKey("people.Person", null=True, blank=True, related_name="+", db_index=False)
    name = models.CharField(max_length=60, blank=True)
    companion = models.BooleanField(default=False)
    live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "gathering", "person"],
                condition=Q(live=True, person__isnull=False),
                name="one_party_a_person",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(name="") | Q(live=False),
                name="party_member_is_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "participation"], name="party_of_sign_up"),
            models.Index(fields=["community", "person"], name="party_of_person"),
        ]
