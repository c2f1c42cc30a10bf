"""The pictures people look at: a new image without anything the camera wrote into the file."""

import io

from PIL import Image, ImageCms, ImageOps

from linli.kernel.media.checking import Checked, not_a_photo

LARGE, SMALL = 1600, 320
WHITE = (255, 255, 255)


class Renditions:
    """JPEG files ready to be stored, and the size of the original as it is seen."""

    def __init__(self, large: bytes, small: bytes, size: tuple[int, int]) -> None:
        self.large = large
        self.small = small
        self.width, self.height = size


def render(checked: Checked) -> Renditions:
    """Decode, turn upright, shrink and write anew; Malformed when the file breaks off."""
    try:
        with Image.open(io.BytesIO(checked.body)) as opened:
            size = _upright_size(opened)
            opened.draft("RGB", (LARGE, LARGE))  # JPEG only: decodes at a fraction of the size
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((LARGE, LARGE))
            large = _fresh(upright)
    except (OSError, ValueError, SyntaxError, ZeroDivisionError, Image.DecompressionBombError):
        raise not_a_photo() from None
    small = large.copy()
    small.thumbnail((SMALL, SMALL))
    return Renditions(_jpeg(large, 82), _jpeg(small, 74), size)


def _upright_size(image: Image.Image) -> tuple[int, int]:
    turned = image.getexif().get(0x0112, 1) in {5, 6, 7, 8}
    return (image.height, image.width) if turned else image.size


def _fresh(image: Image.Image) -> Image.Image:
    """A new RGB image that holds the pixels only: no EXIF, XMP, comment or colour profile."""
    coloured = _to_srgb(image)
    fresh = Image.new("RGB", coloured.size, WHITE)
    if "A" in coloured.getbands() or "transparency" in coloured.info:
        clear = coloured.convert("RGBA")
        fresh.paste(clear, mask=clear.getchannel("A"))
    else:
        fresh.paste(coloured.convert("RGB"))
    return fresh


def _to_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "CMYK", "L"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        done = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return done or image


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue()
