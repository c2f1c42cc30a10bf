"""A real browser: Debian's chromium, driven by playwright, that never calls the outside.

LINLI_CHROMIUM names another one. Its flags keep it from looking for its maker's hosts.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("LINLI_CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
]
PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
PHONE = (360, 740)
DESKTOP = (1280, 860)


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        made = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield made
        finally:
            made.close()


def window(
    made: Browser, size: tuple[int, int] = PHONE, *, language: str = "zh-CN", scripts: bool = True
) -> Page:
    context = made.new_context(
        viewport={"width": size[0], "height": size[1]},
        locale=language,
        java_script_enabled=scripts,
        device_scale_factor=2 if size[0] < 500 else 1,
        timezone_id="Asia/Shanghai",
    )
    return context.new_page()


def too_wide(page: Page) -> bool:
    """Whether the page scrolls sideways, which it never may."""
    found: bool = page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
    )
    return found
