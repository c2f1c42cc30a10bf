"""The brand of a community on a day, read once per version."""

import datetime as dt
from functools import lru_cache

from django.db.models import Q

from linli.apps.bulletins.defaults import Brand
from linli.apps.bulletins.models import BrandVersion
from linli.apps.bulletins.rules.checking import kept_brand
from linli.kernel.community import Community

MOST_KEPT = 400
_kept: dict[object, Brand] = {}


def brand_version(community: Community, day: dt.date | None = None) -> BrandVersion | None:
    """The version in force on a day; before the first one the first, without a day the newest."""
    rows = BrandVersion.objects.filter(community_id=community.id)
    if day is not None:
        then = rows.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)
        found = then.order_by("-since", "-loaded_at").first()
        return found or rows.order_by("since", "loaded_at").first()
    return rows.filter(until__isnull=True).first()


def brand_of(community: Community, day: dt.date | None = None) -> Brand | None:
    version = brand_version(community, day)
    return brand_in(version) if version else None


def brand_in(version: BrandVersion) -> Brand:
    """Parsed once: a version never changes."""
    key = (version.id, version.digest)
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = kept_brand(version.content)
    return _kept[key]


def brand_history(community: Community) -> list[BrandVersion]:
    rows = BrandVersion.objects.filter(community_id=community.id).defer("content")
    return list(rows.order_by("-since", "-loaded_at")[:50])


@lru_cache(maxsize=64)
def seal_of(name: str) -> str:
    """The character that stands on a seal where a pillar has chosen none."""
    return name[:1]
