"""Who answers for a place or a grid on a day. One statement for today, two for a past day."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from linli.apps.organisations.choices import UNIT_ROLES, DutyRole, EndReason
from linli.apps.organisations.models import Organisation, Presence, Responsibility, in_force
from linli.apps.places.public import Grid, Place, grid_on, lineage_of
from linli.kernel import clock
from linli.kernel.community import Community

SHOWN_FIRST = (
    DutyRole.GRID_WORKER,
    DutyRole.GRID_HEAD,
    DutyRole.DEPUTY,
    DutyRole.ENTRANCE_HEAD,
    DutyRole.BUILDING_HEAD,
    DutyRole.PLOT,
    DutyRole.PROPERTY,
    DutyRole.SERVICE,
    DutyRole.POLICE,
    DutyRole.LAWYER,
    DutyRole.DOCTOR,
)
RANK = {role: place for place, role in enumerate(SHOWN_FIRST)}


def duties(community: Community, on: dt.date | None = None) -> QuerySet[Responsibility]:
    """All duties in force on a day; rows written by mistake never were."""
    day = on or clock.today(community)
    rows = Responsibility.objects.filter(in_force(day), community_id=community.id)
    return rows.exclude(ended_reason=EndReason.MISTAKE).select_related(
        "organisation", "grid", "place"
    )


def duties_in_order(community: Community, day: dt.date) -> QuerySet[Responsibility]:
    """As a register lists them: grids first, then places along the road, then the rest."""
    rank = [When(role=role, then=Value(place)) for role, place in RANK.items()]
    return duties(community, day).order_by(
        Case(*rank, default=Value(50), output_field=IntegerField()),
        "grid__sequence",
        "place__estate__sequence",
        "place__sequence",
        "since",
        "id",
    )


def who_is_responsible(
    community: Community,
    *,
    place: Place | None = None,
    grid: Grid | None = None,
    on: dt.date | None = None,
    public: bool = False,
    roles: Iterable[str] = (),
) -> list[Responsibility]:
    """Whoever answers here: for the place and what it stands in, its grid of that day and the
    grids above, and for the whole community. The nearest help comes first. `public` leaves out
    what is not to be published.
    """
    day = on or clock.today(community)
    rows = duties(community, day).filter(area_of(community, place, grid, day))
    if public:
        rows = rows.filter(public=True)
    if roles:
        rows = rows.filter(role__in=list(roles))
    return nearest_first(rows)


def area_of(community: Community, place: Place | None, grid: Grid | None, day: dt.date) -> Q:
    everywhere = Q(place_id__isnull=True, grid_id__isnull=True)
    if place is not None:
        here = everywhere | Q(place_id__in=lineage_of(place))
        of_day = place.grid_id if day == clock.today(community) else grid_id_on(place, day)
        return here | of_grid(community, of_day) if of_day else here
    if grid is not None:
        return everywhere | of_grid(community, grid.id) | of_estates(community, grid.id)
    return everywhere


def grid_id_on(place: Place, day: dt.date) -> uuid.UUID | None:
    found = grid_on(place, day)
    return found.id if found else None


def of_grid(community: Community, grid_id: uuid.UUID) -> Q:
    """Duties of the grid and of the grids it is a part of."""
    chain = Grid.objects.filter(
        Q(id=grid_id) | Q(parts__id=grid_id) | Q(parts__parts__id=grid_id),
        community_id=community.id,
    )
    return Q(grid_id__in=chain.order_by().values("id"))


def of_estates(community: Community, grid_id: uuid.UUID) -> Q:
    """A firm answers for an estate; the estate's buildings may lie in several grids."""
    estates = Place.objects.filter(
        community_id=community.id, grid_id=grid_id, estate_id__isnull=False
    )
    return Q(role__in=UNIT_ROLES, place_id__in=estates.order_by().values("estate_id"))


def duties_within(community: Community, grid: Grid, *, public: bool) -> list[Responsibility]:
    """Building and entrance heads of a grid, in the order of the buildings."""
    rows = duties(community).filter(place__grid_id=grid.id, place__community_id=community.id)
    if public:
        rows = rows.filter(public=True)
    return list(rows.order_by("place__building__sequence", "place__sequence", "since"))


def duties_around(community: Community, grid: Grid) -> list[Responsibility]:
    """Everything about a grid and the places in it, ended duties too, in one statement."""
    here = area_of(community, None, grid, clock.today(community)) | Q(place__grid_id=grid.id)
    rows = Responsibility.objects.filter(here, community_id=community.id)
    rows = rows.exclude(ended_reason=EndReason.MISTAKE)
    return list(
        rows.select_related("organisation", "grid", "place").order_by(
            "place__building__sequence", "place__sequence", "-since", "id"
        )
    )


def nearest_first(rows: Iterable[Responsibility]) -> list[Responsibility]:
    return sorted(rows, key=lambda row: (RANK.get(DutyRole(row.role), 50), row.since, row.id))


def duties_of_person(community: Community, person_id: uuid.UUID) -> list[Responsibility]:
    """What a person answers for and answered for, newest first."""
    rows = Responsibility.objects.filter(community_id=community.id, person_id=person_id)
    rows = rows.exclude(ended_reason=EndReason.MISTAKE).select_related("grid", "place")
    return list(rows.order_by("-since", "-id"))


def history_of(
    community: Community, *, grid: Grid | None = None, place: Place | None = None
) -> list[Responsibility]:
    """Everybody who ever answered for exactly this grid or place, newest first."""
    rows = Responsibility.objects.filter(community_id=community.id, grid=grid, place=place)
    rows = rows.exclude(ended_reason=EndReason.MISTAKE).select_related("organisation")
    return list(rows.order_by("role", "-since", "-id"))


def units_for(community: Community, unit_kind: str) -> list[Organisation]:
    """Units at work here to which orders of this kind can go, by kind or by line of work."""
    here = Presence.objects.filter(
        in_force(clock.today(community)), community_id=community.id
    ).values("organisation_id")
    lines = duties(community).filter(line=unit_kind, organisation_id__isnull=False)
    takes = Q(kind=unit_kind) | Q(id__in=lines.values("organisation_id"))
    return list(Organisation.objects.filter(takes, id__in=here, active=True).order_by("name"))


def unit_for(
    community: Community,
    unit_kind: str,
    place: Place | None = None,
    *,
    grid: Grid | None = None,
    on: dt.date | None = None,
) -> Organisation | None:
    """The unit an order of this kind goes to for a place: whose area covers it most closely,
    else the only unit of the kind here; None where a person has to choose.
    """
    day = on or clock.today(community)
    rows = duties(community, day).filter(
        Q(line=unit_kind) | Q(organisation__kind=unit_kind, line=""),
        area_of(community, place, grid, day),
        organisation_id__isnull=False,
        organisation__active=True,
    )
    near = lineage_of(place) if place else []

    def distance(row: Responsibility) -> tuple[int, int, str]:
        if row.place_id in near:
            step = near.index(row.place_id)
        else:
            step = 90 if row.place_id else 100 if row.grid_id else 110
        return step, 0 if row.line else 1, str(row.id)

    best = min(rows, key=distance, default=None)
    if best is not None:
        return best.organisation
    only = units_for(community, unit_kind)
    return only[0] if len(only) == 1 else None
