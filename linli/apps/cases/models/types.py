"""What kinds of case a community knows: its own editable copy of the defaults, in versions."""

from django.db import models
from django.db.models import Q

from linli.apps.cases.choices import CaseKind, Duty, ReasonKind
from linli.kernel.community import spoken
from linli.kernel.editions import SeldomEdited
from linli.kernel.tenancy import CommunityModel
from linli.kernel.worktime import Limit, Unit

UNITS = [(unit.value, unit.value) for unit in Unit]


class DutyItem(CommunityModel):
    """A line of the community's duty list: what it leads, where it assists, what is outside."""

    code = models.CharField(max_length=60)
    role = models.CharField(max_length=8, choices=Duty.choices)
    names = models.JSONField(default=dict)
    basis = models.CharField(max_length=300, blank=True)
    door = models.JSONField(default=dict)
    phones = models.JSONField(default=list)
    source = models.CharField(max_length=300, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["community", "code"], name="duty_item_code_once")
        ]

    @property
    def name(self) -> str:
        return spoken(self.names)

    @property
    def right_door(self) -> str:
        return spoken(self.door)


class CaseType(SeldomEdited, CommunityModel):
    """One version of a type. A case keeps the version it was filed under.

    `parent` names the group the type belongs to; names and conditions are {language: text}.
    Limits: `*_value` in `*_unit` (kernel.worktime.Unit).
    """

    code = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    parent = models.CharField(max_length=60, blank=True)
    parent_names = models.JSONField(default=dict)
    names = models.JSONField(default=dict)
    kind = models.CharField(max_length=12, choices=CaseKind.choices)
    demand_kind = models.CharField(max_length=12, blank=True)
    filing_condition = models.JSONField(default=dict)
    closing_condition = models.JSONField(default=dict)
    response_value = models.PositiveSmallIntegerField(default=1)
    response_unit = models.CharField(max_length=12, choices=UNITS, default=Unit.WORKING_DAY)
    resolution_value = models.PositiveSmallIntegerField(default=5)
    resolution_unit = models.CharField(max_length=12, choices=UNITS, default=Unit.WORKING_DAY)
    stage_limits = models.JSONField(default=dict)
    limit_sources = models.JSONField(default=dict)
    lead_unit_kind = models.CharField(max_length=40, blank=True)
    assist_unit_kinds = models.JSONField(default=list)
    needs_site_check = models.BooleanField(default=False)
    public = models.BooleanField(default=True)
    confidential = models.BooleanField(default=False)
    legal_basis = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    duty = models.CharField(max_length=8, choices=Duty.choices, default=Duty.MAIN)
    duty_item = models.CharField(max_length=60, blank=True)
    questions = models.JSONField(default=list)
    keywords = models.JSONField(default=list)
    emergency_notice = models.JSONField(default=dict)
    elder_hint = models.JSONField(default=dict)
    sequence = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)
    effective_from = models.DateField()

    class Meta:
        ordering = ["sequence", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "code", "version"], name="case_type_version_once"
            ),
            models.UniqueConstraint(
                fields=["community", "code"], condition=Q(active=True), name="case_type_active_once"
            ),
            models.CheckConstraint(
                condition=Q(response_value__gte=1, resolution_value__gte=1),
                name="case_type_limits_are_positive",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return spoken(self.names)

    @property
    def group_name(self) -> str:
        return spoken(self.parent_names) or self.parent

    @property
    def response_limit(self) -> Limit:
        return Limit(self.response_value, Unit(self.response_unit))

    @property
    def resolution_limit(self) -> Limit:
        return Limit(self.resolution_value, Unit(self.resolution_unit))


class Reason(SeldomEdited, CommunityModel):
    """A listed reason: what the clock may pause for, why a case is declined, objected to, hung …

    `told` is what the reporter reads, `door` the right address when it is not ours; `extra`
    keeps the rest of the listing (longest pause, clocks, what is asked for).
    """

    kind = models.CharField(max_length=10, choices=ReasonKind.choices)
    code = models.CharField(max_length=60)
    names = models.JSONField(default=dict)
    told = models.JSONField(default=dict)
    door = models.JSONField(default=dict)
    phones = models.JSONField(default=list)
    extra = models.JSONField(default=dict)
    source = models.CharField(max_length=300, blank=True)
    sequence = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["kind", "sequence", "code"]
        constraints = [
            models.UniqueConstraint(fields=["community", "code"], name="reason_code_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return spoken(self.names)

    @property
    def told_text(self) -> str:
        return spoken(self.told)

    @property
    def right_door(self) -> str:
        return spoken(self.door)
