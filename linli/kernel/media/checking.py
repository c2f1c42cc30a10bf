"""What a sent file really is, told by its content and never by its name."""

import datetime as dt
import hashlib
import io
from dataclasses import dataclass
from importlib.util import find_spec
from typing import IO
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, UnidentifiedImageError

from linli.kernel.community import Community
from linli.kernel.errors import Malformed, Refusal, RuleNotMet
from linli.kernel.media.models import PAPERS, AttachmentKind
from linli.kernel.policies import policy, policy_kind

MOST_MEGABYTES = policy_kind(
    "media.most_megabytes",
    _("The largest file that may be sent"),
    default=15,
    unit=_("megabytes"),
    source=_("project's proposal"),
    low=1,
    high=50,
)
# Checked from the header, before anything is decoded: a file of 40 kB can claim 50 megapixels.
# JPEG is decoded at a fraction of its size, so it may be larger than the others.
MOST_PIXELS = {"JPEG": 40_000_000}
MOST_PIXELS_ELSE = 20_000_000
FORMATS: tuple[str, ...] = ("JPEG", "PNG", "WEBP")
MIMES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "HEIF": "image/heic"}
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


@dataclass(frozen=True)
class Checked:
    """The content of a file that may be kept. `format` is Pillow's word, or "PDF"."""

    body: bytes
    sha256: str
    kind: str
    mime: str
    format: str
    captured_at: dt.datetime | None = None
    has_gps: bool = False


def check_file(*, community: Community, file: IO[bytes], role: str) -> Checked:
    """The file's content, or a refusal that says what was wrong and what to do."""
    most = int(policy(community, MOST_MEGABYTES.key).value)
    body = file.read(most * 1024 * 1024 + 1)
    if not body:
        raise Malformed("file_empty", _("This file is empty. Please choose it again."))
    if len(body) > most * 1024 * 1024:
        raise RuleNotMet(
            "file_too_large",
            _("This file is larger than %(most)s megabytes. Please send a smaller one.")
            % {"most": most},
            most_megabytes=most,
        )
    digest = hashlib.sha256(body).hexdigest()
    if body[:5] == b"%PDF-":
        return _check_paper(body, digest, role)
    return _check_photo(body, digest, community.zone)


def _check_paper(body: bytes, digest: str, role: str) -> Checked:
    if role not in PAPERS:
        raise RuleNotMet(
            "pdf_not_here", _("A PDF is kept as evidence only. Please send a photo here.")
        )
    return Checked(body, digest, AttachmentKind.PDF, "application/pdf", "PDF")


def _check_photo(body: bytes, digest: str, zone: ZoneInfo) -> Checked:
    formats = FORMATS
    if body[4:8] == b"ftyp" and body[8:12] in HEIC_BRANDS:
        formats = _heif_formats()
    try:
        with Image.open(io.BytesIO(body), formats=formats) as image:
            check_size(image)
            captured_at, has_gps = read_exif(image, zone)
            known = "JPEG" if image.format == "MPO" else str(image.format)
    except Refusal:
        raise
    except Image.DecompressionBombError:
        raise _too_many_pixels(MOST_PIXELS_ELSE) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise not_a_photo() from None
    mime = MIMES.get(known, "application/octet-stream")
    return Checked(body, digest, AttachmentKind.IMAGE, mime, known, captured_at, has_gps)


def not_a_photo() -> Refusal:
    return Malformed(
        "file_not_photo",
        _("This is not a photo that can be read. JPEG, PNG and WebP work."),
    )


def _heif_formats() -> tuple[str, ...]:
    if find_spec("pillow_heif") is None:
        raise RuleNotMet(
            "heic_not_supported",
            _(
                "This photo is in the HEIC format, which cannot be read here. On an iPhone choose "
                "Settings, Camera, Formats, “Most Compatible”, or send a screenshot of it."
            ),
        )
    import pillow_heif  # type: ignore[import-not-found,unused-ignore]  # optional

    pillow_heif.register_heif_opener()
    return ("HEIF",)


def check_size(image: Image.Image) -> None:
    most = MOST_PIXELS.get("JPEG" if image.format == "MPO" else image.format or "")
    limit = most or MOST_PIXELS_ELSE
    if image.width * image.height > limit:
        raise _too_many_pixels(limit)


def _too_many_pixels(limit: int) -> Refusal:
    megapixels = limit // 1_000_000
    return RuleNotMet(
        "photo_too_many_pixels",
        _("This photo has more than %(most)s megapixels. Please send it in a smaller size.")
        % {"most": megapixels},
        most_megapixels=megapixels,
    )


def read_exif(image: Image.Image, zone: ZoneInfo) -> tuple[dt.datetime | None, bool]:
    """When the camera says it was taken, and whether it noted a place. Both may be missing."""
    try:
        exif = image.getexif()
        taken = exif.get_ifd(ExifTags.IFD.Exif)
        has_gps = bool(exif.get_ifd(ExifTags.IFD.GPSInfo))
    except Exception:  # a broken EXIF block raises nearly anything, and the photo is still good
        return None, False
    said = taken.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
    return _moment(said, taken.get(ExifTags.Base.OffsetTimeOriginal), zone), has_gps


def _moment(said: object, offset: object, zone: ZoneInfo) -> dt.datetime | None:
    text = str(said or "").strip("\x00 ")
    try:
        wall = dt.datetime.strptime(text, "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007  zone comes below
    except ValueError:
        return None
    try:
        at = dt.datetime.strptime(str(offset or "").strip("\x00 "), "%z")
    except ValueError:
        return wall.replace(tzinfo=zone)
    return wall.replace(tzinfo=at.tzinfo)
