"""What people wrote about an erased person goes: answers, names of guests, who fetches a child."""

import uuid

from linli.apps.participation.models import Answer, Participation, PartyMember, PickUp


def empty_person(*, community_id: int, person_id: uuid.UUID) -> None:
    """Inside the act that erases; that somebody was there stays as a number."""
    mine = Participation.objects.filter(community_id=community_id, subject_id=person_id)
    ids = list(mine.values_list("id", flat=True))
    within = {"community_id": community_id, "participation_id__in": ids}
    Answer.objects.filter(**within).delete()
    PickUp.objects.filter(**within).delete()
    PartyMember.objects.filter(**within, person__isnull=True).update(name="", live=False)
    mine.update(over_reason="")
