"""Bodies, what they are in a community, and who belongs to them."""

from django.db import models
from django.db.models import Q

from linli.apps.organisations.choices import MemberKind, PresenceRole, Society, UnitKind
from linli.apps.organisations.models.dated import Dated
from linli.kernel.tenancy import LocalKey, uuid7


class Organisation(models.Model):
    """Shared ground: a firm or office exists once, whichever communities it works in.

    `home` is the community whose own body it is (its committee, its branches). `ref` is the
    name records use.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    kind = models.CharField(max_length=24, choices=UnitKind.choices)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40, blank=True)
    uscc = models.CharField(max_length=18, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="units"
    )
    home = models.ForeignKey(
        "kernel.Community", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    public_phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    about = models.CharField(max_length=400, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["uscc"], condition=~Q(uscc=""), name="organisation_uscc_once"
            ),
            models.UniqueConstraint(
                fields=["home", "kind", "name"],
                condition=Q(home__isnull=False),
                name="organisation_of_home_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        return self.short_name or self.name


class Presence(Dated):
    """A unit at work in this community, as stationed unit, partner or service."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="presences", db_index=False
    )
    role = models.CharField(max_length=16, choices=PresenceRole.choices)
    society = models.CharField(max_length=20, choices=Society.choices, blank=True)
    contact_name = models.CharField(max_length=60, blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["community", "organisation", "role"],
                condition=Q(until__isnull=True),
                name="presence_open_once",
            ),
        ]


class GridBranch(Dated):
    """A party branch or group bound to a grid 网格党支部、网格党小组."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="grid_branches", db_index=False
    )
    grid = LocalKey("places.Grid", related_name="branches", db_index=False)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["community", "organisation", "grid"],
                condition=Q(until__isnull=True),
                name="grid_branch_open_once",
            ),
        ]


class Member(Dated):
    """Membership of a person in a branch or group. Seen by staff only, never published."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="members", db_index=False
    )
    person = LocalKey(
        "people.Person", null=True, blank=True, related_name="body_memberships", db_index=False
    )
    display_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=MemberKind.choices, default=MemberKind.RESIDENT)

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["community", "organisation"], name="member_by_body")]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["community", "organisation", "person"],
                condition=Q(until__isnull=True, person__isnull=False),
                name="member_open_once",
            ),
        ]


class Post(Dated):
    """An office held in a body: secretary, director, head of the owners' committee."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="posts", db_index=False
    )
    title = models.CharField(max_length=60)
    person = LocalKey("people.Person", null=True, blank=True, related_name="posts", db_index=False)
    display_name = models.CharField(max_length=60)
    public = models.BooleanField(default=True)

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["community", "organisation"], name="post_by_body")]
