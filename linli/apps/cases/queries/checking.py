"""Which round a case opened or came from, and what a round found."""

import uuid
from dataclasses import dataclass

from linli.apps.cases.models import Case, RoundCase
from linli.apps.rounds.public import Round
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import scope
from linli.kernel.community import Community


@dataclass(frozen=True)
class CheckRound:
    """`opened`: the case opened it; otherwise the case was found by it."""

    round: Round
    opened: bool


def rounds_of_case(community: Community, case_id: uuid.UUID) -> list[CheckRound]:
    rows = RoundCase.objects.filter(community_id=community.id, case_id=case_id)
    return [CheckRound(row.round, row.row_id is None) for row in rows.select_related("round")]


def cases_of_round(community: Community, actor: Actor, round_id: uuid.UUID) -> list[RoundCase]:
    """What this reader may see of it, the case that asked first."""
    seen = Case.objects.filter(scope(actor, "cases.see", community.id), community_id=community.id)
    rows = RoundCase.objects.filter(
        community_id=community.id, round_id=round_id, case_id__in=seen.values("id")
    )
    return list(rows.select_related("case", "row__place"))
