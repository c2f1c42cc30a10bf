"""One real server for the races of a module, on the database of this run."""

import os
from collections.abc import Iterator

import pytest

from tests.running import Running, running


@pytest.fixture(scope="session")
def database() -> str:
    return os.environ.get("LINLI_TEST_DB", "sqlite")


@pytest.fixture(scope="module")
def linli(database: str) -> Iterator[Running]:
    with running(database) as made:
        made.door("seed", {"fixture": "ground"})
        yield made
