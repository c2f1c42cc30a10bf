"""A person was erased: what they held stays in the books, without their name."""

import uuid

from django.db import transaction

from linli.apps.organisations.models import (
    ChatGroup,
    Member,
    Post,
    Qualification,
    Responsibility,
    Team,
    TeamMember,
)

NOBODY = "—"


@transaction.atomic
def forget_holder(*, community_id: int, person_id: uuid.UUID) -> int:
    """How many rows were emptied; running it again finds none."""
    mine = {"community_id": community_id, "person_id": person_id}
    named = {"person": None, "display_name": NOBODY}
    done = Responsibility.objects.filter(**mine).update(**named, public_phone="")
    done += Qualification.objects.filter(**mine).update(**named, certificate_no="")
    for model in (Post, Member, TeamMember):
        done += model._default_manager.filter(**mine).update(**named)
    led = Team.objects.filter(community_id=community_id, leader_id=person_id)
    done += led.update(leader=None, leader_name="")
    kept = ChatGroup.objects.filter(community_id=community_id, owner_id=person_id)
    return done + kept.update(owner=None, owner_name=NOBODY)
