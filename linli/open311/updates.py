"""The update extension that FixMyStreet and others speak: what happened, and a word to add."""

import datetime as dt
from typing import Any

from django.http import HttpResponse

from linli.apps.cases.public import Case, Step, StepReach, add_words_once, in_plain_words
from linli.kernel.access.permissions import scope
from linli.open311.answers import as_list
from linli.open311.asking import Call, Fault, call, w3c
from linli.open311.writing import photos_of

MOST = 1000
STATES = {
    "registered": "OPEN",
    "reopened": "REOPEN",
    "accepted": "INVESTIGATING",
    "objected": "INTERNAL_REFERRAL",
    "dispatched": "INVESTIGATING",
    "signed": "INVESTIGATING",
    "contacted": "IN_PROGRESS",
    "handling": "IN_PROGRESS",
    "hung": "ACTION_SCHEDULED",
    "reported_done": "IN_PROGRESS",
    "checked": "IN_PROGRESS",
    "closed": "FIXED",
    "called_back": "FIXED",
    "answered": "CLOSED",
    "archived": "CLOSED",
    "declined": "NOT_COUNCILS_RESPONSIBILITY",
    "merged": "DUPLICATE",
}


@call("GET", "POST")
def updates(asked: Call) -> HttpResponse:
    asked.need_key()
    return _list(asked) if asked.request.method == "GET" else _add(asked)


def _list(asked: Call) -> HttpResponse:
    start, end = asked.moment("start_date"), asked.moment("end_date")
    if (start is None) != (end is None):
        raise Fault(400, "give both start_date and end_date, or none")
    cases = Case.objects.filter(community_id=asked.community.id).filter(
        scope(asked.actor, "cases.see_public", asked.community.id)
    )
    steps = Step.objects.filter(
        community_id=asked.community.id, reach=StepReach.PUBLIC, case_id__in=cases.values("id")
    ).select_related("case")
    if start is not None and end is not None:
        steps = steps.filter(happened_at__range=(start, end + dt.timedelta(seconds=1)))
    rows = [_row(asked, step) for step in steps.order_by("happened_at", "id")[:MOST]]
    return as_list("service_request_updates", "request_update", rows, asked.form)


def _row(asked: Call, step: Step) -> dict[str, Any]:
    return {
        "update_id": str(step.id),
        "service_request_id": step.case.number,
        "status": STATES.get(step.state, "OPEN"),
        "updated_datetime": w3c(step.happened_at, asked.community),
        "description": step.public_text or in_plain_words(step.kind),
        "media_url": None,
    }


def _add(asked: Call) -> HttpResponse:
    number = asked.value("service_request_id")
    case = Case.objects.filter(community_id=asked.community.id, number=number).filter(
        scope(asked.actor, "cases.see_public", asked.community.id)
    )
    found = case.first()
    if found is None:
        raise Fault(404, "service_request_id was not found")
    step = add_words_once(
        community=asked.community,
        actor=asked.actor,
        case=found,
        text=asked.value("description"),
        photos=photos_of(asked),
        key=asked.value("update_id")[:100],
    )
    row = {"update_id": step}
    return as_list("service_request_updates", "request_update", [row], asked.form)
