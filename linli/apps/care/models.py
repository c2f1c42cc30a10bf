"""A help group belongs to one person; its members come and go with dates."""

from django.db import models
from django.db.models import Q

from linli.apps.care.choices import GroupRole
from linli.kernel.dated import Dated
from linli.kernel.tenancy import LocalKey


class HelpGroup(Dated):
    """`person` is who is helped: one group at a time. `purpose` says what was agreed."""

    person = LocalKey("people.Person", related_name="help_groups", db_index=False)
    purpose = models.CharField(max_length=300, blank=True)
    ended_reason = models.CharField(max_length=200, blank=True)

    class Meta(Dated.Meta):
        ordering = ["since", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["community", "person"],
                condition=Q(until__isnull=True),
                name="help_group_open_once",
            ),
        ]
        indexes = [models.Index(fields=["community", "person"], name="help_group_of_person")]


class HelpGroupMember(Dated):
    group = LocalKey(HelpGroup, related_name="members", db_index=False)
    role = models.CharField(max_length=16, choices=GroupRole.choices)
    person = LocalKey(
        "people.Person", null=True, blank=True, related_name="helps_in", db_index=False
    )
    display_name = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=40, blank=True)

    class Meta(Dated.Meta):
        ordering = ["role", "since", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["community", "group", "role", "display_name"],
                condition=Q(until__isnull=True) & ~Q(display_name=""),
                name="helper_open_once",
            ),
        ]
        indexes = [models.Index(fields=["community", "person"], name="helper_by_person")]
