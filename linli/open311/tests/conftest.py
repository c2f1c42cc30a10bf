"""Open311 stands on the same ground as the tests of cases."""

import datetime as dt

import pytest

from linli.apps.accounts.public import Scope, give_key
from linli.apps.cases.tests.conftest import Ground, ground
from linli.kernel import clock

__all__ = ["Ground", "ground"]


@pytest.fixture
def key(ground: Ground) -> str:
    """A key of community a that may use Open311."""
    ground.cast.credential("committee")
    _row, text = give_key(
        community=ground.a,
        actor=ground.actor("security_admin"),
        name="app",
        keeper_login="committee",
        scopes=[Scope.OPEN311],
        until=clock.now().date() + dt.timedelta(days=90),
    )
    return text
