"""Who sees, books, decides and keeps; and the numbers a community chooses."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.public import TeamMember
from linli.apps.venues.choices import Booker
from linli.kernel.access.actor import Actor, Grant, Role
from linli.kernel.access.permissions import all_rows, permit, with_scope
from linli.kernel.policies import policy_kind

SEE = "venues.see"
BOOK = "venues.book"
BOOKINGS = "venues.bookings"
FOR_OTHERS = "venues.book_for_others"
DECIDE = "venues.decide"
DESK = "venues.desk"
KEEP = "venues.keep"
FIGURES = "venues.figures"
READ_SCOPE, WRITE_SCOPE = "rooms:read", "rooms:write"


def own_bookings(actor: Actor, grant: Grant) -> Q:
    """What I wrote, what is for me, and what is for a team of mine."""
    mine = Q(actor=actor.ref)
    if grant.person_id is None:
        return mine
    member = TeamMember.objects.filter(
        community_id__in=grant.communities, person_id=grant.person_id, until__isnull=True
    )
    teams = [str(team) for team in member.values_list("team_id", flat=True)]
    me = Q(booked_for_kind=Booker.PERSON, booked_for_id=str(grant.person_id))
    return mine | me | Q(booked_for_kind=Booker.TEAM, booked_for_id__in=teams)


def own_unit(actor: Actor, grant: Grant) -> Q:
    mine = Q(actor=actor.ref)
    if grant.organisation_id is None:
        return mine
    kinds = [Booker.PARTNER, Booker.PARTY_BRANCH]
    return mine | Q(booked_for_kind__in=kinds, booked_for_id=str(grant.organisation_id))


CHIEFS = {Role.COMMITTEE: all_rows, Role.CHIEF: all_rows}
STAFF = {Role.GRID_WORKER: all_rows, **CHIEFS}
reads, writes = with_scope(READ_SCOPE), with_scope(WRITE_SCOPE)

permit(SEE, _("See rooms, their hours and what is free"), roles={Role.ANYONE: all_rows})
permit(
    BOOK,
    _("Book a room"),
    roles={Role.RESIDENT: all_rows, Role.PARTNER: all_rows, Role.PROGRAM: writes, **STAFF},
)
permit(
    BOOKINGS,
    _("See bookings with names, change and cancel them"),
    roles={Role.RESIDENT: own_bookings, Role.PARTNER: own_unit, Role.PROGRAM: reads, **STAFF},
)
permit(
    FOR_OTHERS,
    _("Book a room for somebody else, for a team or for the community"),
    roles={Role.PROGRAM: writes, **STAFF},
)
permit(DECIDE, _("Approve or refuse a booking, cancel it for the centre"), roles=CHIEFS)
permit(DESK, _("Check in bookings, lend and take back things, mend faults"), roles=STAFF)
permit(KEEP, _("Keep venues, rooms, hours, quotas, house rules and closures"), roles=CHIEFS)
permit(
    FIGURES,
    _("See how rooms are used"),
    roles={Role.STREET: all_rows, Role.DISTRICT: all_rows, **STAFF},
)

PROPOSAL = _("project's proposal")
policy_kind(
    "venues.release_minutes",
    _("Minutes after the beginning until a room is free again when nobody came"),
    default=15,
    unit=_("minutes"),
    source=PROPOSAL,
    low=5,
    high=120,
)
policy_kind(
    "venues.cancel_hours",
    _("Hours before the beginning until which a cancelled booking does not count"),
    default=24,
    unit=_("hours"),
    source=PROPOSAL,
    low=0,
    high=336,
)
policy_kind(
    "venues.strikes",
    _("Bookings to which nobody came until a party's next ones are approved by hand"),
    default=3,
    unit=_("times"),
    source=PROPOSAL,
    low=1,
    high=20,
)
policy_kind(
    "venues.strike_days",
    _("Days for which a booking to which nobody came is remembered"),
    default=90,
    unit=_("days"),
    source=PROPOSAL,
    low=7,
    high=365,
)
policy_kind(
    "venues.priorities",
    _("Who comes first: in which rooms, from which hour; others may book this many days before"),
    default=[
        {"rooms": ["party_home"], "first": ["party_branch", "activity", "community"], "days": 7},
        {
            "from": "18:00",
            "first": ["person", "team", "party_branch", "activity", "community"],
            "days": 7,
        },
    ],
    source=PROPOSAL,
)
