"""A draw that anybody can repeat: the seed is fixed before, the list is hashed, then drawn."""

from django.db import models
from django.db.models import Q

from linli.apps.participation.models.gathering import Gathering
from linli.apps.participation.models.sign_ups import Participation
from linli.kernel.tenancy import CommunityModel, LocalKey


class Lot(CommunityModel):
    """`seed` is secret until the draw; its digest is public from the first day."""

    gathering = LocalKey(Gathering, related_name="lots", db_index=False)
    seed = models.CharField(max_length=64)
    seed_digest = models.CharField(max_length=64)
    prepared_at = models.DateTimeField()
    list_digest = models.CharField(max_length=64, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    drawn_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "gathering"], name="one_lot"),
            models.CheckConstraint(
                condition=Q(drawn_at__isnull=True) | ~Q(list_digest=""),
                name="lot_drawn_from_a_list",
            ),
        ]


class LotEntry(CommunityModel):
    """Published as the sign-up's number and seats, without a name."""

    lot = LocalKey(Lot, related_name="entries", db_index=False)
    participation = LocalKey(Participation, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    seats = models.PositiveSmallIntegerField()
    turn = models.PositiveIntegerField()
    won = models.BooleanField()

    class Meta:
        ordering = ["turn"]
        constraints = [
            models.UniqueConstraint(fields=["community", "lot", "turn"], name="lot_rank_once"),
            models.UniqueConstraint(
                fields=["community", "lot", "participation"], name="lot_entry_once"
            ),
        ]
