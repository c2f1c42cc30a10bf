"""Bulletins as readers may have them."""

import uuid

from django.utils.translation import gettext as _

from linli.apps.bulletins.choices import BulletinState
from linli.apps.bulletins.models import Bulletin
from linli.apps.bulletins.rules import SEE
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import get_visible, holds
from linli.kernel.community import Community
from linli.kernel.errors import NotSeen


def bulletin_by_id(community: Community, actor: Actor, bulletin_id: uuid.UUID) -> Bulletin:
    rows = Bulletin.objects.select_related("community", "brand")
    return get_visible(actor, SEE, rows, community.id, id=bulletin_id)


def public_bulletin(community: Community, actor: Actor, slug: str) -> Bulletin:
    """What everybody reads; staff also find drafts and what was taken back."""
    rows = Bulletin.objects.select_related("community", "brand")
    row = rows.filter(community_id=community.id, slug=slug).first()
    if row is None:
        raise NotSeen("bulletin_not_found", _("There is no such bulletin."))
    if row.state != BulletinState.PUBLISHED and not holds(actor, SEE, community.id):
        raise NotSeen("bulletin_not_found", _("There is no such bulletin."))
    return row


def published(community: Community, most: int = 50) -> list[Bulletin]:
    rows = Bulletin.objects.filter(community_id=community.id, state=BulletinState.PUBLISHED)
    return list(rows.defer("text").order_by("-as_of", "-published_at")[:most])


def bulletins_for_staff(community: Community, most: int = 200) -> list[Bulletin]:
    rows = Bulletin.objects.filter(community_id=community.id)
    return list(rows.defer("text").order_by("-written_at")[:most])
