"""ACT-8: persons, person-times and heads apart, and every number drills down to its sum."""

import datetime as dt
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from linli.apps.activities.models import Session
from linli.apps.activities.operations.filing import (
    OutcomeDraft,
    file_activity,
    note_outcome,
    record_past_session,
)
from linli.apps.activities.operations.sessions import cancel_session
from linli.apps.activities.queries.counting import counts_of
from linli.apps.activities.rules.drafts import SessionDraft
from linli.apps.activities.tests.conftest import Hall, local
from linli.apps.organisations.public import found_organisation
from linli.apps.participation.public import (
    Gathering,
    Participation,
    Sheet,
    check_in,
    count_heads,
)
from linli.kernel.inserting import insert_rows
from linli.kernel.measures import MEASURES, Question
from linli.kernel.remembering import remembered
from linli.kernel.tenancy import uuid7

At = Callable[[str], AbstractContextManager[None]]
YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def value(hall: Hall, word: str, **by: Any) -> float:
    return MEASURES[f"activities.{word}"].value(Question([hall.a], YEAR[1], YEAR[0], by))


def drilled(hall: Hall, word: str, **by: Any) -> float:
    """Added up again over the rows of the drill."""
    one = MEASURES[f"activities.{word}"]
    rows = one.drill(Question([hall.a], YEAR[1], YEAR[0], by))
    if one.quantity:
        return float(sum(getattr(row, one.quantity) for row in rows) / one.per)
    if one.distinct:
        return len({getattr(row, one.distinct) for row in rows})
    return len(list(rows))


def test_act_8_three_persons_fifteen_person_times_ten_heads(hall: Hall, at: At) -> None:
    with at("2026-03-17 19:30"):
        activity = hall.activity(tags=(("科普", "topic"),))
        first, second = hall.session(activity), hall.session(activity, start="2026-03-17 19:00")
        a, b, c = hall.people(3)

        def come(session: Session, *people: Any) -> None:
            for person in people:
                check_in(
                    community=hall.a,
                    actor=hall.staff,
                    gathering_id=session.gathering_id,
                    person_id=person.id,
                    captured_at=session.starts_at,
                )

        come(first, a, a, b, c)
        come(second, a, b)
        count_heads(community=hall.a, actor=hall.staff, gathering_id=second.gathering_id, number=10)
        never = hall.session(activity, start="2026-03-18 19:00")
        cancel_session(community=hall.a, actor=hall.staff, session_id=never.id)
        words = ("persons", "person_times", "anonymous", "sessions", "hours")
        assert [value(hall, word) for word in words] == [3, 15, 10, 2, 4]
        assert [drilled(hall, word) for word in words] == [3, 15, 10, 2, 4]
        assert value(hall, "person_times", tag="科普") == 15
        assert value(hall, "person_times", tag="别的") == 0
        counts = counts_of(hall.a, Session.objects.get(community_id=hall.a.id, id=second.id))
        assert (counts.persons, counts.person_times, counts.anonymous) == (2, 12, 10)


def test_parts_by_kind_and_month_add_up_to_the_whole(hall: Hall, at: At) -> None:
    with at("2026-12-01 09:00"):
        for kind, start, number in (
            ("sport", "2026-03-01 10:00", 30),
            ("sport", "2026-04-01 10:00", 50),
            ("lecture", "2026-04-02 10:00", 20),
        ):
            past(hall, start, heads={"all": number}, kind=kind)
    one = MEASURES["activities.person_times"]
    question = Question([hall.a], YEAR[1], YEAR[0])
    assert one.split(question, "kind") == {"sport": 80, "lecture": 20}
    assert one.split(question, "month") == {3: 30, 4: 70}
    april = Question([hall.a], dt.date(2026, 4, 30), dt.date(2026, 4, 1))
    assert one.value(april) == 70


def test_hosts_and_partners_are_asked_in_their_roles(hall: Hall, at: At) -> None:
    with at("2026-12-01 09:00"):
        host, guest = (
            found_organisation(
                community=hall.a,
                actor=hall.actor("system"),
                kind="social_organisation",
                name=name,
                since=dt.date(2026, 1, 1),
            )
            for name in ("邻里社", "蓝天队")
        )
        units = ((host.id, "host"), (guest.id, "partner"))
        past(hall, "2026-03-01 10:00", hall_people(hall), {"all": 30}, units=units)
        past(hall, "2026-03-02 10:00", None, {"all": 5}, units=((guest.id, "host"),))
    assert value(hall, "person_times", host=host.id) == 32
    assert value(hall, "person_times", partner=guest.id) == 37
    assert value(hall, "person_times", host=guest.id) == 5
    assert value(hall, "anonymous", host=host.id) == 30
    assert value(hall, "persons", partner=guest.id) == 2
    question = Question([hall.a], YEAR[1], YEAR[0])
    assert MEASURES["activities.sessions"].split(question, "host") == {host.id: 1, guest.id: 1}


