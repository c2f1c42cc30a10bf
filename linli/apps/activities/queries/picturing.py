"""Photos of an activity, and who must not be seen on them."""

import uuid

from linli.apps.activities.models import Activity
from linli.apps.participation.public import (
    ConsentKind,
    Participation,
    PartyMember,
    age_on,
    consented,
)
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import holds
from linli.kernel.community import Community
from linli.kernel.media.models import Attachment
from linli.kernel.media.viewing import attachments_of, may_view

ACTIVITY, ADULT = "activities.activity", 18


def photos_of(community: Community, activity_id: uuid.UUID) -> list[Attachment]:
    return attachments_of(community.id, ACTIVITY, [activity_id])[activity_id]


def public_photos(community: Community, activity_id: uuid.UUID) -> list[Attachment]:
    return [each for each in photos_of(community, activity_id) if each.public]


@may_view(ACTIVITY)
def sees_photos(actor: Actor, community: Community, _activity_id: uuid.UUID) -> bool:
    """What is not public is for those who organise."""
    return holds(actor, "activities.organise", community.id)


def not_to_be_shown(community: Community, activity: Activity) -> list[str]:
    """Minors whose guardian has not agreed to photos, and parties that took it back."""
    rows = PartyMember.objects.filter(
        community_id=community.id,
        gathering__about_id=activity.id,
        person__isnull=False,
        live=True,
    ).select_related("person", "gathering")
    minors = {row.person.id: row.person.name for row in rows if row.person and _is_minor(row)}
    agreed = consented(community, activity.id, minors, ConsentKind.PHOTO)
    flagged = Participation.objects.filter(
        community_id=community.id,
        gathering__about_id=activity.id,
        photos_flagged_at__isnull=False,
    ).values_list("subject__name", flat=True)
    names = {name for key, name in minors.items() if key not in agreed}
    return sorted(names | set(flagged))


def _is_minor(row: PartyMember) -> bool:
    born = row.person.birth_date if row.person else None
    age = age_on(born, row.gathering.starts_at.date())
    return age is not None and age < ADULT
