"""Words for roles, programs' scopes and the depths of the second factor."""

from collections.abc import Callable, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from linli.kernel.access.actor import Role
from linli.kernel.community import Community

ROLES = [
    (Role.RESIDENT, _("resident")),
    (Role.GRID_WORKER, _("grid worker")),
    (Role.COMMITTEE, _("community worker")),
    (Role.CHIEF, _("community secretary or director")),
    (Role.PARTNER, _("partner")),
    (Role.STREET, _("street office")),
    (Role.DISTRICT, _("district")),
    (Role.SYSTEM_ADMIN, _("system administrator")),
    (Role.SECURITY_ADMIN, _("security administrator")),
    (Role.AUDIT_ADMIN, _("audit administrator")),
]
ROLE_NAMES = dict(ROLES)

ADMINISTRATORS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
"""Three that watch each other: nobody holds two of them at once."""

WATCHED = (*ADMINISTRATORS, Role.CHIEF)


class SecondFactor(models.TextChoices):
    """Who must give a second factor at sign-in. Everybody else may."""

    NOBODY = "nobody", _("nobody must, everybody may")
    ADMINISTRATORS = "administrators", _("administrators and the chief of a community")
    STAFF = "staff", _("all who work here")


MUST_GIVE = {
    SecondFactor.NOBODY: frozenset[str](),
    SecondFactor.ADMINISTRATORS: frozenset(WATCHED),
    SecondFactor.STAFF: frozenset(
        {*WATCHED, Role.GRID_WORKER, Role.COMMITTEE, Role.STREET, Role.DISTRICT}
    ),
}


class Scope(models.TextChoices):
    """What an API key may be used for. Registered here, so that a key never holds a word that
    nothing reads."""

    CASES_READ = "cases:read", _("read cases")
    CASES_WRITE = "cases:write", _("raise and answer cases")
    CASES_EXPORT = "cases:export", _("take out lists of cases")
    PEOPLE_READ = "people:read", _("read residents, numbers masked")
    PEOPLE_WRITE = "people:write", _("register and correct residents")
    PLACES_READ = "places:read", _("read places and grids")
    ORGANISATIONS_READ = "organisations:read", _("read organisations and duties")
    MEASURES_READ = "measures:read", _("read numbers")
    RECORDS_READ = "records:read", _("read the records of what was done")
    WEBHOOKS = "webhooks", _("add and end receivers of webhooks")
    CALENDAR_READ = "calendar:read", _("read deadlines as a calendar")
    OPEN311 = "open311", _("send and read requests by Open311")
    ACTIVITIES_READ = "activities:read", _("read activities and their lists")
    ACTIVITIES_WRITE = "activities:write", _("announce activities, sign up and check in people")
    ROOMS_READ = "rooms:read", _("read rooms and bookings")
    ROOMS_WRITE = "rooms:write", _("book rooms")


class Due(models.TextChoices):
    """What a sign-in still lacks. Until it is done no role counts."""

    SECOND_FACTOR = "second_factor", _("second factor")
    PASSWORD = "password", _("a password of one's own")
    SET_UP = "set_up", _("setting up a second factor")


DUE = "due"  # in the session: a list of Due
AWAKE = "awake"  # in the session: when it was last prolonged
ONWARD = "onward"  # in the session: where to go when nothing is due any more
KEPT = "kept"  # in the session: typed text that outlived an expired one
ONCE = "once"  # in the session, encrypted: a password, a key or codes to show once
VERIFIED_BY_TEST = "second_factor_by_test"

Choice = tuple[str, str]
Offer = Callable[[Sequence[Community]], Sequence[Choice]]
NARROWED_BY = {Role.GRID_WORKER: "grid_id", Role.PARTNER: "organisation_id"}
OFFERS: dict[str, Offer] = {}


def narrowing(field: str) -> Callable[[Offer], Offer]:
    """Decorator for apps above: what a role may be narrowed to, as (id, label) pairs.

    `field` is "grid_id" or "organisation_id". One statement for however many communities.
    """

    def register(offer: Offer) -> Offer:
        OFFERS[field] = offer
        return offer

    return register
