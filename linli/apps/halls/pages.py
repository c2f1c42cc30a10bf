"""Pages of halls: what everybody reads, and the desk of those who keep them."""

import uuid
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from linli.apps.halls import forms, operations
from linli.apps.halls.models import Commitment, Hall, HallSide, Meeting, Resolution
from linli.apps.halls.queries import (
    all_halls,
    hall_page,
    open_halls,
    public_resolution,
    resolution_lines,
    resolution_page,
)
from linli.apps.halls.rules import EDIT, SEE
from linli.kernel import clock
from linli.kernel.access.permissions import holds
from linli.web.acting import Act, ActForm, act_page, row_of
from linli.web.addresses import url
from linli.web.asked import Asked, show


def halls(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    context = {
        "halls": open_halls(asked.community),
        "lines": resolution_lines(asked.community),
        "may_see": holds(asked.actor, SEE, asked.community.id),
    }
    return show(request, "halls/halls.html", context)


def resolution(request: HttpRequest, slug: str, resolution_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    page = public_resolution(asked.community, resolution_id)
    return show(request, "halls/resolution.html", {"page": page, "may_edit": False})


def desk(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    context = {
        "halls": all_halls(asked.community, asked.actor),
        "lines": resolution_lines(asked.community, public=False),
        "may_edit": holds(asked.actor, EDIT, asked.community.id),
    }
    return show(request, "halls/desk.html", context)


def hall(request: HttpRequest, slug: str, hall_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    context = {
        "page": hall_page(asked.community, asked.actor, hall_id),
        "may_edit": holds(asked.actor, EDIT, asked.community.id),
        "now": clock.now(),
    }
    return show(request, "halls/hall.html", context)


def file(request: HttpRequest, slug: str, resolution_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    page = resolution_page(asked.community, asked.actor, resolution_id)
    may_edit = holds(asked.actor, EDIT, asked.community.id)
    return show(request, "halls/file.html", {"page": page, "may_edit": may_edit})


def to_desk(asked: Asked, _none: Any) -> str:
    return url("halls:desk", slug=asked.community.slug)


def to_hall(asked: Asked, row: Hall) -> str:
    return url("halls:hall", slug=asked.community.slug, hall_id=row.id)


def to_its_hall(asked: Asked, row: Any) -> str:
    return url("halls:hall", slug=asked.community.slug, hall_id=row.hall_id)


def to_file(asked: Asked, row: Resolution) -> str:
    return url("halls:file", slug=asked.community.slug, resolution_id=row.id)


def to_its_file(asked: Asked, row: Commitment) -> str:
    return url("halls:file", slug=asked.community.slug, resolution_id=row.resolution_id)


def on(operation: Any, key: str = "") -> Any:
    """Runs an operation on what the address names, with what the form gave."""

    def run(asked: Asked, row: Any, given: dict[str, Any]) -> None:
        named = {key: row.id} if key else {}
        operation(community=asked.community, actor=asked.actor, **named, **given)

    return run


def edit(title: Any, button: Any, form: type[ActForm], run: Any, **more: Any) -> Any:
    return act_page(Act(title=title, button=button, form=form, run=run, permission=EDIT, **more))


SAVED = _("Saved.")
new_hall = edit(
    _("Open a hall"),
    _("Open the hall"),
    forms.HallForm,
    on(operations.open_hall),
    back=to_desk,
    done=_("The hall is open. Now say which sides sit in it."),
)
closing = edit(
    _("Close the hall"),
    _("Close the hall"),
    forms.UntilForm,
    on(operations.close_hall, "hall_id"),
    find=row_of(Hall),
    lead=str,
    back=to_desk,
    done=_("The hall is closed; its resolutions stay."),
    danger=True,
)
new_side = edit(
    _("A side takes its seats"),
    _("Enter the side"),
    forms.SideForm,
    on(operations.add_side, "hall_id"),
    find=row_of(Hall),
    lead=str,
    back=to_hall,
    done=SAVED,
)
end_of_side = edit(
    _("A side leaves the hall"),
    _("End it"),
    forms.UntilForm,
    on(operations.end_side, "side_id"),
    find=row_of(HallSide),
    lead=lambda row: row.called,
    back=to_its_hall,
    done=SAVED,
    danger=True,
)
new_meeting = edit(
    _("Call a meeting"),
    _("Call the meeting"),
    forms.MeetingForm,
    on(operations.call_meeting, "hall_id"),
    find=row_of(Hall),
    lead=str,
    back=to_hall,
    done=_("The meeting is called."),
)
minutes = edit(
    _("Minutes of the meeting"),
    _("Write them down"),
    forms.MinutesForm,
    on(operations.hold_meeting, "meeting_id"),
    find=row_of(Meeting),
    lead=lambda row: str(row.agenda),
    back=to_its_hall,
    done=_("Written down. What was resolved can be entered now."),
)
calling_off = edit(
    _("Call the meeting off"),
    _("Call it off"),
    forms.NothingForm,
    on(operations.cancel_meeting, "meeting_id"),
    find=row_of(Meeting),
    lead=lambda row: str(row.agenda),
    back=to_its_hall,
    done=_("The meeting is called off."),
    danger=True,
)
new_resolution = edit(
    _("Enter a resolution"),
    _("Enter the resolution"),
    forms.ResolutionForm,
    on(operations.adopt_resolution, "hall_id"),
    find=row_of(Hall),
    lead=str,
    back=to_hall,
    done=_("The resolution is entered. Now say who promised what."),
    more=("raised_by", "meeting", "signers"),
)
signing = edit(
    _("Somebody signs"),
    _("Enter the name"),
    forms.SignerForm,
    on(operations.sign_resolution, "resolution_id"),
    find=row_of(Resolution),
    lead=str,
    back=to_file,
    done=SAVED,
)
new_commitment = edit(
    _("Somebody promises"),
    _("Enter the promise"),
    forms.CommitmentForm,
    on(operations.make_commitment, "resolution_id"),
    find=row_of(Resolution),
    lead=str,
    back=to_file,
    done=_("The promise stands on the page."),
)
settlement = edit(
    _("What became of the promise"),
    _("Write it down"),
    forms.SettleForm,
    on(operations.settle_commitment, "commitment_id"),
    find=row_of(Commitment),
    lead=lambda row: f"{row.what} · {row.who}",
    back=to_its_file,
    done=SAVED,
    picks=("done",),
)
confirmation = edit(
    _("Those who raised it confirm"),
    _("Write it down"),
    forms.ConfirmForm,
    on(operations.confirm_resolution, "resolution_id"),
    find=row_of(Resolution),
    lead=str,
    back=to_file,
    done=_("Confirmed: the resolution is carried out."),
)
withdrawal = edit(
    _("Withdraw the resolution"),
    _("Withdraw"),
    forms.ReasonForm,
    on(operations.withdraw_resolution, "resolution_id"),
    find=row_of(Resolution),
    lead=str,
    back=to_file,
    done=_("Withdrawn; text and reason stay."),
    danger=True,
)
