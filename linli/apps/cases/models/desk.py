"""What a member of staff keeps for the own desk."""

from django.db import models

from linli.kernel.tenancy import CommunityModel


class SavedFilter(CommunityModel):
    """A view of the pool under a name of one's own; `query` is the address behind the "?"."""

    owner = models.CharField(max_length=60)
    name = models.CharField(max_length=30)
    query = models.CharField(max_length=600)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "owner", "name"], name="saved_filter_name_once"
            )
        ]
