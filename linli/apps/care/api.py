"""Help groups for programs of those who may see them."""

import datetime as dt
import uuid
from typing import Any

from ninja import Router, Schema

from linli.apps.care.queries import GroupLine, groups_for
from linli.web.api.lists import Listing, whole
from linli.web.asked import Asked

router = Router()


class HelperShown(Schema):
    id: uuid.UUID
    role: str
    since: dt.date


class GroupShown(Schema):
    """Without names: who reads them opens the page, where the view is logged."""

    id: uuid.UUID
    person: uuid.UUID
    since: dt.date
    helpers: list[HelperShown]
    missing: list[str]


@router.get("/c/{slug:slug}/help-groups", response=Listing[GroupShown])
def help_groups(request: Asked, slug: str) -> dict[str, Any]:
    """The groups in force that this reader may see, with the roles that nobody fills."""
    return whole([_shown(line) for line in groups_for(request.community, request.actor)])


def _shown(line: GroupLine) -> dict[str, Any]:
    return {
        "id": line.group.id,
        "person": line.group.person_id,
        "since": line.group.since,
        "helpers": [{"id": r.id, "role": r.role, "since": r.since} for r in line.members],
        "missing": [role.value for role in line.missing],
    }
