import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from django.db import IntegrityError, transaction

from linli.kernel.community import Community
from linli.kernel.policies import KINDS, Policy, policy, policy_kind, policy_version
from tests.cast import SINCE_MOMENT, Cast

At = Callable[[str], AbstractContextManager[None]]
KEY = "test.window_days"


@pytest.fixture(autouse=True)
def kind() -> Iterator[None]:
    policy_kind(KEY, "days to answer", default=7, unit="days", source="project's proposal", low=1)
    yield
    del KINDS[KEY]


def choose(home: Community, value: object, since: str) -> Policy:
    return Policy.objects.create(
        community=home,
        key=KEY,
        value=value,
        effective_from=dt.date.fromisoformat(since),
        source=f"meeting of {since}",
        approved_by="c:1",
        written_at=SINCE_MOMENT,
    )


def test_without_a_choice_the_default_holds_with_its_source(cast: Cast) -> None:
    chosen = policy(cast.a, KEY)
    assert (chosen.value, chosen.version, chosen.source) == (7, "", "project's proposal")
    assert policy_version(chosen) is None


def test_a_choice_holds_from_its_day_on_and_never_for_the_past(cast: Cast) -> None:
    first, second = choose(cast.a, 10, "2026-03-01"), choose(cast.a, 5, "2026-06-01")
    days = ["2026-02-28", "2026-03-01", "2026-05-31", "2026-06-01", "2030-01-01"]
    values = [policy(cast.a, KEY, dt.date.fromisoformat(day)).value for day in days]
    assert values == [7, 10, 10, 5, 5]
    asked = policy(cast.a, KEY, dt.date(2026, 4, 1))
    assert (policy_version(asked), asked.source) == (first.id, "meeting of 2026-03-01")
    assert policy_version(policy(cast.a, KEY, dt.date(2026, 6, 2))) == second.id


def test_today_is_the_community_s_day(cast: Cast, at: At) -> None:
    choose(cast.a, 10, "2026-03-02")
    with at("2026-03-01 23:59"):
        assert policy(cast.a, KEY).value == 7
    with at("2026-03-01T16:01+00:00"):  # one past midnight in Shanghai
        assert policy(cast.a, KEY).value == 10


def test_a_neighbour_s_choice_is_not_ours(cast: Cast) -> None:
    choose(cast.b, 1, "2020-01-01")
    assert policy(cast.a, KEY).value == 7


def test_one_value_a_day_is_held_by_the_database(cast: Cast) -> None:
    choose(cast.a, 10, "2026-03-01")
    with pytest.raises(IntegrityError), transaction.atomic():
        choose(cast.a, 11, "2026-03-01")


@pytest.mark.parametrize("value", [0, False, "", [], {"a": [1, "二"]}, 2.5])
def test_values_keep_their_kind(cast: Cast, value: object) -> None:
    choose(cast.a, value, "2026-03-01")
    assert policy(cast.a, KEY, dt.date(2026, 3, 1)).value == value


def test_a_key_that_nobody_registered_is_an_error_of_the_programmer(cast: Cast) -> None:
    with pytest.raises(KeyError):
        policy(cast.a, "test.unheard")
