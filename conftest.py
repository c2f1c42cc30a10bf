"""What every test has: the query guard, a fixed clock by choice, and the cast."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.apps import apps
from django.db import connections
from django.test import Client

from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.tenancy import CommunityModel, reading_across
from tests.cast import Cast, make_cast


def domain_tables() -> list[str]:
    return [
        f'"{model._meta.db_table}"'
        for model in apps.get_models()
        if issubclass(model, CommunityModel)
    ]


class QueryGuard:
    """Fails any statement on a domain table, other than INSERT, that does not name a community."""

    def __init__(self) -> None:
        self.tables = domain_tables()

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not reading_across() and self.strays(sql):
            raise AssertionError(f"a statement without its community: {sql[:600]}")
        return execute(sql, params, many, context)

    def strays(self, sql: str) -> bool:
        head = sql.lstrip()[:6].upper()
        if head not in {"SELECT", "UPDATE", "DELETE"}:
            return False
        if not any(table in sql for table in self.tables):
            return False
        _before, where, after = sql.partition(" WHERE ")
        if head == "DELETE" and not where:
            return False  # the flush between transactional tests
        return "community_id" not in after


@pytest.fixture(autouse=True)
def query_guard() -> Iterator[None]:
    with connections["default"].execute_wrapper(QueryGuard()):
        yield


@pytest.fixture(autouse=True)
def fast_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def real_clock() -> Iterator[None]:
    clock.set_test_clock(None)
    yield
    clock.set_test_clock(None)


@pytest.fixture
def at() -> Callable[[str], AbstractContextManager[None]]:
    """`with at("2026-03-02 08:30"):` in the zone of the communities, Asia/Shanghai."""

    def freeze(text: str) -> AbstractContextManager[None]:
        moment = dt.datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=Community(time_zone="Asia/Shanghai").zone)
        return clock.frozen(moment)

    return freeze


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def visit(cast: Cast) -> Callable[[str], Client]:
    """A browser-like client signed in as a member of the cast: `visit("committee")`."""

    def sign_in(who: str) -> Client:
        client = Client(headers={"accept-language": "en"})
        if who != "anonymous":
            client.force_login(cast.credential(who))
        return client

    return sign_in
