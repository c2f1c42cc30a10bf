"""Courses of a summer: opened, each lesson entered with who was there."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from linli.apps.activities.public import (
    ActivityDraft,
    ClassDraft,
    Session,
    SessionDraft,
    TeacherDraft,
    file_activity,
    open_class,
)
from linli.apps.participation.public import Sheet, Terms, record_sheet
from linli.demo.chance import chance
from linli.demo.loading.context import SYSTEM, Loading
from linli.demo.loading.crowd import Crowd
from linli.demo.loading.programme import units
from linli.demo.loading.timeline import Act
from linli.demo.programme import Course, Programme, at_hour

OPENED_BEFORE = dt.timedelta(days=16)
AFTER = dt.timedelta(minutes=20)
FILED_AFTER = dt.timedelta(hours=20)
CHECKED_FOR = dt.timedelta(days=300)
CAME = 0.88


def acts(loading: Loading, programme: Programme, crowd: Crowd) -> Iterator[Act]:
    for course in programme.courses:
        lessons = list(_lessons(loading, course))
        opened = lessons[0].starts_at - OPENED_BEFORE
        yield Act(opened, partial(_open, loading, course, lessons))
        for number, lesson in enumerate(lessons):
            at = lesson.ends_at + AFTER
            yield Act(at, partial(_hold, loading, course, crowd, number))
        yield Act(lessons[-1].ends_at + FILED_AFTER, partial(_file, loading, course))


def _lessons(loading: Loading, course: Course) -> Iterator[SessionDraft]:
    for number in range(course.lessons):
        day = course.first + dt.timedelta(days=number * course.every_days)
        starts = loading.local(at_hour(day, course.hour))
        ends = starts + dt.timedelta(minutes=course.minutes)
        yield SessionDraft(starts_at=starts, ends_at=ends, place_words=course.where)


def _open(loading: Loading, course: Course, lessons: list[SessionDraft]) -> None:
    opened = lessons[0].starts_at.date()
    draft = ClassDraft(
        activity=ActivityDraft(
            title=course.title,
            kind=course.kind,
            text=course.text,
            place_words=course.where,
            units=units(loading, course.host, course.partners),
            tags=[(word, "topic") for word in course.tags],
        ),
        lessons=lessons,
        terms=Terms(capacity=course.capacity, age_from=course.ages[0], age_to=course.ages[-1]),
        teachers=[
            TeacherDraft(course.teacher, checked_on=opened, checked_until=opened + CHECKED_FOR)
        ],
    )
    open_class(community=loading.home, actor=SYSTEM, draft=draft)


def _session(loading: Loading, course: Course, number: int) -> Session:
    rows = Session.objects.filter(
        community_id=loading.home.id, activity__title=course.title, number=number + 1
    )
    return rows.get()


def _hold(loading: Loading, course: Course, crowd: Crowd, number: int) -> None:
    learners = crowd.draw("children", course.named, course.first, chance(course.title, "class"))
    rng = chance(course.title, number, "came")
    came = [loading.person(one).id for one in learners if rng.random() < CAME]
    session = _session(loading, course, number)
    record_sheet(
        community=loading.home,
        actor=SYSTEM,
        gathering_id=session.gathering_id,
        sheet=Sheet(came),
        captured_at=session.starts_at,
    )


def _file(loading: Loading, course: Course) -> None:
    activity = _session(loading, course, 0).activity_id
    file_activity(community=loading.home, actor=SYSTEM, activity_id=activity)
