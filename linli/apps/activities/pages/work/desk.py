"""The organiser's list, a new activity, its page, the year plan."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from linli.apps.activities.forms.announcing import DatesForm, NewActivityForm, WordsForm, words_of
from linli.apps.activities.forms.organising import FilingForm, ReasonForm
from linli.apps.activities.operations.announcing import change_activity, publish_activity
from linli.apps.activities.operations.closing import close_activity
from linli.apps.activities.operations.sessions import announce, cancel_activity
from linli.apps.activities.operations.weekly import add_sessions
from linli.apps.activities.pages.work.acting import done, organiser
from linli.apps.activities.queries.desk import SHELVES, coming_lines, shelf_of
from linli.apps.activities.queries.saying import date_state
from linli.apps.activities.queries.showing import by_day, shown
from linli.kernel import clock
from linli.web.asked import Asked, show
from linli.web.paging import asked_page, page_of


def board(request: HttpRequest, slug: str) -> HttpResponse:
    asked = organiser(cast(Asked, request))
    shelf = request.GET.get("shelf", "coming")
    shelf = shelf if shelf in SHELVES else "coming"
    text = request.GET.get("q", "").strip()[:60]
    context: dict[str, Any] = {
        "shelf": shelf,
        "text": text,
        "shelves": [
            ("coming", _("coming up")),
            ("to_file", _("to be filed")),
            ("drafts", _("drafts")),
            ("filed", pgettext("activities", "filed")),
        ],
    }
    if shelf == "coming":
        lines, now = coming_lines(asked.community, asked.actor, text), clock.now()
        context["days"] = by_day(lines)
        context["said"] = {line.session.id: date_state(line, now) for line in lines}
    else:
        rows = shelf_of(asked.community, asked.actor, shelf, text)
        context["page"] = page_of(rows, asked_page(request))
    return show(request, "activities/work/board.html", context)


def new_activity(request: HttpRequest, slug: str) -> HttpResponse:
    asked = organiser(cast(Asked, request))
    typed = request.POST if request.method == "POST" else None
    form = NewActivityForm(asked.community, typed)
    publish = request.POST.get("act") != "draft"
    made = typed is not None and done(
        form,
        lambda: announce(
            community=asked.community,
            actor=asked.actor,
            draft=form.draft(),
            dates=form.dates(),
            publish=publish,
        ),
    )
    if made:
        said = _("It is announced. Print the poster, or tell people the address.")
        messages.success(request, said if publish else _("Kept as a draft."))
        return redirect("activities:activity_work", slug=slug, activity_id=made.id)
    context = {"form": form, "title": _("New activity")}
    return show(request, "activities/work/new.html", context, 422 if form.errors else 200)


def activity_work(request: HttpRequest, slug: str, activity_id: uuid.UUID) -> HttpResponse:
    asked = organiser(cast(Asked, request))
    seen = shown(asked.community, asked.actor, activity_id)
    context = {
        "seen": seen,
        "activity": seen.activity,
        "said": {each.session.id: date_state(each, seen.moment) for each in seen.lines},
    }
    return show(request, "activities/work/activity.html", context)


def changes(request: HttpRequest, slug: str, activity_id: uuid.UUID) -> HttpResponse:
    asked = organiser(cast(Asked, request))
    seen = shown(asked.community, asked.actor, activity_id)
    typed = request.POST if request.method == "POST" else None
    form = WordsForm(asked.community, typed, initial=words_of(seen.activity))
    if typed is not None and done(
        form,
        lambda: change_activity(
            community=asked.community,
            actor=asked.actor,
            activity_id=activity_id,
            draft=form.changed(seen.activity),
        ),
    ):
        messages.success(request, _("Changed."))
        return redirect("activities:activity_work", slug=slug, activity_id=activity_id)
    return _form(asked, seen.activity, form, _("Change the words"), _("Save"))


def dates(request: HttpRequest, slug: str, activity_id: uuid.UUID) -> HttpResponse:
    """More dates of an activity, by the same weekly rule."""
    asked = organiser(cast(Asked, request))
    seen = shown(asked.community, asked.actor, activity_id)
    typed = request.POST if request.method == "POST" else None
    form = DatesForm(asked.community, typed)
    if typed is not None and done(
        form,
        lambda: add_sessions(
            community=asked.community,
            actor=asked.actor,
            activity_id=activity_id,
            drafts=form.dates(),
        ),
    ):
        messages.success(request, _("The dates stand in the calendar."))
        return redirect("activities:activity_work", slug=slug, activity_id=activity_id)
    return _form(asked, seen.activity, form, _("More dates"), _("Add the dates"))


@require_POST
def publications(request: HttpRequest, slug: str, activity_id: uuid.UUID) -> HttpResponse:
    asked = organiser(cast(Asked, request))
    publish_activity(community=asked.community, actor=asked.actor, activity_id=activity_id)
    messages.success(request, _("It is announced. Print the poster, or tell people the address."))
    return redirect("activities:activity_work", slug=slug, activity_id=activity_id)


def cancellations(request: HttpRequest, slug: str, activity_id: uuid.UUID) -> HttpResponse:
    asked = organiser(cast(Asked, request))
    seen = shown(asked.community, asked.actor, activity_id)
    typed = request.POST if request.method == "POST" else None
    form = ReasonForm(typed)
    if typed is not None and done(
        form,
        lambda: cancel_activity(
            community=asked.community,
            actor=asked.actor,
            activity_id=activity_id,
            reason=form.cleaned_data["reason"],
        ),
    ):
        messages.success(request, _("Cancelled. All who were signed up are told once."))
        return redirect("activities:activity_work", slug=slug, activity_id=activity_id)
    title = _("Cancel the whole activity")
    return _form(asked, seen.activity, form, title, _("Cancel it and tell everybody"), danger=True)


def filings(request: HttpRequest, slug: str, activity_id: uuid.UUID) -> HttpResponse:
    asked = organiser(cast(Asked, request))
    seen = shown(asked.community, asked.actor, activity_id)
    typed = request.POST if request.method == "POST" else None
    form = FilingForm(typed, initial={"result_text": seen.activity.result_text})
    if typed is not None and done(
        form,
        lambda: close_activity(
            community=asked.community,
            actor=asked.actor,
            activity_id=activity_id,
            result_text=form.cleaned_data["result_text"],
            outcomes=form.outcomes,
        ),
    ):
        messages.success(request, _("Filed. The figures are final and count in every report."))
        return redirect("activities:activity_work", slug=slug, activity_id=activity_id)
    return _form(asked, seen.activity, form, _("File it"), _("File it"), seen=seen)


def _form(
    asked: Asked, activity: Any, form: Any, title: str, button: str, **more: Any
) -> HttpResponse:
    context = {"activity": activity, "form": form, "title": title, "button": button}
    status = 422 if form.errors else 200
    return show(asked, "activities/work/form.html", {"danger": False, **context, **more}, status)
