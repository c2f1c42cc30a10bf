"""Programs of others that want to hear: an address, a secret, the verbs they asked for."""

from django.db import models

from linli.kernel.editions import SeldomEdited
from linli.kernel.tenancy import CommunityModel


class Webhook(SeldomEdited, CommunityModel):
    """`secret_cipher` is readable only for signing; `verbs` are record verbs or prefixes."""

    name = models.CharField(max_length=80)
    endpoint = models.URLField(max_length=300)
    secret_cipher = models.CharField(max_length=300)
    verbs = models.JSONField(default=list)
    organisation_id = models.BigIntegerField(null=True, blank=True)
    active = models.BooleanField(default=True)
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "endpoint"],
                name="webhook_endpoint_once",
                condition=models.Q(active=True),
            )
        ]
