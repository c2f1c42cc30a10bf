from collections.abc import Iterator

import pytest
from django.utils import translation

from linli.apps.people.models import Person
from linli.apps.people.tests.ground import NUMBER, PHONE, Ground
from tests.cast import Cast


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def ground(cast: Cast) -> Ground:
    return Ground(cast)


@pytest.fixture
def lin(ground: Ground) -> Person:
    return ground.person(
        "林小满",
        "金星苑1号楼1单元201",
        identity_number=NUMBER,
        phone=PHONE,
        belonging=ground.belonging("金星苑1号楼1单元201", "02"),
        tags=(("care_tag", "alone"),),
    )
