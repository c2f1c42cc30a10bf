"""Public cases as service requests: only public types, only text that staff confirmed."""

import datetime as dt
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from linli.apps.cases.public import OPEN_STATES, Case, CaseState, Step, StepReach, in_plain_words
from linli.apps.places.public import public_place
from linli.kernel import clock
from linli.kernel.access.permissions import visible
from linli.kernel.community import spoken
from linli.open311.answers import Rows, as_list
from linli.open311.asking import Call, Fault, call, w3c

SPAN = dt.timedelta(days=90)
MOST = 1000
STATUS = {"open": Q(state__in=OPEN_STATES), "closed": ~Q(state__in=OPEN_STATES)}


def public_cases(asked: Call) -> "QuerySet[Case]":
    rows = visible(asked.actor, "cases.see_public", Case.objects.all(), asked.community.id)
    return rows.select_related(
        "type", "lead", "place__entrance", "place__building", "merged_into"
    ).order_by("-registered_at", "-id")


@call("GET")
def one_request(asked: Call, number: str) -> HttpResponse:
    rows = list(_with_steps(asked, public_cases(asked).filter(number=number)))
    if not rows:
        raise Fault(404, "service_request_id was not found")
    return _answer(asked, rows)


def list_requests(asked: Call) -> HttpResponse:
    """Filters by the book; ids override all others."""
    rows = public_cases(asked)
    ids = asked.words("service_request_id")
    rows = rows.filter(number__in=ids) if ids else _filtered(asked, rows)
    first, most = _page(asked)
    return _answer(asked, list(_with_steps(asked, rows)[first : first + most]))


def _filtered(asked: Call, rows: "QuerySet[Case]") -> "QuerySet[Case]":
    start, end = _span(asked)
    rows = rows.filter(registered_at__gte=start, registered_at__lte=end)
    if asked.words("service_code"):
        rows = rows.filter(type__code__in=asked.words("service_code"))
    wanted = Q(pk__in=[])
    for word in asked.words("status"):
        if word.lower() not in STATUS:
            raise Fault(400, "status is open or closed")
        wanted |= STATUS[word.lower()]
    return rows.filter(wanted) if asked.words("status") else rows


def _span(asked: Call) -> tuple[dt.datetime, dt.datetime]:
    start, end = asked.moment("start_date"), asked.moment("end_date")
    if start is None:
        end = end or clock.now()
        return end - SPAN, end
    end = end or min(start + SPAN, max(start, clock.now()))
    if end < start:
        raise Fault(400, "end_date lies before start_date")
    if end - start > SPAN + dt.timedelta(days=1):
        raise Fault(400, "start_date and end_date may span 90 days at most")
    return start, end


def _page(asked: Call) -> tuple[int, int]:
    most = int(asked.number("page_size", 1, MOST) or asked.number("max_requests", 1, MOST) or MOST)
    page = int(asked.number("page", 1, 1_000_000) or 1)
    return (page - 1) * most, most


def _with_steps(asked: Call, rows: "QuerySet[Case]") -> "QuerySet[Case]":
    if asked.value("extensions") != "true":
        return rows
    steps = Step.objects.filter(community_id=asked.community.id, reach=StepReach.PUBLIC)
    return rows.prefetch_related(Prefetch("steps", queryset=steps.order_by("happened_at", "id")))


def _answer(asked: Call, rows: list[Case]) -> HttpResponse:
    return as_list("service_requests", "request", [_row(asked, c) for c in rows], asked.form)


def _row(asked: Call, case: Case) -> dict[str, Any]:
    place = public_place(case.place) if case.place_id and case.place else None
    row: dict[str, Any] = {
        "service_request_id": case.number,
        "status": "open" if case.state in OPEN_STATES else "closed",
        "status_notes": _notes(case),
        "service_name": case.type.name,
        "service_code": case.type.code,
        "description": case.public_text or case.public_title or case.type.name,
        "agency_responsible": case.lead.name if case.lead_id and case.lead else None,
        "service_notice": spoken(case.type.closing_condition),
        "requested_datetime": w3c(case.registered_at, asked.community),
        "updated_datetime": w3c(case.changed_at, asked.community),
        "expected_datetime": w3c(_expected(case), asked.community),
        "address": place.full_name if place else None,
        "address_id": str(place.id) if place else None,
        "zipcode": None,
        "lat": _near(case.latitude),
        "long": _near(case.longitude),
        "media_url": None,
    }
    if asked.value("extensions") == "true":
        row["extended_attributes"] = {"status": case.state, "level": case.level}
        row["notes"] = Rows("note", [_note(asked, step) for step in case.steps.all()])
    return row


def _note(asked: Call, step: Step) -> dict[str, Any]:
    return {
        "datetime": w3c(step.happened_at, asked.community),
        "description": step.public_text or in_plain_words(step.kind),
        "type": step.kind,
    }


def _notes(case: Case) -> str | None:
    if case.state == CaseState.MERGED and case.merged_into:
        return f"duplicate of {case.merged_into.number}"
    return case.public_result or None


def _expected(case: Case) -> dt.datetime | None:
    return case.resolution_due or case.response_due if case.is_open else None


def _near(value: float | None) -> str | None:
    # About ten metres: enough to find a lamp, too little to point at a window.
    return None if value is None else f"{value:.4f}"


def address_of(request: HttpRequest, number: str, slug: str) -> str:
    path = reverse("cases:public_case", kwargs={"slug": slug, "number": number})
    return request.build_absolute_uri(path)
