"""`Idempotency-Key`: a write that a flaky phone repeats happens once and is answered alike."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Status
from ninja.operation import Operation
from ninja.responses import NinjaJSONEncoder
from ninja.utils import contribute_operation_callback

from linli.kernel import cipher
from linli.kernel.errors import Malformed
from linli.kernel.idempotency import Outcome, once
from linli.web.asked import Asked, client_address

View = TypeVar("View", bound=Callable[..., Any])
HEADER = "Idempotency-Key"
LONGEST_ROUTE = 120
HARD_TO_GUESS = 16


def writes_once(*, required: bool = False) -> Callable[[View], View]:
    """Decorator under a router's `post`: the view answers a dict, a Schema or a Status of one."""

    def wrap(view: View) -> View:
        @wraps(view)
        def write(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            return answer_once(request, lambda: view(request, *args, **kwargs), required=required)

        contribute_operation_callback(write, lambda operation: _document(operation, required))
        return cast(View, write)

    return wrap


def answer_once(
    request: HttpRequest, act: Callable[[], Any], *, required: bool = False
) -> Status[dict[str, Any]]:
    """For views that have work to do before the database is locked: give only the act here.

    Malformed `idempotency_key_needed` without a required key; Conflict `idempotency_mismatch`
    (409) when the key came before with other content.
    """
    asked = cast(Asked, request)
    key = request.headers.get(HEADER, "").strip()
    if required and not key:
        raise Malformed(
            "idempotency_key_needed",
            _("Send the header Idempotency-Key with a random value of your own."),
        )

    def act_plainly() -> Outcome:
        return _plain(act())

    if not key:  # one operation, in its own transaction
        return Status(*act_plainly())
    status, answer = once(
        community_id=asked.community.id,
        actor=_who(asked, key),
        route=_route(request),
        key=key,
        body=body_of(request),
        act=act_plainly,
    )
    return Status(status, answer)


def _who(asked: Asked, key: str) -> str:
    """A short key of an anonymous sender counts for their network address only.

    A long one is taken for random: it counts from any address, because a telephone that goes
    from Wi-Fi to mobile and repeats must not make a second case.
    """
    if asked.actor.known or len(key) >= HARD_TO_GUESS:
        return asked.actor.ref
    return f"anon:{cipher.lookup_digest(client_address(asked), 'idempotency')[:40]}"


def _route(request: HttpRequest) -> str:
    route = f"{request.method} {request.path}"
    if len(route) <= LONGEST_ROUTE:
        return route
    return f"{request.method} {hashlib.sha256(request.path.encode()).hexdigest()}"


def body_of(request: HttpRequest) -> Any:
    """What was sent, so that two sendings compare: JSON, or fields with digests of files."""
    if request.content_type == "application/json":
        try:
            return json.loads(request.body or b"null")
        except ValueError:
            return hashlib.sha256(request.body).hexdigest()
    files = {name: [_digest(f) for f in request.FILES.getlist(name)] for name in request.FILES}
    return {"fields": dict(request.POST.lists()), "files": files}


def _digest(file: Any) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _plain(result: Any) -> Outcome:
    status, value = (
        (result.status_code, result.value) if isinstance(result, Status) else (200, result)
    )
    return status, json.loads(json.dumps(value, cls=NinjaJSONEncoder))


def _document(operation: Operation, required: bool) -> None:
    extra = dict(operation.openapi_extra or {})
    extra["parameters"] = [
        *extra.get("parameters", []),
        {
            "in": "header",
            "name": HEADER,
            "required": required,
            "schema": {"type": "string", "maxLength": 100},
            "description": "A random value of yours. Repeat it to repeat the request safely.",
        },
    ]
    operation.openapi_extra = extra
