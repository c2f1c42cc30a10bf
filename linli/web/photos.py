"""Photos by address: the clean picture for who may see it, the original with a log entry."""

import uuid
from pathlib import Path
from typing import cast

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from linli.kernel.errors import NotSeen
from linli.kernel.media import storing
from linli.kernel.media.changing import view_original
from linli.kernel.media.models import Attachment
from linli.kernel.media.pairing import find_attachment
from linli.kernel.media.viewing import sees
from linli.web.asked import Asked

# Short for everyone, so that a photo taken back is soon gone from caches between us and readers.
PUBLIC = "public, max-age=600"
PRIVATE = "private, no-cache"
NEVER = "private, no-store"


@require_safe
def photo(request: HttpRequest, slug: str, photo_id: uuid.UUID) -> HttpResponseBase:
    return _clean(request, photo_id, storing.LARGE)


@require_safe
def small_photo(request: HttpRequest, slug: str, photo_id: uuid.UUID) -> HttpResponseBase:
    return _clean(request, photo_id, storing.SMALL)


@require_GET
def original(request: HttpRequest, slug: str, photo_id: uuid.UUID) -> HttpResponseBase:
    asked = cast(Asked, request)
    one, path = view_original(community=asked.community, actor=asked.actor, attachment_id=photo_id)
    return _send(path, one.mime, NEVER, f"{one.id}.{one.mime.rpartition('/')[2]}")


def _clean(request: HttpRequest, photo_id: uuid.UUID, name: str) -> HttpResponseBase:
    asked = cast(Asked, request)
    one = find_attachment(asked.community, photo_id)
    path = storing.read_stored(one.community_id, one.id, name)
    if path is None or not (one.public or sees(asked.actor, asked.community, one)):
        raise NotSeen("photo_not_found", _("There is no such photo, or you cannot see it."))
    return _unless_kept(request, one, path)


def _unless_kept(request: HttpRequest, one: Attachment, path: Path) -> HttpResponseBase:
    """304 for a browser that has it, asked only after the right to see it was checked."""
    etag = f'"{one.id.hex}-{path.stem}"'
    caching = PUBLIC if one.public else PRIVATE
    if etag in request.headers.get("If-None-Match", ""):
        answer: HttpResponseBase = HttpResponse(status=304)
        answer["Cache-Control"] = caching
    else:
        answer = _send(path, "image/jpeg", caching)
    answer["ETag"] = etag
    return answer


def _send(path: Path, mime: str, caching: str, save_as: str = "") -> FileResponse:
    answer = FileResponse(
        path.open("rb"), content_type=mime, as_attachment=bool(save_as), filename=save_as
    )
    answer["Cache-Control"] = caching
    # Nothing that somebody sent may run as a page of ours, whatever its bytes are.
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
