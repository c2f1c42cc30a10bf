"""Pictures made for the tests: with a place, a name and a comment in them, or broken."""

import io
import struct
import zlib
from typing import Any

from PIL import ExifTags, Image

from linli.kernel.access.actor import Actor
from linli.kernel.media.keeping import keep_upload
from linli.kernel.media.models import Attachment
from tests.cast import Cast, new_id

NAME = "Wu Qiuping"  # fictional
TOLD = "kernel.sample"
PDF = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(200)


def picture(
    *,
    size: tuple[int, int] = (640, 480),
    colour: tuple[int, int, int] = (90, 120, 60),
    kind: str = "JPEG",
    exif: Image.Exif | None = None,
    **options: Any,
) -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", size, colour)
    image.paste((250, 40, 40), (0, 0, size[0] // 2, size[1] // 2))  # red on the upper left
    if exif is not None:
        options["exif"] = exif
    image.save(out, kind, **options)
    return out.getvalue()


def telling_exif(orientation: int = 1) -> Image.Exif:
    """EXIF with coordinates of a home, a name in four places, and a time of Shanghai."""
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = NAME
    exif[ExifTags.Base.ImageDescription] = f"taken by {NAME}"
    exif[ExifTags.Base.XPAuthor] = NAME.encode("utf-16-le")
    exif[ExifTags.Base.Orientation] = orientation
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    inner[ExifTags.Base.DateTimeOriginal] = "2026:03:02 08:31:05"
    inner[ExifTags.Base.UserComment] = b"ASCII\x00\x00\x00" + NAME.encode()
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef] = "N"
    gps[ExifTags.GPS.GPSLatitude] = (23.0, 6.0, 11.52)
    gps[ExifTags.GPS.GPSLongitudeRef] = "E"
    gps[ExifTags.GPS.GPSLongitude] = (113.0, 17.0, 30.84)
    return exif


def telling_photo(orientation: int = 1) -> bytes:
    return picture(exif=telling_exif(orientation), comment=f"for {NAME}".encode())


def huge_png(width: int, height: int) -> bytes:
    """A file of some bytes that claims many pixels and would be unpacked to gigabytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\x00" * 4096)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def keep(cast: Cast, body: bytes, *, actor: Actor | None = None, **changes: Any) -> Attachment:
    asked: dict[str, Any] = {
        "community": cast.a,
        "actor": actor or cast.actor("resident"),
        "object_kind": TOLD,
        "object_id": new_id(),
        "role": "before",
        "file": io.BytesIO(body),
    }
    return keep_upload(**(asked | changes))
