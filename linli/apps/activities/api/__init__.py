"""Activities for programs: the same operations, one address per noun."""

from linli.apps.activities.api import attending, organising, signing
from linli.apps.activities.api.reading import router

__all__ = ["attending", "organising", "router", "signing"]
