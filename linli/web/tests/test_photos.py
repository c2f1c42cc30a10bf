"""CASE-15 and the photo part of CASE-10."""

import io
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from linli.kernel.access.actor import Actor, Role
from linli.kernel.community import Community
from linli.kernel.media.changing import publish_upload
from linli.kernel.media.models import Attachment
from linli.kernel.media.tests.samples import NAME, PDF, TOLD, keep, telling_photo
from linli.kernel.media.viewing import (
    ORIGINAL_VIEWERS,
    VIEWERS,
    may_view,
    may_view_original,
)
from linli.kernel.records.models import Record
from tests.cast import Cast

Visit = Callable[[str], Client]


@pytest.fixture(autouse=True)
def media_root(settings: Any, tmp_path: Path) -> None:
    settings.LINLI_MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def rules() -> Iterator[None]:
    """As an app would say it: staff and its own partner see the matter, staff its originals."""

    @may_view(TOLD)
    def see(actor: Actor, community: Community, _object_id: uuid.UUID) -> bool:
        partner = actor.organisation_in(community.id) == 1
        return partner or actor.has_role(community.id, *Role.STAFF)

    @may_view_original(TOLD)
    def see_original(actor: Actor, community: Community, _object_id: uuid.UUID) -> bool:
        return actor.has_role(community.id, Role.COMMITTEE, Role.CHIEF)

    yield
    del VIEWERS[TOLD], ORIGINAL_VIEWERS[TOLD]


def address(one: Attachment, more: str = "", slug: str = "alpha") -> str:
    return f"/c/{slug}/photos/{one.id}/{more}"


def body_of(answer: Any) -> bytes:
    assert isinstance(answer, HttpResponse) or answer.streaming
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def views(cast: Cast) -> list[tuple[str, str]]:
    rows = Record.objects.filter(community_id=cast.a.id, verb="media.original_viewed")
    return [(row.actor, row.payload["attachment"]) for row in rows.order_by("id")]


def test_case_15_the_public_file_knows_neither_place_nor_name(cast: Cast, visit: Visit) -> None:
    made = keep(cast, telling_photo())
    assert NAME.encode() in telling_photo()
    publish_upload(community=cast.a, actor=cast.actor("chief"), attachment_id=made.id)
    for part in ("", "small/"):
        answer = visit("anonymous").get(address(made, part))
        body = body_of(answer)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
        for trace in (NAME.encode(), NAME.encode("utf-16-le"), b"Exif", b"GPS", b"http"):
            assert trace not in body
        with Image.open(io.BytesIO(body)) as image:
            assert dict(image.getexif()) == {}
            assert set(image.info) <= {
                "jfif",
                "jfif_version",
                "jfif_unit",
                "jfif_density",
                "progressive",
                "progression",
            }


def test_case_15_the_original_is_for_those_who_may_and_each_view_is_logged(
    cast: Cast, visit: Visit
) -> None:
    made = keep(cast, telling_photo())
    answer = visit("committee").get(address(made, "original/"))
    assert body_of(answer) == telling_photo()
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"] == f'attachment; filename="{made.id}.jpeg"'
    assert views(cast) == [(cast.actor("committee").ref, str(made.id))]
    visit("chief").get(address(made, "original/"))
    assert len(views(cast)) == 2


def test_case_15_seen_but_not_allowed_is_403_and_not_seen_is_404(cast: Cast, visit: Visit) -> None:
    cast.give("partner", organisation_id=1)
    cast.give("rival", organisation_id=2)
    made = keep(cast, telling_photo())
    statuses = {
        who: visit(who).get(address(made, "original/")).status_code
        for who in ("partner", "grid_worker", "rival", "resident", "outsider", "anonymous")
    }
    assert statuses == {
        "partner": 403,
        "grid_worker": 403,
        "rival": 404,
        "resident": 404,
        "outsider": 404,
        "anonymous": 404,
    }
    publish_upload(community=cast.a, actor=cast.actor("chief"), attachment_id=made.id)
    answer = visit("anonymous").get(address(made, "original/"))
    assert (answer.status_code, answer["Location"][:13]) == (302, "/login/?next=")
    assert visit("rival").get(address(made, "original/")).status_code == 403
    assert views(cast) == []


def test_case_10_a_photo_address_tells_nothing_to_those_who_do_not_see_the_matter(
    cast: Cast, visit: Visit
) -> None:
    cast.give("partner", organisation_id=1)
    cast.give("rival", organisation_id=2)
    made = keep(cast, telling_photo())
    nowhere = Attachment(id=uuid.uuid4())
    for who in ("rival", "resident", "outsider", "anonymous"):
        client = visit(who)
        for part in ("", "small/", "original/"):
            hidden, absent = client.get(address(made, part)), client.get(address(nowhere, part))
            assert (hidden.status_code, absent.status_code) == (404, 404)
    assert visit("partner").get(address(made)).status_code == 200
    assert visit("committee").get(address(made, slug="beta")).status_code == 404
    assert visit("outsider").get(address(made, slug="beta")).status_code == 404


def test_an_object_whose_app_says_nothing_is_seen_by_nobody(cast: Cast, visit: Visit) -> None:
    made = keep(cast, telling_photo(), object_kind="kernel.silent")
    assert visit("chief").get(address(made)).status_code == 404
    assert visit("chief").get(address(made, "original/")).status_code == 404


def test_caches_between_us_and_readers_keep_public_photos_only(cast: Cast, visit: Visit) -> None:
    made = keep(cast, telling_photo())
    inside = visit("committee")
    answer = inside.get(address(made))
    assert answer["Cache-Control"] == "private, no-cache"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    etag = answer["ETag"]
    assert inside.get(address(made), headers={"If-None-Match": etag}).status_code == 304
    assert visit("resident").get(address(made), headers={"If-None-Match": etag}).status_code == 404
    publish_upload(community=cast.a, actor=cast.actor("chief"), attachment_id=made.id)
    public = visit("anonymous").get(address(made))
    assert public["Cache-Control"] == "public, max-age=600"
    assert "Cookie" not in public.get("Vary", "")


def test_a_paper_has_no_clean_copy_and_opens_for_those_who_may(cast: Cast, visit: Visit) -> None:
    made = keep(cast, PDF, role="evidence")
    assert visit("committee").get(address(made)).status_code == 404
    answer = visit("committee").get(address(made, "original/"))
    assert (answer["Content-Type"], body_of(answer)) == ("application/pdf", PDF)


def test_a_photo_is_only_looked_at(cast: Cast, visit: Visit) -> None:
    made = keep(cast, telling_photo())
    assert visit("committee").post(address(made)).status_code == 405
    assert visit("committee").head(address(made, "original/")).status_code == 405
    assert views(cast) == []
