"""The doors of test mode: clock, due work, outbox, fixtures, signing in.

Only with LINLI_TEST_MODE=1, which a production start refuses. Payloads stand in
docs/guide/testing.md.
"""

import datetime as dt
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from linli.apps.accounts.public import Credential
from linli.kernel import clock
from linli.kernel.errors import Malformed, NotSeen, Refusal
from linli.kernel.outbox.kinds import KINDS, address_of
from linli.kernel.outbox.models import Notice
from linli.kernel.tenancy import across_communities
from linli.kernel.working import work_round
from linli.testmode import residents as _residents  # noqa: F401  registers its fixture
from linli.testmode import rooms as _rooms  # noqa: F401  registers its fixture
from linli.testmode.fixtures import FIXTURES

Door = Callable[[HttpRequest, dict[str, Any]], dict[str, Any]]


def door(method: str) -> Callable[[Door], Callable[[HttpRequest], HttpResponse]]:
    def wrap(opened: Door) -> Callable[[HttpRequest], HttpResponse]:
        @csrf_exempt
        @wraps(opened)
        def answer(request: HttpRequest) -> HttpResponse:
            try:
                if request.method != method:
                    raise Malformed("method", f"Use {method}.")
                return JsonResponse(opened(request, _body(request)))
            except Refusal as refusal:
                return JsonResponse(refusal.as_dict(), status=refusal.status)

        return answer

    return wrap


def _body(request: HttpRequest) -> dict[str, Any]:
    try:
        body = json.loads(request.body or b"{}")
    except ValueError as trouble:
        raise Malformed("not_json", "Send a JSON object.") from trouble
    if not isinstance(body, dict):
        raise Malformed("not_json", "Send a JSON object.")
    return body


@door("POST")
def set_clock(_request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """{"now": "2026-03-02T08:30:00+08:00"}; {"now": null} returns to the machine's time."""
    moment = None
    if body.get("now") is not None:
        try:
            moment = dt.datetime.fromisoformat(str(body["now"]))
        except ValueError as trouble:
            raise Malformed("now", "`now` is an ISO-8601 time with offset.") from trouble
        if moment.tzinfo is None:
            raise Malformed("now", "`now` needs an offset, such as +08:00.")
    clock.set_test_clock(moment)
    return {"now": clock.now().isoformat()}


@door("POST")
def run_due(_request: HttpRequest, _body_: dict[str, Any]) -> dict[str, Any]:
    """Do what the worker would do now, until nothing is left; counts by name."""
    total: dict[str, int] = {}
    for _round in range(200):
        done = work_round()
        for name, count in done.items():
            total[name] = total.get(name, 0) + count
        if not any(done.values()):
            break
    return {"done": total, "total": sum(total.values())}


@door("GET")
def outbox(request: HttpRequest, _body_: dict[str, Any]) -> dict[str, Any]:
    """Every notice with the words it carries now; ?kind=, ?community= narrow."""
    with across_communities("test mode shows every outbox"):
        rows = Notice.objects.select_related("community").order_by("id")
        if request.GET.get("kind"):
            rows = rows.filter(kind=request.GET["kind"])
        if request.GET.get("community"):
            rows = rows.filter(community__slug=request.GET["community"])
        notices = [_notice(row) for row in rows[:2000]]
    return {"total": len(notices), "notices": notices}


def _notice(row: Notice) -> dict[str, Any]:
    address = address_of(row)
    with translation.override(address.language if address else "zh-hans"):
        words = KINDS[row.kind](row)
    return {
        "id": str(row.id),
        "community": row.community.slug,
        "kind": row.kind,
        "recipient": row.recipient,
        "channel": row.channel,
        "state": row.state,
        "event": str(row.event_id),
        "subject": str(row.subject_id) if row.subject_id else None,
        "title": words.subject if words else "",
        "text": words.text if words else "",
        "due_at": row.due_at.isoformat(),
    }


@door("POST")
def seed(_request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """{"fixture": "cast"}: make a named set of communities and people; answers their ids."""
    name = str(body.get("fixture", ""))
    if name not in FIXTURES:
        raise NotSeen("fixture", f"Known fixtures: {', '.join(sorted(FIXTURES))}.")
    return FIXTURES[name](body)


@door("POST")
def sign_in(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """{"login": "committee", "second_factor": true}: a session cookie without a password."""
    found = Credential.objects.filter(login=str(body.get("login", "")).lower()).first()
    if found is None:
        raise NotSeen("login", "There is no such log-in.")
    login(request, found, backend="linli.apps.accounts.sign_in.LoginNameBackend")
    if body.get("second_factor"):
        request.session["second_factor_by_test"] = True
    return {"login": found.login, "session": request.session.session_key}
