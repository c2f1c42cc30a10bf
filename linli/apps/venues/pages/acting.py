"""What is done to a booking: POST to a noun, then its page again."""

import uuid
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from linli.apps.venues.operations import (
    approve_booking,
    cancel_booking,
    cancel_for_host,
    check_in_booking,
    leave_room,
    reject_booking,
)
from linli.apps.venues.rules import BOOKINGS
from linli.kernel.access.permissions import require
from linli.kernel.errors import Conflict, RuleNotMet
from linli.web.asked import Asked

Act = Callable[[Asked, uuid.UUID], Any]


def _after(act: Act, said: Any) -> Callable[..., HttpResponse]:
    """POST to a noun; a refusal is said on the booking's page."""

    @require_POST
    def view(request: HttpRequest, slug: str, booking_id: uuid.UUID) -> HttpResponse:
        asked = cast(Asked, request)
        require(asked.actor, BOOKINGS, asked.community.id)
        try:
            act(asked, booking_id)
        except (Conflict, RuleNotMet) as refusal:
            messages.error(request, str(refusal.detail))
        else:
            messages.success(request, str(said))
        if request.POST.get("back") == "waiting":
            return redirect("venues:waiting", slug=slug)
        return redirect("venues:booking", slug=slug, booking_id=booking_id)

    return view


def _common(asked: Asked, booking_id: uuid.UUID) -> dict[str, Any]:
    return {"community": asked.community, "actor": asked.actor, "booking_id": booking_id}


def _number(asked: Asked) -> int | None:
    typed = asked.POST.get("number", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else None


def _cancel(asked: Asked, booking_id: uuid.UUID) -> Any:
    number = _number(asked)
    numbers = None if number is None else [number]
    return cancel_booking(**_common(asked, booking_id), numbers=numbers)


def _take_back(asked: Asked, booking_id: uuid.UUID) -> Any:
    return cancel_for_host(**_common(asked, booking_id), reason=asked.POST.get("reason", ""))


def _check_in(asked: Asked, booking_id: uuid.UUID) -> Any:
    return check_in_booking(**_common(asked, booking_id), number=_number(asked))


def _leave(asked: Asked, booking_id: uuid.UUID) -> Any:
    return leave_room(**_common(asked, booking_id), number=_number(asked))


def _approve(asked: Asked, booking_id: uuid.UUID) -> Any:
    seen = [_uuid(each) for each in asked.POST.get("rivals", "").split() if _uuid(each)]
    return approve_booking(
        **_common(asked, booking_id), rivals_seen=[each for each in seen if each]
    )


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _reject(asked: Asked, booking_id: uuid.UUID) -> Any:
    return reject_booking(**_common(asked, booking_id), reason=asked.POST.get("reason", ""))


cancellations = _after(_cancel, _("Cancelled. The time is free for others."))
host_cancellations = _after(_take_back, _("Cancelled for the centre; the booker is told."))
check_ins = _after(_check_in, _("Checked in. Have a good time."))
departures = _after(_leave, _("Thank you. The rest of the time is free for others."))
approvals = _after(_approve, _("Granted. The booker is told, and so is who wanted the same time."))
refusals = _after(_reject, _("Refused; the booker is told the reason."))
