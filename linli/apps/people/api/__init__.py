"""Residents for programs: masked like on the screen, one address per noun."""

from linli.apps.people.api import acts
from linli.apps.people.api.reading import router

__all__ = ["acts", "router"]
