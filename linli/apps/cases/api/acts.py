"""Registering a case and every act on it: POST to a noun, the case as it then is comes back."""

import uuid
from collections.abc import Callable
from typing import Any

from ninja import Schema, Status

from linli.apps.cases.api import shapes
from linli.apps.cases.api.reading import router, shown
from linli.apps.cases.models import Case
from linli.apps.cases.operations.choosing import enter_year
from linli.apps.cases.operations.registering import summary
from linli.apps.cases.public import (
    NewCase,
    ReporterGiven,
    Unit,
    accept_case,
    answer_assist,
    answer_case,
    archive_case,
    ask_extension,
    by_query_code,
    call_assist,
    call_back,
    check_site,
    close_case,
    decide_extension,
    decide_reopen,
    decline_case,
    dispatch_case,
    hang_case,
    merge_case,
    note_progress,
    object_dispatch,
    pass_up,
    rate_case,
    record_contact,
    redetermine,
    register_case,
    reopen_case,
    report_done,
    resume_case,
    settle_on_spot,
    sign_dispatch,
    start_handling,
    unmerge_case,
)
from linli.kernel.errors import NotSeen
from linli.web.api.repeats import writes_once
from linli.web.api.scopes import for_programs_with
from linli.web.asked import Asked

Operation = Callable[..., Any]

# The noun in the address, what is sent, the operation.
ACTS: tuple[tuple[str, type[Schema], Operation], ...] = (
    ("acceptances", shapes.Acceptance, accept_case),
    ("answers", shapes.Answered, answer_case),
    ("refusals", shapes.Refusal, decline_case),
    ("mergers", shapes.Merger, merge_case),
    ("separations", shapes.Act, unmerge_case),
    ("dispatches", shapes.Dispatch, dispatch_case),
    ("determinations", shapes.Dispatch, redetermine),
    ("signatures", shapes.Act, sign_dispatch),
    ("objections", shapes.Objection, object_dispatch),
    ("contacts", shapes.ContactMade, record_contact),
    ("works", shapes.Act, start_handling),
    ("progress", shapes.Progress, note_progress),
    ("assists", shapes.AssistAsked, call_assist),
    ("assist-answers", shapes.AssistAnswered, answer_assist),
    ("extensions", shapes.ExtensionAsked, ask_extension),
    ("extension-decisions", shapes.Decision, decide_extension),
    ("holds", shapes.Hold, hang_case),
    ("resumptions", shapes.Resumption, resume_case),
    ("passes", shapes.Passing, pass_up),
    ("settlements", shapes.Settlement, settle_on_spot),
    ("results", shapes.Result, report_done),
    ("site-checks", shapes.Checked, check_site),
    ("closures", shapes.Closing, close_case),
    ("call-backs", shapes.CalledBack, call_back),
    ("reopenings", shapes.Reopening, reopen_case),
    ("reopening-decisions", shapes.Decision, decide_reopen),
    ("archivings", shapes.Act, archive_case),
)


@router.post("/c/{slug:slug}/cases", response={201: shapes.Registered})
@writes_once()
@for_programs_with("cases:write")
def register(request: Asked, slug: str, sent: shapes.CaseSent) -> Status[dict[str, Any]]:
    """Write down a matter. Send an Idempotency-Key, so that a repetition is no second case."""
    given = sent.dict(exclude={"reporter", "type"})
    reporter = ReporterGiven(**sent.reporter.dict()) if sent.reporter else None
    case = register_case(
        community=request.community,
        actor=request.actor,
        new=NewCase(type_code=sent.type, **given),
        reporter=reporter,
    )
    return Status(201, summary(case))


@router.post("/c/{slug:slug}/ratings", response={201: shapes.Registered})
@writes_once()
def rate(request: Asked, slug: str, sent: shapes.RatingSent) -> Status[dict[str, Any]]:
    """The reporter's two answers; "not solved" opens the case again."""
    found = by_query_code(community=request.community, actor=request.actor, code=sent.query_code)
    if found.reporter is None:
        raise NotSeen()
    rate_case(
        community=request.community,
        actor=request.actor,
        reporter=found.reporter,
        solved=sent.solved,
        satisfied=sent.satisfied,
        rating_words=sent.words,
    )
    return Status(201, summary(found.own))


@router.post("/c/{slug:slug}/calendar/years", response={201: shapes.YearEntered})
@writes_once()
def year(request: Asked, slug: str, sent: shapes.YearSent) -> Status[dict[str, Any]]:
    """Enter the days off and make-up days of a year, once; provisional deadlines follow."""
    moved = enter_year(
        community=request.community,
        actor=request.actor,
        year=sent.year,
        source=sent.source,
        free={day.date: day.note for day in sent.free},
        worked={day.date: day.note for day in sent.worked},
    )
    return Status(201, {"year": sent.year, "moved": moved})


def add_act(noun: str, shape: type[Schema], operation: Operation) -> None:
    def act(request: Asked, slug: str, case_id: uuid.UUID, sent: Schema) -> dict[str, Any]:
        given = sent.dict()
        if "to" in given and isinstance(given["to"], dict):
            given["to"] = Unit(**given["to"])
        known = {name: value for name, value in given.items() if value is not None}
        operation(community=request.community, actor=request.actor, case_id=case_id, **known)
        now = Case.objects.get(community_id=request.community.id, id=case_id)
        return shown([now])[0]

    act.__annotations__["sent"] = shape
    act.__name__ = operation.__name__
    act.__doc__ = operation.__doc__
    path = f"/c/{{slug:slug}}/cases/{{uuid:case_id}}/{noun}"
    checked = for_programs_with("cases:write")(act)
    router.post(path, response=shapes.CaseShown, summary=noun)(writes_once()(checked))


for _noun, _shape, _operation in ACTS:
    add_act(_noun, _shape, _operation)
