"""What is kept in the process is always what the database says: each edit is noticed."""

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from linli.kernel.calendar import CalendarDay, OfficeHours, calendar_of
from linli.kernel.community import Community
from linli.kernel.editions import at_hand, within_edition
from linli.kernel.policies import KINDS, Policy, policy, policy_kind
from linli.kernel.remembering import remembered
from linli.kernel.webhooks.models import Webhook
from tests.cast import SINCE_MOMENT, Cast

DAY = dt.date(2026, 3, 2)
KEY = "test.edition_days"


@pytest.fixture(autouse=True)
def kind() -> Any:
    policy_kind(KEY, "days", default=7, unit="days", source="project's proposal")
    yield
    del KINDS[KEY]


def choose(home: Community, value: int) -> Policy:
    return Policy.objects.create(
        community=home,
        key=KEY,
        value=value,
        effective_from=DAY,
        source="meeting",
        approved_by="c:1",
        written_at=SINCE_MOMENT,
    )


def read_again(home: Community) -> Community:
    return Community.objects.get(id=home.id)


def days_in_a_new_request(home: Community) -> object:
    with within_edition(read_again(home)):
        return policy(home, KEY, DAY).value


def test_a_second_question_under_one_edition_asks_no_database(
    cast: Cast, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with within_edition(read_again(cast.a)):
        calendar_of(cast.a, DAY)
        policy(cast.a, KEY, DAY)
    again = read_again(cast.a)
    with django_assert_num_queries(0), within_edition(again):
        calendar_of(cast.a, DAY)
        policy(cast.a, KEY, DAY)


def test_an_edit_is_seen_by_the_next_request(cast: Cast) -> None:
    assert days_in_a_new_request(cast.a) == 7
    row = choose(cast.a, 3)
    assert days_in_a_new_request(cast.a) == 3
    row.value = 4
    row.save()
    assert days_in_a_new_request(cast.a) == 4
    Policy.objects.filter(community_id=cast.a.id, key=KEY).update(value=5)
    assert days_in_a_new_request(cast.a) == 5
    Policy.objects.filter(community_id=cast.a.id, key=KEY).delete()
    assert days_in_a_new_request(cast.a) == 7
    Policy.objects.bulk_create([Policy(**_plain(row, value=6))])
    assert days_in_a_new_request(cast.a) == 6
    Policy.objects.get(community_id=cast.a.id, key=KEY).delete()
    assert days_in_a_new_request(cast.a) == 7


def _plain(row: Policy, **changes: object) -> dict[str, Any]:
    names = [each.attname for each in Policy._meta.concrete_fields]
    return {name: getattr(row, name) for name in names} | changes


def test_who_edits_sees_it_at_once(cast: Cast) -> None:
    with within_edition(read_again(cast.a)):
        assert policy(cast.a, KEY, DAY).value == 7
        choose(cast.a, 3)
        assert policy(cast.a, KEY, DAY).value == 3
    with remembered():
        assert policy(cast.a, KEY, DAY).value == 3
        Policy.objects.filter(community_id=cast.a.id, key=KEY).update(value=2)
        assert policy(cast.a, KEY, DAY).value == 2


def test_an_edit_leaves_other_communities_their_edition(cast: Cast) -> None:
    before = read_again(cast.b).edition
    choose(cast.a, 3)
    assert read_again(cast.b).edition == before
    assert days_in_a_new_request(cast.b) == 7


def test_a_day_of_the_calendar_is_new_for_all(cast: Cast) -> None:
    for home in (cast.a, cast.b):
        with within_edition(read_again(home)):
            assert calendar_of(home, DAY).day_kind(DAY).is_workday
    CalendarDay.objects.update_or_create(date=DAY, defaults={"is_workday": False})
    for home in (cast.a, cast.b):
        with within_edition(read_again(home)):
            assert not calendar_of(home, DAY).day_kind(DAY).is_workday


def test_hours_and_receivers_are_watched_too(cast: Cast) -> None:
    editions = [read_again(cast.a).edition]
    OfficeHours.objects.create(community=cast.a, effective_from=DAY, intervals=[["09:00", "12:00"]])
    editions.append(read_again(cast.a).edition)
    Webhook.objects.create(
        community=cast.a, endpoint="https://example.org/", made_by="c:1", made_at=SINCE_MOMENT
    )
    editions.append(read_again(cast.a).edition)
    assert len(set(editions)) == 3


def test_a_process_keeps_no_endless_answers(cast: Cast) -> None:
    with within_edition(read_again(cast.a)):
        for number in range(1000):
            assert at_hand(cast.a.id, ("code", number), lambda number=number: number) == number  # type: ignore[misc]
        assert at_hand(cast.a.id, ("code", 999), lambda: 0) == 999
        assert at_hand(cast.a.id, ("code", 1), lambda: -1) == -1


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_edit_is_never_kept(cast: Cast) -> None:
    assert days_in_a_new_request(cast.a) == 7
    with within_edition(read_again(cast.a)), transaction.atomic():
        choose(cast.a, 3)
        assert policy(cast.a, KEY, DAY).value == 3
        transaction.set_rollback(True)
    assert days_in_a_new_request(cast.a) == 7


@pytest.mark.django_db(transaction=True)
def test_a_request_that_began_before_the_edit_ends_under_its_own_edition(cast: Cast) -> None:
    early = read_again(cast.a)

    def edit() -> None:
        choose(cast.a, 3)
        connection.close()

    other = threading.Thread(target=edit)
    with within_edition(early):
        assert policy(cast.a, KEY, DAY).value == 7
        other.start()
        other.join()
        assert policy(cast.a, KEY, DAY).value == 7
    assert days_in_a_new_request(cast.a) == 3