def hall_people(hall: Hall) -> list[Any]:
    return [person.id for person in hall.people(2)]


def test_an_outcome_counted_again_replaces_and_the_file_closes_the_lists(
    hall: Hall, at: At
) -> None:
    with at("2026-03-14 09:00"):
        activity = hall.activity("植树", kind="environment", tags=(("百千万工程", "campaign"),))
        session = hall.session(activity, start="2026-03-14 10:00")
        row = hall.sign_up(session, hall.person())
    with at("2026-03-14 13:00"):
        for number in (580, 600):
            note_outcome(
                community=hall.a,
                actor=hall.staff,
                activity_id=activity.id,
                session_id=session.id,
                draft=OutcomeDraft("补种", "株", number, "现场照片"),
            )
        filed = file_activity(
            community=hall.a, actor=hall.staff, activity_id=activity.id, result_text="六百株"
        )
    assert filed.state == "filed"
    assert value(hall, "outcomes", unit="株") == 600
    assert value(hall, "outcomes", tag="百千万工程") == 600
    assert hall.fresh(row).state == "no_show"
    assert value(hall, "sessions") == 1
    assert value(hall, "person_times") == 0


def past(
    hall: Hall,
    start: str,
    people: list[Any] | None = None,
    heads: dict[str, int] | None = None,
    **told: Any,
) -> Session:
    begin = local(start)
    return record_past_session(
        community=hall.a,
        actor=hall.staff,
        activity_id=hall.activity(**told).id,
        draft=SessionDraft(starts_at=begin, ends_at=begin + dt.timedelta(hours=2)),
        sheet=Sheet(people=people or [], heads=heads or {}),
    )


def test_a_year_of_three_hundred_sessions_is_entered_in_seconds(hall: Hall, at: At) -> None:
    with at("2026-12-31 09:00"):
        people = [person.id for person in hall.people(60)]
        begun = time.process_time()
        with remembered():
            for number in range(300):
                day = dt.date(2026, 1, 1) + dt.timedelta(days=number)
                count = 21 if number < 287 else 20
                offset = number % 30
                past(hall, f"{day} 10:00", people[offset : offset + count], {"all": 0})
        spent = time.process_time() - begun
    named = 287 * 21 + 13 * 20
    assert value(hall, "person_times") == named
    assert value(hall, "sessions") == 300
    assert spent < 20  # of this process; about three on a core that is its own


def test_counters_are_those_of_the_rows(hall: Hall, at: At) -> None:
    """What is kept beside the rows can be made anew from them."""
    with at("2026-12-31 09:00"):
        people = [person.id for person in hall.people(5)]
        past(hall, "2026-05-01 10:00", people, {"all": 4, "children": 3})
    gathering = Gathering.objects.get(community_id=hall.a.id)
    assert gathering.named == gathering.attendances.filter(undone_at=None).count()
    heads = gathering.headcounts.filter(replaced_at=None).values_list("number", flat=True)
    assert gathering.unnamed == sum(heads)


def test_twenty_thousand_rows_answer_with_few_statements(
    hall: Hall, at: At, django_assert_max_num_queries: Any
) -> None:
    with at("2026-03-02 09:00"):
        session = hall.session()
        person = hall.person()
        moment = local("2026-03-02 09:00")
        insert_rows(
            Participation,
            [
                {
                    "id": uuid7(),
                    "community_id": hall.a.id,
                    "gathering_id": session.gathering_id,
                    "subject_id": person.id,
                    "actor": "system",
                    "basis": "duty",
                    "door": "import",
                    "state": "withdrawn",
                    "number": number,
                    "created_at": moment,
                    "changed_at": moment,
                }
                for number in range(1000, 3000)
            ],
        )
        with django_assert_max_num_queries(4):
            counted = counts_of(
                hall.a,
                Session.objects.select_related("gathering").get(
                    community_id=hall.a.id, id=session.id
                ),
            )
    assert counted.seats.withdrawn == 2000
