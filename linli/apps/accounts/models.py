"""Credentials are shared and rarely written; what they may do is a dated row of a community."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from linli.kernel.access.actor import Role
from linli.kernel.tenancy import CommunityModel


class Credentials(BaseUserManager["Credential"]):
    def get_by_natural_key(self, username: str | None) -> "Credential":
        return self.get(login=(username or "").strip().lower())


class Credential(AbstractBaseUser):
    """A way to sign in. One person may have none; no log-in time is kept here (data rule 8)."""

    login = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=10, blank=True)
    large = models.BooleanField(default=False)
    last_login = None

    USERNAME_FIELD = "login"
    objects: ClassVar[Credentials] = Credentials()

    def __str__(self) -> str:
        return self.login


ROLES = [
    (Role.RESIDENT, _("resident")),
    (Role.GRID_WORKER, _("grid worker")),
    (Role.COMMITTEE, _("community worker")),
    (Role.CHIEF, _("community secretary or director")),
    (Role.PARTNER, _("partner")),
    (Role.STREET, _("street office")),
    (Role.DISTRICT, _("district")),
    (Role.SYSTEM_ADMIN, _("system administrator")),
    (Role.SECURITY_ADMIN, _("security administrator")),
    (Role.AUDIT_ADMIN, _("audit administrator")),
]


class GrantRow(CommunityModel):
    """A role held from a day to a day; ended, never deleted."""

    credential = models.ForeignKey(
        Credential, on_delete=models.PROTECT, related_name="grants", db_index=True
    )
    role = models.CharField(max_length=16, choices=ROLES)
    grid_id = models.UUIDField(null=True, blank=True)
    organisation_id = models.BigIntegerField(null=True, blank=True)
    person_id = models.UUIDField(null=True, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    given_by = models.CharField(max_length=60)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["community", "role"], name="grant_by_role")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="grant_ends_after_it_begins",
            )
        ]
