"""Cases for programs: the same operations, one address per noun."""

from linli.apps.cases.api import acts
from linli.apps.cases.api.reading import router

__all__ = ["acts", "router"]
