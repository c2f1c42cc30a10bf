"""What everybody reads: the brand, bulletins, and how a figure differs today."""

import json
from collections.abc import Callable
from typing import cast

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from linli.apps.bulletins.choices import BulletinState
from linli.apps.bulletins.models import Bulletin
from linli.apps.bulletins.queries.brands import brand_of
from linli.apps.bulletins.queries.bulletins import public_bulletin, published
from linli.apps.bulletins.queries.documents import Document, document_of, exact_of
from linli.apps.bulletins.queries.drawing import hero, seal
from linli.apps.bulletins.queries.figures import Shown, ask_again
from linli.apps.bulletins.queries.outputs import FORMATS, as_json
from linli.apps.bulletins.queries.outputs.links import rows_path
from linli.apps.bulletins.queries.pillars import pillar_boards
from linli.apps.bulletins.rules import SEE
from linli.kernel import clock
from linli.kernel.access.permissions import holds, require
from linli.kernel.asking import readable
from linli.kernel.community import CommunityKind
from linli.kernel.errors import Malformed, NotSeen
from linli.kernel.measures import MEASURES
from linli.web.asked import Asked, show
from linli.web.downloads import file_answer
from linli.web.qr import full_address, qr_svg

PUBLIC_FORMATS = ("html", "docx", "json", "txt")


def brand(request: HttpRequest, slug: str) -> HttpResponse:
    """What the community promises, and what happened of it this year."""
    asked = cast(Asked, request)
    community, today = asked.community, clock.today(asked.community)
    found = brand_of(community, today)
    if found is None:
        known = community.kind == CommunityKind.COMMUNITY
        return show(request, "bulletins/no_brand.html", {"known": known})
    context = {
        "brand": found,
        "hero": hero(found),
        "boards": pillar_boards(community, found, today),
        "seals": {one.key: seal(one.seal, one.colour) for one in found.pillars},
        "newest": published(community, 3),
        "today": today,
        "path": _paths(asked),
    }
    return show(request, "bulletins/brand.html", context)


def _paths(asked: Asked) -> Callable[[Shown], str]:
    """Where a figure opens for this reader; empty where its rows are not theirs to see."""

    def path(shown: Shown) -> str:
        measure = MEASURES.get(shown.measure)
        open_to = measure is not None and readable(asked.actor, measure, asked.community)
        return rows_path(asked.community, shown) if open_to else ""

    return path


def style(request: HttpRequest, slug: str) -> HttpResponse:
    """The brand's colours as a style sheet of one rule; none without a brand."""
    asked = cast(Asked, request)
    found = brand_of(asked.community)
    rule = ""
    if found is not None:
        rule = f":root{{--own:{found.colours.main};--own-2:{found.colours.second}}}"
    answer = HttpResponse(rule, content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=300"
    return answer


def bulletins(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    context = {
        "rows": published(asked.community),
        "brand": brand_of(asked.community),
        "may_write": holds(asked.actor, SEE, asked.community.id),
    }
    return show(request, "bulletins/bulletins.html", context)


def bulletin(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One bulletin: as a page, or with ?format= as a file."""
    asked = cast(Asked, request)
    row = public_bulletin(asked.community, asked.actor, key)
    document = document_of(row, clock.today(asked.community))
    if asked.GET.get("format"):
        return _file(asked, document, asked.GET["format"])
    community = asked.community
    context = {
        "row": row,
        "document": document,
        "brand": document.brand,
        "hero": hero(document.brand),
        "exact": exact_of,
        "path": _paths(asked),
        "staff": holds(asked.actor, SEE, community.id),
        "code": qr_svg(full_address(request, request.path)),
        "draft": row.state == BulletinState.DRAFT,
    }
    return show(request, "bulletins/bulletin.html", context)


def _file(asked: Asked, document: Document, wanted: str) -> HttpResponse:
    """The appendix lists the rows themselves, and only staff may carry those away."""
    if wanted not in FORMATS:
        raise Malformed("format_not_known", _("There is no such format."), field="format")
    staff = holds(asked.actor, SEE, asked.community.id)
    if wanted not in PUBLIC_FORMATS:
        require(asked.actor, SEE, asked.community.id)
    make, kind = FORMATS[wanted]
    content = make(document)
    if wanted == "json" and not staff:
        content = _without_rows(document)
    ending = "txt" if wanted == "press" else wanted
    return file_answer(content, kind, f"{document.title} {document.as_of}.{ending}")


def _without_rows(document: Document) -> bytes:
    plain = as_json(document)
    for one in plain["figures"]:
        one.pop("row_ids")
        one.pop("row_values")
    return json.dumps(plain, ensure_ascii=False, cls=DjangoJSONEncoder).encode()


def differences(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Each frozen figure beside what the records say today, and why."""
    asked = cast(Asked, request)
    row: Bulletin = public_bulletin(asked.community, asked.actor, key)
    if row.as_of is None:
        raise NotSeen("not_frozen", _("It has not been published yet."))
    document = document_of(row, row.as_of)
    found = [ask_again(asked.community, one) for one in document.figures.values()]
    context = {
        "row": row,
        "document": document,
        "differences": sorted(found, key=lambda one: not one.differs),
        "exact": exact_of,
        "staff": holds(asked.actor, SEE, asked.community.id),
        "as_of": clock.now(),
        "path": _paths(asked),
    }
    return show(request, "bulletins/differences.html", context)
