"""Community: the kernel's only noun. Streets and districts are rows too, above it."""

import secrets
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import NotSeen
from linli.kernel.prepared import Slot, prepared


class CommunityKind(models.TextChoices):
    COMMUNITY = "community", _("community")
    STREET = "street", _("street")
    DISTRICT = "district", _("district")


def new_edition() -> int:
    """Drawn, not counted: what a rolled-back edit left behind is never taken for a later one."""
    return secrets.randbits(62)


class Community(models.Model):
    """`slug` stands in addresses, `code` begins case numbers and query codes.

    `edition` changes with every edit of what processes remember (kernel.editions).
    """

    slug = models.SlugField(max_length=40, unique=True)
    code = models.CharField(max_length=6, unique=True)
    kind = models.CharField(max_length=12, choices=CommunityKind.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="members"
    )
    names = models.JSONField(default=dict)
    time_zone = models.CharField(max_length=40, default="Asia/Shanghai")
    phone = models.CharField(max_length=40, blank=True)
    supervision_phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    loading = models.BooleanField(default=False)
    edition = models.BigIntegerField(default=new_edition, editable=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return spoken(self.names)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


def spoken(names: dict[str, Any]) -> str:
    """The name in the reader's language out of {"zh-hans": …, "zh-hant": …, "en": …}."""
    language = (get_language() or "zh-hans").lower()
    return str(names.get(language) or names.get("zh-hans") or next(iter(names.values()), ""))


@prepared
def _by_slug() -> models.QuerySet[Community]:
    return Community.objects.select_related("parent").filter(slug=Slot("slug"))


def community_by_slug(slug: str) -> Community:
    found = _by_slug.first(slug=slug)
    if found is None:
        raise NotSeen("community_not_found", _("There is no such community here."))
    return found


def below(community: Community) -> list[int]:
    """Ids of this community and, for a street or district, of all that belong to it."""
    if community.kind == CommunityKind.COMMUNITY:
        return [community.id]
    direct = models.Q(parent_id=community.id) | models.Q(parent__parent_id=community.id)
    return [community.id, *Community.objects.filter(direct).values_list("id", flat=True)]
