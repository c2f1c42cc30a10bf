"""Cases and the rounds of checks they opened or came from."""

from django.db import models
from django.db.models import Q

from linli.apps.cases.models.case import Case
from linli.kernel.tenancy import CommunityModel, LocalKey


class RoundCase(CommunityModel):
    """Without a row the case opened the round; with one it is what was found at that place."""

    round = LocalKey("rounds.Round", related_name="+", db_index=False)
    row = LocalKey("rounds.RoundRow", null=True, blank=True, related_name="+", db_index=False)
    case = LocalKey(Case, related_name="check_rounds", db_index=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "round", "row"],
                condition=Q(row__isnull=False),
                name="finding_has_one_case",
            ),
            models.UniqueConstraint(fields=["community", "round", "case"], name="round_case_once"),
        ]
        indexes = [models.Index(fields=["community", "case"], name="round_of_case")]
