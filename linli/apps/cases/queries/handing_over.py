"""What a grid's next worker takes over."""

import uuid

from django.db.models import Q

from linli.apps.cases.models import NEXT_DUE, Case
from linli.apps.cases.queries.filters import IS_LIVING
from linli.apps.cases.queries.lists import CaseRow, as_rows
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import visible
from linli.kernel.community import Community

MOST = 200


def cases_to_hand_over(community: Community, actor: Actor, grid_id: uuid.UUID) -> list[CaseRow]:
    """Open cases of the grid and its parts, and closed ones whose reporter was not asked yet."""
    here = Q(grid_id=grid_id) | Q(grid__parent_id=grid_id)
    rows = visible(actor, "cases.see", Case.objects.all(), community.id)
    return as_rows(rows.filter(IS_LIVING).filter(here).order_by(NEXT_DUE, "id")[:MOST])
