"""A form that leads to one operation: refusals come back under their fields."""

from collections.abc import Callable
from typing import Any

from linli.apps.activities.rules.permissions import ORGANISE
from linli.kernel.access.permissions import require
from linli.kernel.errors import Conflict, NotAllowed, RuleNotMet
from linli.web.asked import Asked
from linli.web.forms import HouseForm

NAMES = {
    "starts_at": "begins",
    "ends_at": "ends",
    "room_id": "room",
    "terms": "capacity",
    "speakers": "speaker",
}


def organiser(asked: Asked) -> Asked:
    require(asked.actor, ORGANISE, asked.community.id)
    return asked


def done(form: HouseForm, act: Callable[[], Any]) -> Any | None:
    """What the operation answers, or None with its refusal in the form."""
    if not form.is_valid():
        return None
    try:
        return act()
    except (RuleNotMet, Conflict, NotAllowed) as refusal:
        field = str(refusal.data.get("field", ""))
        form.refuse(refusal.detail, NAMES.get(field, field))
        return None
