"""Who works in a grid, and the places they stand before."""

import uuid

from django.db.models import Q

from linli.apps.accounts.public import GrantRow
from linli.apps.places.public import Place, PlaceKind
from linli.kernel import clock
from linli.kernel.access.actor import Role
from linli.kernel.community import Community

MOST_PLACES = 250


def grid_workers_of(community: Community, grid_id: uuid.UUID | None) -> list[tuple[str, str]]:
    """(reference, name) of those at work in the grid; without a grid, of the whole community."""
    today = clock.today(community)
    rows = GrantRow.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today),
        community_id=community.id,
        role=Role.GRID_WORKER,
        since__lte=today,
        pending=False,
        ended_at__isnull=True,
        credential__is_active=True,
    )
    if grid_id is not None:
        rows = rows.filter(grid_id=grid_id)
    named = rows.order_by("credential__name").values_list("credential_id", "credential__name")
    return [(f"c:{pk}", name) for pk, name in dict.fromkeys(named)][:12]


def places_near(community: Community, grid_id: uuid.UUID | None) -> list[tuple[str, str]]:
    """(id, name) of the buildings and entrances a grid worker stands before; one statement."""
    rows = Place.objects.filter(
        community_id=community.id,
        closed_on__isnull=True,
        kind__in=[PlaceKind.BUILDING, PlaceKind.ENTRANCE],
    )
    if grid_id is not None:
        rows = rows.filter(grid_id=grid_id)
    else:
        rows = rows.filter(kind=PlaceKind.BUILDING)
    named = rows.order_by("estate__sequence", "sequence", "full_name")
    return [(str(key), name) for key, name in named.values_list("id", "full_name")[:MOST_PLACES]]
