"""What the pages of this app do alike."""

import uuid
from typing import Any, cast

from django.http import HttpRequest

from linli.apps.people.models import Person
from linli.apps.people.queries import person_for
from linli.apps.people.rules import permissions as may
from linli.kernel.access.permissions import holds, require
from linli.kernel.errors import Refusal
from linli.web.asked import Asked
from linli.web.forms import HouseForm


def staff(request: HttpRequest, key: str = may.VIEW) -> Asked:
    """The request, once its actor holds the permission here."""
    asked = cast(Asked, request)
    require(asked.actor, key, asked.community.id)
    return asked


def person_here(asked: Asked, person_id: uuid.UUID, key: str = may.VIEW) -> Person:
    return person_for(asked.actor, asked.community, person_id, key)


def here(asked: Asked) -> dict[str, Any]:
    """Who and where, for forms and operations alike."""
    return {"actor": asked.actor, "community": asked.community}


def may_do(asked: Asked, key: str) -> bool:
    return holds(asked.actor, key, asked.community.id)


def blame(form: HouseForm, refusal: Refusal) -> int:
    """Show a refusal in the form that caused it; gives the status of the page."""
    if refusal.status not in {409, 422}:
        raise refusal
    form.refuse(refusal.detail, str(refusal.data.get("field", "")))
    return refusal.status
