"""Rows of a hall taken in hand, and the record of what was done to them."""

import uuid
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from linli.apps.halls.rules import EDIT
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record
from linli.kernel.tenancy import CommunityModel

Row = TypeVar("Row", bound=CommunityModel)


def take(community: Community, actor: Actor, model: type[Row], row_id: uuid.UUID) -> Row:
    require(actor, EDIT, community.id)
    rows: Any = model._default_manager
    found: Row | None = rows.filter(community_id=community.id, id=row_id).first()
    if found is None:
        raise NotSeen("not_found", _("There is nothing here, or nothing you can see."))
    return found


def move(row: Any, state: str, to: str, **also: Any) -> None:
    """Conflict unless the row is in `state`; of two at once, one."""
    mine = type(row).objects.filter(community_id=row.community_id, id=row.id, state=state)
    if not mine.update(state=to, **also):
        raise Conflict(
            "wrong_state", _("Somebody was faster. Look at the page again."), state=row.state
        )
    for name, value in {"state": to, **also}.items():
        setattr(row, name, value)


def tell(verb: str, row: CommunityModel, actor: Actor, **payload: Any) -> None:
    write_record(
        verb=verb,
        community_id=row.community_id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        **payload,
    )
