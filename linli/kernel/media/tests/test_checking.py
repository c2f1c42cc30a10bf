import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from linli.kernel.errors import Refusal
from linli.kernel.media import storing
from linli.kernel.media.models import Attachment
from linli.kernel.media.tests.samples import (
    HEIC,
    PDF,
    huge_png,
    keep,
    picture,
    telling_photo,
)
from linli.kernel.policies import Policy
from tests.cast import SINCE_MOMENT, Cast


@pytest.fixture(autouse=True)
def media_root(settings: Any, tmp_path: Path) -> Path:
    settings.LINLI_MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


REFUSED: list[tuple[bytes, str, int]] = [
    (b"", "file_empty", 400),
    (b"MZ\x90\x00 a program named holiday.jpg", "file_not_photo", 400),
    (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "file_not_photo", 400),
    (b"\xff\xd8\xff\xe0" + bytes(50), "file_not_photo", 400),
    (picture()[:2000], "file_not_photo", 400),
    (picture(kind="GIF"), "file_not_photo", 400),
    (HEIC, "heic_not_supported", 422),
    (huge_png(10_000, 5_000), "photo_too_many_pixels", 422),
    (huge_png(60_000, 60_000), "photo_too_many_pixels", 422),
    (huge_png(500, 500), "file_not_photo", 400),
    (PDF, "pdf_not_here", 422),
]


@pytest.mark.parametrize(
    ("body", "code", "status"), REFUSED, ids=[f"{r[1]}-{i}" for i, r in enumerate(REFUSED)]
)
def test_a_file_that_is_not_what_it_should_be_is_refused_and_leaves_nothing(
    cast: Cast, media_root: Path, body: bytes, code: str, status: int
) -> None:
    with pytest.raises(Refusal) as refused:
        keep(cast, body)
    assert (refused.value.code, refused.value.status) == (code, status)
    assert len(str(refused.value.detail)) > 10
    assert not Attachment.objects.filter(community_id=cast.a.id).exists()
    assert [path for path in media_root.rglob("*") if path.is_file()] == []


def test_a_real_photo_of_fifty_megapixels_is_refused_before_it_is_decoded(cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        keep(cast, picture(size=(8192, 6144), quality=5))
    assert (refused.value.code, refused.value.data) == (
        "photo_too_many_pixels",
        {"most_megapixels": 40},
    )


def test_the_most_bytes_are_a_policy_of_the_community(cast: Cast) -> None:
    big = picture() + bytes(1024 * 1024)
    assert keep(cast, big).bytes == len(big)
    Policy.objects.create(
        community=cast.a,
        key="media.most_megabytes",
        effective_from=dt.date(2020, 1, 1),
        value=1,
        source="committee",
        approved_by="c:1",
        written_at=SINCE_MOMENT,
    )
    with pytest.raises(Refusal) as refused:
        keep(cast, big)
    assert (refused.value.code, refused.value.data) == ("file_too_large", {"most_megabytes": 1})


def test_content_counts_and_the_name_does_not(cast: Cast) -> None:
    renamed = SimpleUploadedFile("report.pdf", picture(kind="PNG"), content_type="application/pdf")
    made = keep(cast, b"", file=renamed)
    assert (made.kind, made.mime, made.width, made.height) == ("image", "image/png", 640, 480)


def test_a_paper_is_kept_as_evidence_and_never_public(cast: Cast) -> None:
    made = keep(cast, PDF, role="evidence", public=True)
    assert (made.kind, made.mime, made.public, made.width) == ("pdf", "application/pdf", False, 0)
    folder = storing.folder_of(cast.a.id, made.id)
    assert [path.name for path in folder.iterdir()] == ["original"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_kind_becomes_a_large_and_a_small_jpeg(cast: Cast, kind: str) -> None:
    made = keep(cast, picture(size=(2400, 1800), kind=kind))
    folder = storing.folder_of(cast.a.id, made.id)
    with Image.open(folder / "large.jpg") as large, Image.open(folder / "small.jpg") as small:
        assert (large.format, large.size, small.size) == ("JPEG", (1600, 1200), (320, 240))
    assert (made.width, made.height) == (2400, 1800)


def test_the_camera_held_upright_gives_an_upright_picture(cast: Cast) -> None:
    made = keep(cast, telling_photo(orientation=6))
    folder = storing.folder_of(cast.a.id, made.id)
    assert (made.width, made.height) == (480, 640)
    with Image.open(folder / "large.jpg") as large:
        assert large.size == (480, 640)
        pixel = large.getpixel((470, 10))  # upper left of the sensor is now upper right
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200 > pixel[1]


def test_transparent_and_odd_pictures_get_a_white_ground(cast: Cast) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(out, "PNG")
    made = keep(cast, out.getvalue())
    with Image.open(storing.folder_of(cast.a.id, made.id) / "large.jpg") as large:
        assert large.getpixel((5, 5)) == (255, 255, 255)
    for mode in ("1", "L", "P", "LA", "I;16", "CMYK"):
        out = io.BytesIO()
        Image.new(mode, (30, 30)).save(out, "JPEG" if mode == "CMYK" else "PNG")
        assert keep(cast, out.getvalue()).width == 30


def test_the_camera_s_time_is_read_in_the_community_s_zone(cast: Cast) -> None:
    made = keep(cast, telling_photo())
    assert made.captured_at == dt.datetime(2026, 3, 2, 8, 31, 5, tzinfo=cast.a.zone)
    assert made.has_gps is True
    bare = keep(cast, picture())
    assert (bare.captured_at, bare.has_gps) == (None, False)


@pytest.mark.parametrize("said", ["0000:00:00 00:00:00", "yesterday", "2026:13:40 99:00:00", ""])
def test_a_broken_camera_time_is_no_time(cast: Cast, said: str) -> None:
    exif = Image.Exif()
    exif[0x0132] = said
    assert keep(cast, picture(exif=exif)).captured_at is None


def test_a_camera_that_knows_its_offset_is_believed(cast: Cast) -> None:
    exif = Image.Exif()
    inner = exif.get_ifd(0x8769)
    inner[0x9003], inner[0x9011] = "2026:03:02 08:30:00", "+09:00"
    made = keep(cast, picture(exif=exif))
    assert made.captured_at == dt.datetime(2026, 3, 1, 23, 30, tzinfo=dt.UTC)
