"""One real server and one real browser for all journeys."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.browser import CHROMIUM, browser
from tests.running import Running, running


@pytest.fixture(scope="session")
def linli() -> Iterator[Running]:
    with running(os.environ.get("LINLI_TEST_DB", "sqlite")) as made:
        made.door("seed", {"fixture": "ground"})
        yield made


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.fail(f"journeys need a browser at {CHROMIUM}; LINLI_CHROMIUM names another one")
    with browser() as made:
        yield made


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "stairwell.jpg"
    body = io.BytesIO()
    Image.new("RGB", (640, 480), "#2b2d2c").save(body, "JPEG")
    path.write_bytes(body.getvalue())
    return path
