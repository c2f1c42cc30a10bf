"""Orders of the hotline, known again by the hotline's own number."""

from django.db import models

from linli.apps.cases.models.case import Case
from linli.kernel.tenancy import CommunityModel, LocalKey


class HotlineOrder(CommunityModel):
    """`digest` is of what the order said when it last came; `address` as the hotline wrote it."""

    number = models.CharField(max_length=40)
    case = LocalKey(Case, related_name="hotline_orders", db_index=False)
    received_on = models.DateField(null=True, blank=True)
    address = models.CharField(max_length=200, blank=True)
    repeat_of = models.CharField(max_length=40, blank=True)
    digest = models.CharField(max_length=64)
    came_at = models.DateTimeField()

    class Meta:
        ordering = ["-came_at", "number"]
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="hotline_number_once")
        ]
        indexes = [models.Index(fields=["community", "case"], name="hotline_order_of_case")]
