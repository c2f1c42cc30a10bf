"""HON-5, second half: two grants at once for the last place of a round."""

import datetime as dt
import threading

import pytest
from django.db import connections

from linli.apps.archive.models import HonourRound, Nomination
from linli.apps.archive.operations import grant_honour
from linli.apps.archive.tests.conftest import Hall, build_hall, enter_person
from linli.kernel import clock
from linli.kernel.errors import Conflict
from tests.cast import make_cast

BEFORE = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
AFTER = dt.datetime(2026, 3, 20, 9, tzinfo=dt.UTC)


def two_of_three_granted() -> tuple[Hall, list[Nomination]]:
    hall = build_hall(make_cast())
    with clock.frozen(BEFORE):
        people = [enter_person(hall.a, f"居民{n}", f"Q00{n}") for n in range(4)]
        rows = [hall.in_notice(person_id=person.id) for person in people]
    with clock.frozen(AFTER):
        for row in rows[:2]:
            hall.grant(row)
    return hall, rows[2:]


@pytest.mark.django_db(transaction=True)
def test_hon_5_two_grants_at_once_for_the_last_place_give_one() -> None:
    hall, rows = two_of_three_granted()
    given = hall.by("committee")
    gate, answers = threading.Barrier(2), []

    def grant(row: Nomination) -> None:
        gate.wait()
        try:
            with clock.frozen(AFTER):
                grant_honour(**given, nomination_id=row.id)
            answers.append("ok")
        except Conflict as refusal:
            answers.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=grant, args=[row]) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["ok", "quota_reached"]
    assert HonourRound.objects.get(community_id=hall.a.id).granted == 3
