"""What people say about this platform, and what we answered."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.apps.accounts.forms import AnswerForm, FeedbackForm
from linli.apps.accounts.models import Feedback
from linli.apps.accounts.operations import answer_feedback, say_about_platform
from linli.apps.accounts.operations.feedback import CONTACT
from linli.apps.accounts.pages.layout import show_admin
from linli.apps.accounts.queries.accounts import (
    feedback_of,
    feedback_seen,
    one_feedback,
    published_feedback,
)
from linli.apps.accounts.rules import require_somewhere
from linli.kernel import cipher
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Refusal
from linli.web.asked import Asked, show
from linli.web.paging import asked_page, page_of


@require_http_methods(["GET", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """Anybody, without a log-in. Below the form: what others said, with the answers."""
    asked = cast(Asked, request)
    form = FeedbackForm(request.POST or None, initial={"page": request.GET.get("page", "")[:200]})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            say_about_platform(
                actor=asked.actor, community=_home(form.cleaned_data["page"]), **form.cleaned_data
            )
        except Refusal as refusal:
            form.refuse(refusal.detail)
            status = refusal.status
        else:
            messages.success(request, _("Thank you. A person reads it; the answer comes here."))
            return redirect("accounts:feedback")
    mine = feedback_of(asked.actor.credential_id) if asked.actor.credential_id else []
    context = {"form": form, "published": published_feedback(), "mine": mine}
    return show(request, "accounts/feedback.html", context, status=status)


def _home(page: str) -> Community | None:
    parts = page.split("/")
    if len(parts) > 2 and parts[1] == "c":
        return Community.objects.filter(slug=parts[2][:40]).first()
    return None


def with_contact(
    rows: list[Feedback], typed: AnswerForm | None, about: uuid.UUID | None
) -> list[tuple[Feedback, str, AnswerForm]]:
    """Each with its form; the one that was just typed into keeps its text."""
    return [
        (
            row,
            cipher.decrypt(row.contact_cipher, CONTACT),
            typed if typed and row.id == about else AnswerForm(auto_id=f"{row.id}_%s"),
        )
        for row in rows
    ]


@require_safe
def admin_feedback(request: HttpRequest) -> HttpResponse:
    return _show_list(request)


@require_safe
def work_feedback(request: HttpRequest, slug: str) -> HttpResponse:
    return _show_list(request)


def _show_list(
    request: HttpRequest, typed: AnswerForm | None = None, about: uuid.UUID | None = None
) -> HttpResponse:
    """The administrators' list over all their communities, or one community's."""
    asked = cast(Asked, request)
    above = request.path.startswith("/admin/") or "admin" in request.POST
    if above:
        homes = require_somewhere(asked.actor, "accounts.settings")
    else:
        require(asked.actor, "accounts.answer_feedback", asked.community.id)
        homes = frozenset({asked.community.id})
    answered = request.GET.get("show") == "answered"
    page = page_of(feedback_seen(homes, answered=answered), asked_page(request))
    rows = with_contact(page.rows, typed, about)
    context = {"page": page, "rows": rows, "answered": answered}
    if above:
        return show_admin(request, "accounts/feedback_admin.html", context)
    return show(request, "accounts/feedback_work.html", context)


@require_POST
def answers(request: HttpRequest, slug: str, feedback_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    require(asked.actor, "accounts.answer_feedback", asked.community.id)
    said = one_feedback(asked.community.id, feedback_id)
    form = AnswerForm(request.POST, auto_id=f"{said.id}_%s")
    if not form.is_valid():
        return _show_list(request, form, said.id)
    answer_feedback(
        community=asked.community, actor=asked.actor, feedback_id=said.id, **form.cleaned_data
    )
    messages.success(request, _("Answered."))
    if "admin" in request.POST:
        return redirect("accounts:admin_feedback")
    return redirect("accounts:work_feedback", slug=slug)
