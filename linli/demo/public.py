"""The door of the demo: load the communities, tell who can sign in."""

from linli.demo.loading.logins import Login
from linli.demo.loading.logins import read_logins as logins
from linli.demo.loading.rounds import (
    load_rest,
    load_some,
    load_tour_community,
    rest_to_load,
)
from linli.demo.packs import SLUGS
from linli.demo.packs import TOUR as TOUR_SLUG

__all__ = [
    "SLUGS",
    "TOUR_SLUG",
    "Login",
    "load_rest",
    "load_some",
    "load_tour_community",
    "logins",
    "rest_to_load",
]
