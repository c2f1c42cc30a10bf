import pytest

from linli.apps.places.tests.ground import Ground, lay_ground
from tests.cast import Cast


@pytest.fixture
def ground(cast: Cast) -> Ground:
    return lay_ground(cast.a)
