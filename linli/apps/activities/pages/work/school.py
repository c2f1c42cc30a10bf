"""The community school: terms, classes, who passed, certificates."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from linli.apps.activities.forms.school import ClassForm, TermForm
from linli.apps.activities.operations.certifying import issue_certificates
from linli.apps.activities.operations.school import open_class, plan_term
from linli.apps.activities.pages.work.acting import done, organiser
from linli.apps.activities.queries.school import find_class, learners_of
from linli.apps.activities.queries.terms import certificates_of, terms_of
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.web.addresses import url
from linli.web.asked import Asked, show
from linli.web.qr import full_address, qr_svg


def school(request: HttpRequest, slug: str) -> HttpResponse:
    """POST opens a term."""
    asked = organiser(cast(Asked, request))
    form = TermForm(request.POST if request.method == "POST" else None)
    if form.is_bound and done(
        form,
        lambda: plan_term(community=asked.community, actor=asked.actor, **form.cleaned_data),
    ):
        messages.success(request, _("The term stands. Open its classes."))
        return redirect("activities:school", slug=slug)
    context = {"terms": terms_of(asked.community), "form": form}
    return show(request, "activities/work/school.html", context, 422 if form.errors else 200)


def new_class(request: HttpRequest, slug: str) -> HttpResponse:
    asked = organiser(cast(Asked, request))
    typed = request.POST if request.method == "POST" else None
    form = ClassForm(asked.community, typed)
    publish = request.POST.get("act") != "draft"
    made = typed is not None and done(
        form,
        lambda: open_class(
            community=asked.community,
            actor=asked.actor,
            draft=form.class_draft(),
            publish=publish,
        ),
    )
    if made:
        messages.success(request, _("The class is open. One signs up for all its lessons at once."))
        return redirect("activities:class", slug=slug, class_id=made.id)
    context = {"form": form, "title": _("New class")}
    return show(request, "activities/work/new.html", context, 422 if form.errors else 200)


def one_class(request: HttpRequest, slug: str, class_id: uuid.UUID) -> HttpResponse:
    asked = organiser(cast(Asked, request))
    row = find_class(asked.community, class_id)
    context = {"row": row, "learners": learners_of(row), "papers": certificates_of(row)}
    return show(request, "activities/work/class.html", context)


@require_POST
def class_certificates(request: HttpRequest, slug: str, class_id: uuid.UUID) -> HttpResponse:
    asked = organiser(cast(Asked, request))
    try:
        made = issue_certificates(community=asked.community, actor=asked.actor, class_id=class_id)
    except (Conflict, RuleNotMet) as refusal:
        messages.error(request, str(refusal.detail))
    else:
        said = ngettext("%(n)s certificate issued", "%(n)s certificates issued", len(made))
        messages.success(request, said % {"n": len(made)})
    return redirect("activities:class", slug=slug, class_id=class_id)


def certificate(
    request: HttpRequest, slug: str, class_id: uuid.UUID, certificate_id: uuid.UUID
) -> HttpResponse:
    """To print, with the code of the check page."""
    asked = organiser(cast(Asked, request))
    row = find_class(asked.community, class_id)
    paper = next((each for each in certificates_of(row) if each.id == certificate_id), None)
    if paper is None:
        raise NotSeen()
    page = url("activities:certificate", slug=slug)
    address = full_address(request, f"{page}?number={paper.number}&code={paper.check_code}")
    context = {
        "row": row,
        "paper": paper,
        "qr": qr_svg(address),
        "page": full_address(request, page),
    }
    return show(request, "activities/work/certificate.html", context)
