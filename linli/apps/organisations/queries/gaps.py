"""What nobody looks after yet: the list of coverage gaps. One statement a kind of gap."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.choices import POSTED_ROLES, DutyRole
from linli.apps.organisations.models import (
    ChatGroup,
    GridBranch,
    Member,
    Qualification,
    TeamMember,
    in_force,
)
from linli.apps.organisations.queries.duties import duties
from linli.apps.places.public import Grid, GridKind, Place, PlaceKind
from linli.kernel import clock
from linli.kernel.community import Community

CHECK_EVERY = dt.timedelta(days=365)
MOST_SHOWN = 200
SOON = dt.timedelta(days=30)


@dataclass(frozen=True)
class Missing:
    """One thing with a gap. `kind` and `key` let the page link to it."""

    name: str
    note: str = ""
    kind: str = ""
    key: Any = None


@dataclass(frozen=True)
class Gap:
    """`says` tells what is missing, `next` what to do. `sensitive` ones are not for everybody."""

    key: str
    says: str | Promise
    next: str | Promise
    missing: list[Missing]
    sensitive: bool = False


Finder = Callable[[Community, dt.date], Iterable[Missing]]


def coverage_gaps(community: Community, *, sensitive: bool = False) -> list[Gap]:
    """All kinds of gaps, also those with nothing missing: a full list is a good answer."""
    day = clock.today(community)
    return [
        Gap(key, says, step, list(find(community, day)), secret)
        for key, says, step, find, secret in KINDS
        if sensitive or not secret
    ]


def grids_without(community: Community, taken: Any) -> Iterable[Missing]:
    rows = Grid.objects.filter(
        community_id=community.id, closed_on__isnull=True, kind=GridKind.GENERAL
    ).exclude(id__in=taken)
    return [Missing(grid.name, kind="grid", key=grid.id) for grid in rows]


def grids_without_role(*roles: str) -> Finder:
    def find(community: Community, day: dt.date) -> Iterable[Missing]:
        held = duties(community, day).filter(role__in=roles, grid_id__isnull=False)
        return grids_without(community, held.order_by().values("grid_id"))

    return find


def grids_without_branch(community: Community, day: dt.date) -> Iterable[Missing]:
    bound = GridBranch.objects.filter(in_force(day), community_id=community.id)
    return grids_without(community, bound.values("grid_id"))


def buildings_without_head(community: Community, day: dt.date) -> Iterable[Missing]:
    held = duties(community, day).filter(role=DutyRole.BUILDING_HEAD, place_id__isnull=False)
    rows = (
        Place.objects.filter(
            community_id=community.id, kind=PlaceKind.BUILDING, closed_on__isnull=True
        )
        .exclude(id__in=held.order_by().values("place_id"))
        .select_related("grid")
    )
    return [
        Missing(row.full_name, row.grid.name if row.grid else "", "place", row.id)
        for row in rows[:MOST_SHOWN]
    ]


def members_without_task(community: Community, day: dt.date) -> Iterable[Missing]:
    in_team = TeamMember.objects.filter(
        in_force(day), community_id=community.id, person_id__isnull=False
    )
    on_duty = duties(community, day).filter(person_id__isnull=False).order_by()
    rows = (
        Member.objects.filter(in_force(day), community_id=community.id, person_id__isnull=False)
        .exclude(person_id__in=in_team.values("person_id"))
        .exclude(person_id__in=on_duty.values("person_id"))
        .select_related("organisation")
        .order_by("organisation_id", "since", "id")
    )
    return [
        Missing(row.display_name, row.organisation.called, "unit", row.organisation_id)
        for row in rows[:MOST_SHOWN]
    ]


def postings_without_hours(community: Community, day: dt.date) -> Iterable[Missing]:
    rows = duties(community, day).filter(role__in=POSTED_ROLES, service_hours="")
    return [
        Missing(row.display_name, str(DutyRole(row.role).label), "duty", row.id) for row in rows
    ]


def certificates_ending(community: Community, day: dt.date) -> Iterable[Missing]:
    rows = Qualification.objects.filter(
        community_id=community.id, withdrawn_on__isnull=True, valid_until__lt=day + SOON
    )
    return [
        Missing(row.display_name, f"{row.get_kind_display()} · {row.valid_until}", "paper", row.id)
        for row in rows.order_by("valid_until", "id")
    ]


def checks_due(community: Community, day: dt.date) -> Iterable[Missing]:
    old = Q(records_checked_on__isnull=True) | Q(records_checked_on__lte=day - CHECK_EVERY)
    rows = Qualification.objects.filter(
        old, community_id=community.id, withdrawn_on__isnull=True, works_with_children=True
    )
    return [
        Missing(row.display_name, str(row.records_checked_on or ""), "paper", row.id)
        for row in rows.order_by("records_checked_on", "id")
    ]


def codes_expired(community: Community, day: dt.date) -> Iterable[Missing]:
    rows = ChatGroup.objects.filter(in_force(day), community_id=community.id, qr_expires_on__lt=day)
    return [
        Missing(row.name, f"{row.owner_name} · {row.qr_expires_on}", "chat", row.id)
        for row in rows.order_by("qr_expires_on", "id")
    ]


KINDS: tuple[tuple[str, Promise, Promise, Finder, bool], ...] = (
    (
        "grid_worker",
        _("Grids without a grid worker"),
        _("Residents there have nobody to call first. Name a worker or a deputy."),
        grids_without_role(DutyRole.GRID_WORKER),
        False,
    ),
    (
        "grid_head",
        _("Grids without a grid head"),
        _("Name who leads the grid; one person may lead several."),
        grids_without_role(DutyRole.GRID_HEAD),
        False,
    ),
    (
        "building_head",
        _("Buildings without a building head"),
        _("Ask in the building's chat group who would like to help."),
        buildings_without_head,
        False,
    ),
    (
        "branch",
        _("Grids without a party branch or group"),
        _("Bind a branch or group to the grid on the body's page."),
        grids_without_branch,
        False,
    ),
    (
        "member_task",
        _("Members without a task"),
        _("Offer a place in a team or a duty in the building."),
        members_without_task,
        True,
    ),
    (
        "hours",
        _("Postings without service hours"),
        _("Ask when the professional is there; without hours nobody will come."),
        postings_without_hours,
        False,
    ),
    (
        "certificate",
        _("Certificates expired or expiring within 30 days"),
        _("Ask for the renewed certificate before the next class."),
        certificates_ending,
        False,
    ),
    (
        "records_check",
        _("Yearly check due for those who work with children"),
        _("The law asks for this check on hiring and every year."),
        checks_due,
        False,
    ),
    (
        "qr_code",
        _("Chat groups whose QR code has expired"),
        _("Ask the group's keeper for a new code and note its last day."),
        codes_expired,
        False,
    ),
)
