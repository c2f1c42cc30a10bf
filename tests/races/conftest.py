"""One real server per database for the races of a module."""

from collections.abc import Iterator

import pytest

from tests.running import Running, running


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def linli(request: pytest.FixtureRequest) -> Iterator[Running]:
    with running(request.param) as made:
        made.door("seed", {"fixture": "ground"})
        yield made
