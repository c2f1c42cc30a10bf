"""Credentials are shared and rarely written; what they may do is a dated row of a community."""

import base64
import datetime as dt
import hashlib
import secrets
import time
import uuid
from typing import Any, ClassVar
from urllib.parse import quote, urlencode

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django_otp.models import Device, ThrottlingMixin
from django_otp.oath import TOTP

from linli.apps.accounts.choices import ROLES
from linli.kernel import cipher
from linli.kernel.tenancy import CommunityModel


class Credentials(BaseUserManager["Credential"]):
    def get_by_natural_key(self, username: str | None) -> "Credential":
        return self.get(login=(username or "").strip().lower())


class Credential(AbstractBaseUser):
    """A way to sign in. One person may have none; no log-in time is kept here (data rule 8).

    `opened_in` is the community whose administrator answers for it; raising `session_round` ends
    all its sessions.
    """

    login = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    session_round = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    opened_in = models.ForeignKey(
        "kernel.Community", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(max_length=10, blank=True)
    large = models.BooleanField(default=False)
    last_login = None

    USERNAME_FIELD = "login"
    objects: ClassVar[Credentials] = Credentials()

    def __str__(self) -> str:
        return self.login

    @property
    def record_id(self) -> uuid.UUID:
        """How records name this shared row."""
        return uuid.UUID(int=self.pk)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """A new password or a raised round makes every session of this credential void."""
        return salted_hmac(
            "linli.accounts.session",
            f"{self.password}:{self.session_round}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()


class Authenticator(ThrottlingMixin, Device):  # type: ignore[misc]  # django-otp has no types
    """An app for one-time codes (RFC 6238). Its secret is encrypted with a key outside the data.

    `last_t` is the time step of the last accepted code: none is accepted twice. `drift` is how
    many steps the other clock is off.
    """

    SECRET = "accounts.authenticator"  # noqa: S105  a context of the cipher, not a secret
    ISSUER, STEP, TOLERANCE = "Linli", 30, 1

    user: "models.ForeignKey[Credential, Credential]" = models.ForeignKey(
        Credential, on_delete=models.CASCADE, related_name="+"
    )
    secret_cipher: "models.TextField[str, str]" = models.TextField()
    last_t: "models.BigIntegerField[int, int]" = models.BigIntegerField(default=-1)
    drift: "models.SmallIntegerField[int, int]" = models.SmallIntegerField(default=0)

    @classmethod
    def begun(cls, credential: Credential) -> "Authenticator":
        """With a new secret, not in force before its first code was typed."""
        kept = cipher.encrypt(secrets.token_hex(20), cls.SECRET)
        return cls(user=credential, name="totp", confirmed=False, secret_cipher=kept)

    @property
    def bin_key(self) -> bytes:
        return bytes.fromhex(cipher.decrypt(self.secret_cipher, self.SECRET))

    @property
    def typed_key(self) -> str:
        """For an app without a camera."""
        return base64.b32encode(self.bin_key).decode()

    @property
    def config_url(self) -> str:
        words = {"secret": self.typed_key, "algorithm": "SHA1", "digits": 6, "period": self.STEP}
        label = quote(f"{self.ISSUER}:{self.user.get_username()}")
        return f"otpauth://totp/{label}?{urlencode(words)}&issuer={self.ISSUER}"

    def verify_token(self, token: str) -> bool:
        allowed, _why = self.verify_is_allowed()
        if not allowed:
            return False
        clock = TOTP(self.bin_key, self.STEP, drift=self.drift)
        clock.time = time.time()  # allowed: the phone that made the code knows no test clock
        accepted = token.isdecimal() and clock.verify(int(token), self.TOLERANCE, self.last_t + 1)
        if not accepted:
            self.throttle_increment(commit=True)
            return False
        self.last_t, self.drift = clock.t(), clock.drift
        self.throttle_reset(commit=False)
        self.save()
        return True

    def get_throttle_factor(self) -> Any:
        return 1


class GrantRow(CommunityModel):
    """A role held from a day to a day; ended, never deleted.

    `pending` waits for a security administrator: the role counts for nothing until then. With
    `ended_at` it was taken back at once, within its last day.
    """

    credential = models.ForeignKey(
        Credential, on_delete=models.PROTECT, related_name="grants", db_index=True
    )
    role = models.CharField(max_length=16, choices=ROLES)
    grid_id = models.UUIDField(null=True, blank=True)
    organisation_id = models.BigIntegerField(null=True, blank=True)
    person_id = models.UUIDField(null=True, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    pending = models.BooleanField(default=False)
    given_by = models.CharField(max_length=60)
    approved_by = models.CharField(max_length=60, blank=True, default="")
    written_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["community", "role"], name="grant_by_role")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="grant_ends_after_it_begins",
            )
        ]

    def counts(self, day: dt.date) -> bool:
        """As `queries.actors.holding` asks the database."""
        over = self.ended_at is not None or (self.until is not None and self.until < day)
        return self.since <= day and not self.pending and not over


class ApiKey(CommunityModel):
    """A program's way in. The key itself is shown once; only its digest stays.

    `keeper` answers for it. `last_used_on` is a day, written at most once a day.
    """

    name = models.CharField(max_length=80)
    organisation_id = models.BigIntegerField(null=True, blank=True)
    keeper = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    begins = models.CharField(max_length=16)
    scopes = models.JSONField(default=list)
    until = models.DateField()
    last_used_on = models.DateField(null=True, blank=True)
    given_by = models.CharField(max_length=60)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "digest"], name="api_key_once")]
        indexes = [models.Index(fields=["community", "keeper"], name="api_key_of_keeper")]


class Feedback(CommunityModel):
    """What somebody says about this platform. The contact is encrypted and never published."""

    text = models.TextField()
    page = models.CharField(max_length=200, blank=True)
    contact_cipher = models.TextField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    said_by = models.ForeignKey(
        Credential, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    said_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=60, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    public = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["community", "said_at"], name="feedback_by_time"),
            models.Index(
                fields=["community", "said_at"],
                name="feedback_open",
                condition=Q(answered_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(public=False) | Q(answered_at__isnull=False),
                name="feedback_public_only_with_answer",
            )
        ]


def key_digest(secret: str) -> str:
    """Plain SHA-256 is enough: the secret is random and long, so there is nothing to guess."""
    return hashlib.sha256(secret.encode()).hexdigest()
