"""The door of the demo: load the communities, tell who can sign in."""

from linli.demo.loading.logins import Login
from linli.demo.loading.logins import read_logins as logins
from linli.demo.loading.rounds import (
    LEFT_TO_OTHERS,
    Busy,
    load_some,
    rest_to_load,
    tour_to_load,
)
from linli.demo.packs import SLUGS
from linli.demo.packs import TOUR as TOUR_SLUG

__all__ = [
    "LEFT_TO_OTHERS",
    "SLUGS",
    "TOUR_SLUG",
    "Busy",
    "Login",
    "load_some",
    "logins",
    "rest_to_load",
    "tour_to_load",
]
