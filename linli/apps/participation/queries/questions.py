"""Questions in force and their answers."""

import uuid

from linli.apps.participation.models import Answer, Gathering, Question
from linli.kernel.community import Community


def questions_of(community: Community, about_id: uuid.UUID) -> list[Question]:
    rows = Question.objects.filter(community_id=community.id, about_id=about_id, ended_at=None)
    return list(rows)


def answers_in(gathering: Gathering) -> dict[uuid.UUID, list[Answer]]:
    """By sign-up: one statement for the whole gathering."""
    rows = Answer.objects.filter(
        community_id=gathering.community_id, participation__gathering_id=gathering.id
    ).select_related("question")
    found: dict[uuid.UUID, list[Answer]] = {}
    for row in rows.order_by("question__sort"):
        found.setdefault(row.participation_id, []).append(row)
    return found
