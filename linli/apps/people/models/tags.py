"""Care tags, skills, five-olds and roles: words from a dictionary that each community edits."""

from django.db import models
from django.db.models import Q

from linli.apps.people.choices import EntryKind, Ground
from linli.apps.people.models.homes import CURRENT, ENDS_AFTER_BEGIN
from linli.apps.people.models.person import Person
from linli.apps.people.models.rights import Consent
from linli.kernel.community import spoken
from linli.kernel.tenancy import CommunityModel, LocalKey


class DictionaryEntry(CommunityModel):
    """`sensitive` entries (health, a specific hardship) need a ground of their own to be kept."""

    kind = models.CharField(max_length=12, choices=EntryKind.choices)
    code = models.CharField(max_length=40)
    names = models.JSONField(default=dict)
    sensitive = models.BooleanField(default=False)
    active = models.BooleanField(default=True)
    sort = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["kind", "sort", "code"]
        constraints = [
            models.UniqueConstraint(fields=["community", "kind", "code"], name="entry_code_once")
        ]

    def __str__(self) -> str:
        return spoken(self.names)


class PersonTag(CommunityModel):
    """Kept on a ground: the person's consent, or a statutory duty; its purpose is service."""

    person = LocalKey(Person, related_name="tags")
    entry = LocalKey(DictionaryEntry, related_name="+", db_index=False)
    ground = models.CharField(max_length=8, choices=Ground.choices)
    consent = LocalKey(Consent, null=True, blank=True, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ENDS_AFTER_BEGIN, name="tag_ends_after_begin"),
            models.CheckConstraint(
                condition=Q(ground="duty") | Q(consent__isnull=False), name="tag_needs_its_ground"
            ),
            models.UniqueConstraint(
                fields=["community", "person", "entry"], condition=CURRENT, name="tag_once"
            ),
        ]
        indexes = [models.Index(fields=["community", "entry"], name="tag_by_entry")]
