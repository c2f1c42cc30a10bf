"""QR codes as SVG in the page: no picture files, no third party."""

import segno
from django.conf import settings
from django.http import HttpRequest
from markupsafe import Markup


def full_address(request: HttpRequest, path: str) -> str:
    """The address to print: the installation's public one where it is set."""
    base: str = settings.LINLI_BASE_URL
    return f"{base}{path}" if base else request.build_absolute_uri(path)


def qr_svg(text: str, title: str = "") -> Markup:
    """Black on white in any theme, so that every phone reads it; sized by its container.

    Without a title, the address that it holds is what it is called.
    """
    code = segno.make(text, error="m", micro=False)
    drawn = code.svg_inline(
        scale=1, border=2, dark="#111", light="#fff", omitsize=True, title=title or text
    )
    return Markup(drawn.replace("<svg ", '<svg role="img" ', 1))  # noqa: S704  made by segno
