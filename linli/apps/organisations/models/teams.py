"""Teams, chat groups of buildings, and people with certificates."""

from django.db import models
from django.db.models import Q

from linli.apps.organisations.choices import CertificateKind, ChatPlatform, TeamKind
from linli.apps.organisations.models.dated import Dated
from linli.apps.organisations.models.units import Organisation
from linli.kernel.tenancy import CommunityModel, LocalKey


class Team(Dated):
    kind = models.CharField(max_length=16, choices=TeamKind.choices)
    name = models.CharField(max_length=120)
    leader_name = models.CharField(max_length=60, blank=True)
    leader = LocalKey(
        "people.Person", null=True, blank=True, related_name="led_teams", db_index=False
    )
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="teams",
        db_index=False,
    )
    charter = models.TextField(max_length=4000, blank=True)
    public = models.BooleanField(default=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["community", "name"],
                condition=Q(until__isnull=True),
                name="team_open_once",
            ),
        ]


class TeamMember(Dated):
    team = LocalKey(Team, related_name="members", db_index=False)
    person = LocalKey(
        "people.Person", null=True, blank=True, related_name="team_places", db_index=False
    )
    display_name = models.CharField(max_length=60)
    role = models.CharField(max_length=60, blank=True)

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["community", "person"], name="team_of_person")]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["community", "team", "person"],
                condition=Q(until__isnull=True, person__isnull=False),
                name="team_member_open_once",
            ),
        ]


class TeamPlace(Dated):
    """Where a team is at work: a place or a grid."""

    team = LocalKey(Team, related_name="places", db_index=False)
    place = LocalKey("places.Place", null=True, blank=True, related_name="teams", db_index=False)
    grid = LocalKey("places.Grid", null=True, blank=True, related_name="teams", db_index=False)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(place__isnull=False) ^ Q(grid__isnull=False),
                name="team_place_is_one_of_two",
            ),
            models.UniqueConstraint(
                fields=["community", "team", "place"],
                condition=Q(until__isnull=True, place__isnull=False),
                name="team_place_open_once",
            ),
            models.UniqueConstraint(
                fields=["community", "team", "grid"],
                condition=Q(until__isnull=True, grid__isnull=False),
                name="team_grid_open_once",
            ),
        ]


class ChatGroup(Dated):
    """A building's or estate's chat group: who keeps it and until when its QR code works."""

    name = models.CharField(max_length=80)
    owner_name = models.CharField(max_length=60)
    owner = LocalKey(
        "people.Person", null=True, blank=True, related_name="chat_groups", db_index=False
    )
    platform = models.CharField(max_length=10, choices=ChatPlatform.choices)
    members_count = models.PositiveIntegerField(null=True, blank=True)
    counted_on = models.DateField(null=True, blank=True)
    qr_expires_on = models.DateField(null=True, blank=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["community", "platform", "name"],
                condition=Q(until__isnull=True),
                name="chat_group_open_once",
            ),
        ]


class ChatGroupPlace(CommunityModel):
    group = LocalKey(ChatGroup, related_name="places", db_index=False)
    place = LocalKey("places.Place", related_name="chat_groups", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "group", "place"], name="chat_group_place_once"
            )
        ]


class Qualification(CommunityModel):
    """A certificate somebody holds. Only a masked number is kept: enough to tell two apart.

    `records_checked_on` is the yearly check of those who work with children.
    """

    person = LocalKey(
        "people.Person", null=True, blank=True, related_name="qualifications", db_index=False
    )
    display_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=CertificateKind.choices)
    title = models.CharField(max_length=80, blank=True)
    certificate_no = models.CharField(max_length=24, blank=True)
    issuer = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    works_with_children = models.BooleanField(default=False)
    records_checked_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["community", "kind"], name="qualification_by_kind")]
