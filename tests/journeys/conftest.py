"""One real server and one real browser for all journeys."""

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.browser import CHROMIUM, browser
from tests.running import Running, running

HERE = "gangwanyicun"
# Pictures for the docs show the community at its full size.
SCALE = 1.0 if os.environ.get("LINLI_PICTURES") else 0.02
LOAD = f"""
from linli.apps.accounts.public import GrantRow
from linli.apps.organisations.public import Organisation
from linli.demo.loading.whole import load_community
from linli.demo.public import logins
load_community("{HERE}", scale={SCALE})
known = {{each.role: each.login for each in logins("{HERE}")}}
grants = GrantRow.objects.filter(community__slug="{HERE}", credential__login=known["partner"])
firm = Organisation.objects.get(id=grants.get().organisation_id).name
answer = {{"logins": known, "firm": firm}}
"""


@dataclass
class Demo:
    """The tour's community as `make run` loads it, small; `firm` is the partner's."""

    linli: Running
    logins: dict[str, str]
    firm: str


@pytest.fixture(scope="session")
def demo() -> Iterator[Demo]:
    with running(os.environ.get("LINLI_TEST_DB", "sqlite")) as made:
        yield Demo(made, **made.ask(LOAD))


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
