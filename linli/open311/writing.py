"""A program sends a request: the same operation as every other door."""

import re
import uuid
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse

from linli.apps.cases.public import Case, CaseType, NewCase, ReporterGiven, Source, report_matter
from linli.apps.places.public import Place, find_place
from linli.kernel.texts import TextError, clean_text
from linli.open311.answers import as_list
from linli.open311.asking import Call, Fault, call
from linli.open311.reading import list_requests
from linli.open311.services import public_type

ATTRIBUTE = re.compile(r"attribute\[([^\]]+)\](\[\])?")
MOST_PHOTOS = 4


@call("GET", "POST")
def requests(asked: Call) -> HttpResponse:
    if asked.request.method == "GET":
        return list_requests(asked)
    asked.need_key()
    return _create(asked)


def _create(asked: Call) -> HttpResponse:
    kind = public_type(asked.community, _needed(asked, "service_code"))
    place = _place(asked)
    made = report_matter(
        community=asked.community,
        actor=asked.actor,
        key=_key(asked),
        new=NewCase(
            text=_description(asked) or kind.name,
            type_code=kind.code,
            source=Source.PROGRAM,
            place_id=place.id if place else None,
            place_words=asked.value("address_string")[:200],
            longitude=asked.number("long", -180, 180),
            latitude=asked.number("lat", -90, 90),
            answers=_answers(asked, kind),
        ),
        reporter=_reporter(asked),
        photos=photos_of(asked),
    )
    row = {
        "service_request_id": made["number"],
        "service_notice": None,
        "account_id": asked.value("account_id") or None,
    }
    return as_list("service_requests", "request", [row], asked.form)


def _needed(asked: Call, name: str) -> str:
    value = asked.value(name)
    if not value:
        raise Fault(400, f"{name} was not provided")
    return value


def _key(asked: Call) -> str:
    given = asked.request.headers.get("Idempotency-Key", "")
    return given[:100] or uuid.uuid4().hex


def _description(asked: Call) -> str:
    link = asked.value("media_url")
    text = asked.value("description")
    if link:
        # Kept as words for those who handle it; a server that fetches links can be sent anywhere.
        text = f"{text}\n{link}".strip()
    try:
        return clean_text(text, most=4000)
    except TextError as trouble:
        raise Fault(400, "description may have 4000 characters at most") from trouble


def _place(asked: Call) -> Place | None:
    key, words = asked.value("address_id"), asked.value("address_string")
    point = asked.value("lat") and asked.value("long")
    if key:
        try:
            found = Place.objects.filter(
                community_id=asked.community.id, id=uuid.UUID(key), closed_on__isnull=True
            ).first()
        except ValueError:
            found = None
        if found is None:
            raise Fault(400, "address_id was not found")
        return found
    if not (words or point):
        raise Fault(400, "a location is needed: lat and long, address_string, or address_id")
    return find_place(asked.community, words).place if words else None


def _answers(asked: Call, kind: CaseType) -> dict[str, Any]:
    """`attribute[CODE]=v`, and `attribute[CODE][]=v1&attribute[CODE][]=v2` for several."""
    known = {question["code"]: question for question in kind.questions}
    given: dict[str, Any] = {}
    for name in asked.request.POST:
        match = ATTRIBUTE.fullmatch(name)
        if not match or match.group(1) not in known:
            continue
        values = [value for value in asked.request.POST.getlist(name) if value.strip()]
        if values:
            several = known[match.group(1)].get("type") == "choices"
            given[match.group(1)] = values if several else values[0]
    for code, question in known.items():
        if question.get("required") and code not in given:
            raise Fault(400, f"attribute[{code}] is required")
    return given


def _reporter(asked: Call) -> ReporterGiven:
    name = " ".join(asked.value(part) for part in ("first_name", "last_name")).replace("-", "")
    phone, email = asked.value("phone"), asked.value("email")
    if not (name.strip() or phone or email):
        return ReporterGiven(anonymous=True)
    return ReporterGiven(name=name.strip()[:60], phone=phone, email=email)


def photos_of(asked: Call) -> list[UploadedFile]:
    """`media`, `photo1…` and `file_*`: the names that clients in the wild send."""
    found = [
        file
        for name, files in asked.request.FILES.lists()
        if name.startswith(("media", "photo", "file"))
        for file in files
    ]
    return found[:MOST_PHOTOS]


@call("GET")
def token(asked: Call, token: str) -> HttpResponse:
    """A token is the query code of a request; it answers with the number once there is one."""
    case = Case.objects.filter(
        community_id=asked.community.id, query_code=token.strip().upper()
    ).first()
    if case is None:
        raise Fault(404, "token was not found")
    row = {"service_request_id": case.number, "token": token}
    return as_list("service_requests", "request", [row], asked.form)
