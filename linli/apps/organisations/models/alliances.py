"""Bodies that act together: alliances, pairs, joint bodies; what they promise and do."""

from django.db import models
from django.db.models import Q

from linli.apps.organisations.choices import (
    AllianceKind,
    CallState,
    PledgeState,
    ResourceKind,
    Society,
)
from linli.apps.organisations.models.dated import Dated
from linli.apps.organisations.models.units import Organisation
from linli.kernel.tenancy import CommunityModel, LocalKey


class Alliance(Dated):
    kind = models.CharField(max_length=20, choices=AllianceKind.choices)
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=400, blank=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["community", "kind", "name"],
                condition=Q(until__isnull=True),
                name="alliance_open_once",
            ),
        ]


class AllianceMember(Dated):
    alliance = LocalKey(Alliance, related_name="members", db_index=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="alliance_seats", db_index=False
    )
    seat = models.CharField(max_length=60, blank=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["community", "alliance", "organisation"],
                condition=Q(until__isnull=True),
                name="alliance_member_open_once",
            ),
        ]


class Pledge(CommunityModel):
    """What a unit promised, in its own words. `grid` lets the hand-over pack find it."""

    alliance = LocalKey(Alliance, null=True, blank=True, related_name="pledges", db_index=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="pledges", db_index=False
    )
    grid = LocalKey("places.Grid", null=True, blank=True, related_name="pledges", db_index=False)
    text = models.CharField(max_length=400)
    pledged_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=PledgeState.choices, default=PledgeState.OPEN)
    settled_on = models.DateField(null=True, blank=True)
    settled_note = models.CharField(max_length=200, blank=True)
    public = models.BooleanField(default=True)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["community", "state", "due_on"], name="pledge_by_state"),
            models.Index(fields=["community", "organisation"], name="pledge_by_unit"),
        ]


class PledgeDeed(CommunityModel):
    """What was done for a pledge: one row a deed, with what came of it."""

    pledge = LocalKey(Pledge, related_name="deeds", db_index=False)
    happened_on = models.DateField()
    what = models.CharField(max_length=400)
    quantity = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["community", "happened_on"], name="deed_by_day")]


class DeedSociety(CommunityModel):
    """Which of the five societies took part in a deed."""

    deed = LocalKey(PledgeDeed, related_name="societies", db_index=False)
    society = models.CharField(max_length=20, choices=Society.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "deed", "society"], name="deed_society_once"
            )
        ]


class BodyCall(CommunityModel):
    """A joint body is called together; its minutes follow."""

    alliance = LocalKey(Alliance, related_name="calls", db_index=False)
    agenda = models.CharField(max_length=400)
    meets_at = models.DateTimeField()
    where = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=12, choices=CallState.choices, default=CallState.CALLED)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["community", "alliance", "meets_at"], name="call_of_body")]


class BodyMinutes(CommunityModel):
    """Written once for a call; what was agreed becomes pledges."""

    call = LocalKey(BodyCall, related_name="minutes", db_index=False)
    text = models.TextField(max_length=8000)
    decided = models.TextField(max_length=2000, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "call"], name="minutes_once_a_call")
        ]


class BodyAttendance(CommunityModel):
    call = LocalKey(BodyCall, related_name="attendances", db_index=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "call", "organisation"], name="attendance_once"
            )
        ]


class Resource(Dated):
    """What a unit can give: one side of the list of resources and needs."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="resources", db_index=False
    )
    kind = models.CharField(max_length=12, choices=ResourceKind.choices)
    text = models.CharField(max_length=200)

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["community", "kind"], name="resource_by_kind")]


class Need(CommunityModel):
    """What the community looks for; met by a pledge."""

    kind = models.CharField(max_length=12, choices=ResourceKind.choices)
    text = models.CharField(max_length=200)
    raised_on = models.DateField()
    met_on = models.DateField(null=True, blank=True)
    pledge = LocalKey(Pledge, null=True, blank=True, related_name="needs", db_index=False)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["community", "kind", "met_on"], name="need_by_kind")]
