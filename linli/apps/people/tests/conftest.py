import pytest

from linli.apps.people.tests.ground import Ground
from tests.cast import Cast


@pytest.fixture
def ground(cast: Cast) -> Ground:
    return Ground(cast)
