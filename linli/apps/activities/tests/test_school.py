"""Classes: one list for all lessons, a pass rule, certificates that can be checked."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from linli.apps.activities.models import CourseClass
from linli.apps.activities.operations.certifying import issue_certificates, revoke_certificate
from linli.apps.activities.operations.school import (
    ClassDraft,
    TeacherDraft,
    bundle_classes,
    open_class,
    plan_term,
    sign_up_for_bundle,
)
from linli.apps.activities.operations.sessions import cancel_activity
from linli.apps.activities.queries.school import check_certificate, learners_of, lessons_of
from linli.apps.activities.rules.drafts import ActivityDraft, SessionDraft
from linli.apps.activities.tests.conftest import Hall, local
from linli.apps.participation.public import Participation, Sheet, Terms, record_sheet, sign_up
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet

At = Callable[[str], AbstractContextManager[None]]


def opened(hall: Hall, lessons: int = 4, hour: int = 9, **told: Any) -> CourseClass:
    dates = []
    for number in range(lessons):
        begin = local(f"2026-07-0{number + 1} {hour:02}:00")
        dates.append(SessionDraft(starts_at=begin, ends_at=begin + dt.timedelta(minutes=90)))
    given: dict[str, Any] = {
        "activity": ActivityDraft(title="暑期书法班", kind="class"),
        "lessons": dates,
        "terms": Terms(capacity=3),
        **told,
    }
    return open_class(community=hall.a, actor=hall.staff, draft=ClassDraft(**given))


def enrol(hall: Hall, row: CourseClass, count: int) -> list[Participation]:
    return [
        sign_up(
            community=hall.a,
            actor=hall.as_person(person),
            gathering_id=row.gathering_id,
            subject_id=person.id,
        )
        for person in hall.people(count)
    ]


def teach(hall: Hall, row: CourseClass, number: int, *learners: Participation) -> None:
    lesson = lessons_of(row)[number]
    record_sheet(
        community=hall.a,
        actor=hall.staff,
        gathering_id=lesson.gathering_id,
        sheet=Sheet(people=[each.subject_id for each in learners]),
    )


def test_a_three_person_class_from_the_list_to_the_certificate(hall: Hall, at: At) -> None:
    with at("2026-06-01 09:00"):
        row = opened(hall, pass_percent=75)
        a, b, c, d = enrol(hall, row, 4)
        assert [hall.fresh(each).state for each in (a, b, c, d)] == ["confirmed"] * 3 + [
            "waitlisted"
        ]
        with pytest.raises(Conflict) as single:
            sign_up(
                community=hall.a,
                actor=hall.staff,
                gathering_id=lessons_of(row)[0].gathering_id,
                subject_id=a.subject_id,
            )
        assert single.value.code == "sign_up_for_the_whole"
    with at("2026-07-03 12:00"):
        teach(hall, row, 0, a, b, c)
        teach(hall, row, 1, a, b)
        teach(hall, row, 2, a, b)
        with pytest.raises(Conflict) as early:
            issue_certificates(community=hall.a, actor=hall.staff, class_id=row.id)
        assert early.value.code == "lessons_to_come"
    with at("2026-07-04 12:00"):
        teach(hall, row, 3, a)
        learners = {each.person.id: each for each in learners_of(row)}
        counts = [learners[each.subject_id].attended for each in (a, b, c)]
        assert counts == [4, 3, 1]
        made = issue_certificates(community=hall.a, actor=hall.staff, class_id=row.id)
        again = issue_certificates(community=hall.a, actor=hall.staff, class_id=row.id)
    assert ([each.number for each in made], again) == (["AA-2026-0001", "AA-2026-0002"], [])
    checked = check_certificate(hall.a, made[0].number, made[0].check_code.lower())
    assert (checked.attended, checked.required, checked.hours, checked.valid) == (4, 4, 6.0, True)
    assert "居民" not in checked.name
    with pytest.raises(NotSeen):
        check_certificate(hall.a, made[0].number, made[1].check_code)
    revoke_certificate(community=hall.a, actor=hall.staff, certificate_id=made[0].id)
    assert check_certificate(hall.a, made[0].number, made[0].check_code).valid is False


def test_who_teaches_minors_needs_a_check_until_the_last_lesson(hall: Hall, at: At) -> None:
    with at("2026-06-01 09:00"):
        minors = Terms(capacity=20, age_from=7, age_to=12)
        short = TeacherDraft("王老师", checked_until=dt.date(2026, 7, 3))
        for teachers in ((), (short,)):
            with pytest.raises(RuleNotMet) as refusal:
                opened(hall, terms=minors, teachers=teachers)
            assert refusal.value.code == "teacher_check"
        assert CourseClass.objects.filter(community_id=hall.a.id).count() == 0
        longer = TeacherDraft("王老师", checked_until=dt.date(2026, 7, 4))
        assert opened(hall, terms=minors, teachers=(longer,)).for_minors is True


def test_a_bundle_is_taken_whole_or_not_at_all(hall: Hall, at: At) -> None:
    with at("2026-06-01 09:00"):
        term = plan_term(
            community=hall.a,
            actor=hall.staff,
            name="2026暑期",
            first_day=dt.date(2026, 7, 1),
            last_day=dt.date(2026, 8, 31),
        )
        morning = opened(hall, term_id=term.id)
        evening = opened(hall, hour=19, terms=Terms(capacity=1))
        bundle = bundle_classes(
            community=hall.a,
            actor=hall.staff,
            name="夏日礼包",
            class_ids=[morning.id, evening.id],
            term_id=term.id,
        )
        first, second = hall.people(2)
        given: dict[str, Any] = {"community": hall.a, "bundle_id": bundle.id}
        rows = sign_up_for_bundle(**given, actor=hall.as_person(first), subject_id=first.id)
        assert [row.state for row in rows] == ["confirmed", "confirmed"]
        with pytest.raises(Conflict) as full:
            sign_up_for_bundle(**given, actor=hall.as_person(second), subject_id=second.id)
        assert full.value.code == "full"
        mine = Participation.objects.filter(community_id=hall.a.id, subject_id=second.id)
        assert mine.count() == 0


def test_a_cancelled_class_tells_its_learners(hall: Hall, at: At) -> None:
    with at("2026-06-01 09:00"):
        row = opened(hall)
        (learner,) = enrol(hall, row, 1)
        cancel_activity(
            community=hall.a, actor=hall.staff, activity_id=row.activity_id, reason="老师生病"
        )
        assert hall.fresh(learner).state == "cancelled_by_host"
        assert lessons_of(row) == []
