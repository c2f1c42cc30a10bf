"""Which community, which program, which parameters: read once, refused by the book."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt

from linli.apps.accounts.public import Scope, actor_from_key
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community, CommunityKind
from linli.kernel.errors import NotSeen, Refusal
from linli.open311.answers import as_errors
from linli.web.asked import Asked, client_address


class Fault(Exception):
    """An error by the book: the HTTP status and a finer code."""

    def __init__(self, status: int, text: str, code: str = "") -> None:
        super().__init__(text)
        self.status, self.text, self.code = status, text, code or str(status)


@dataclass
class Call:
    """One call: its format, its community, and the program if a key was given."""

    request: HttpRequest
    form: str
    community: Community
    actor: Actor
    keyed: bool

    def value(self, name: str) -> str:
        """A parameter; an empty one counts as absent."""
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        return (given.get(name) or "").strip()

    def words(self, name: str) -> list[str]:
        return [word.strip() for word in self.value(name).split(",") if word.strip()]

    def moment(self, name: str) -> dt.datetime | None:
        text = self.value(name)
        if not text:
            return None
        try:
            found = dt.datetime.fromisoformat(text.replace(" ", "+"))
        except ValueError as trouble:
            raise Fault(400, f"{name} is not a W3C date: 2026-05-24T00:00:00Z") from trouble
        if found.tzinfo is None:
            found = found.replace(tzinfo=self.community.zone)
        return found

    def number(self, name: str, low: float, high: float) -> float | None:
        text = self.value(name)
        if not text:
            return None
        try:
            found = float(text)
        except ValueError as trouble:
            raise Fault(400, f"{name} is not a number") from trouble
        if not low <= found <= high:
            raise Fault(400, f"{name} must lie between {low:g} and {high:g}")
        return found

    def need_key(self) -> None:
        if not self.keyed:
            raise Fault(403, "api_key is missing, expired or not allowed to use Open311")


def homes() -> list[Community]:
    return list(Community.objects.filter(kind=CommunityKind.COMMUNITY).order_by("id")[:2])


def w3c(moment: dt.datetime | None, community: Community) -> str | None:
    if moment is None:
        return None
    return moment.astimezone(community.zone).replace(microsecond=0).isoformat()


Answer = Callable[..., HttpResponse]


def call(*methods: str) -> Callable[[Answer], Answer]:
    """Decorator of a view(call, **kwargs): finds community and program, answers faults."""

    def wrap(view: Answer) -> Answer:
        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest, form: str, **kwargs: str) -> HttpResponse:
            try:
                if request.method not in methods:
                    raise Fault(400, f"use {' or '.join(methods)}")
                made = _call(request, form)
                timezone.activate(made.community.zone)
                with translation.override(request.GET.get("locale") or "zh-hans"):
                    return view(made, **kwargs)
            except Fault as fault:
                return as_errors([(fault.code, fault.text)], fault.status, form)
            except Refusal as refusal:
                status = 404 if isinstance(refusal, NotSeen) else 400
                return as_errors([(refusal.code, str(refusal.detail))], status, form)

        return answer

    return wrap


def _call(request: HttpRequest, form: str) -> Call:
    given = request.POST if request.method == "POST" else request.GET
    key = (given.get("api_key") or request.GET.get("api_key") or "").strip()
    program = _program(key, client_address(request))
    home = next(iter(program.grants[0].communities)) if program else None
    named = (given.get("jurisdiction_id") or request.GET.get("jurisdiction_id") or "").strip()
    community = _community(named, home)
    keyed = program is not None and home == community.id
    actor = program if program and keyed else Actor.anonymous(client_address(request))
    cast(Asked, request).actor = actor
    return Call(request, form, community, actor, keyed)


def _program(key: str, address: str) -> Actor | None:
    """The program behind an api_key; None for a key that opens nothing or not this door."""
    try:
        found = actor_from_key(f"Bearer {key}", address) if key else None
    except Refusal:
        return None
    return found if found and Scope.OPEN311 in found.grants[0].scopes else None


def _community(named: str, of_key: int | None) -> Community:
    rows = Community.objects.filter(kind=CommunityKind.COMMUNITY).select_related("parent")
    if named:
        found = rows.filter(slug=named).first()
        if found is None:
            raise Fault(404, "jurisdiction_id was not found")
        return found
    if of_key is not None:
        return rows.get(pk=of_key)
    served = homes()
    if len(served) != 1:
        raise Fault(400, "jurisdiction_id is needed here: several communities are served")
    return served[0]
