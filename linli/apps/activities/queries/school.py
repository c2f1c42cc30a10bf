"""Classes with their lessons, and who passed."""

import datetime as dt
import uuid
from dataclasses import dataclass

from linli.apps.activities.models import Certificate, CourseClass, Session
from linli.apps.participation.public import (
    Attendance,
    GatheringState,
    Participation,
    State,
)
from linli.apps.people.public import Person, mask_name
from linli.kernel.community import Community
from linli.kernel.errors import NotSeen
from linli.kernel.texts import read_code


@dataclass(frozen=True)
class Learner:
    """`attended` of the `required` lessons that took place or will."""

    person: Person
    sign_up: Participation
    attended: int
    required: int
    minutes: int
    passed: bool


def find_class(community: Community, class_id: uuid.UUID) -> CourseClass:
    rows = CourseClass.objects.filter(community_id=community.id, id=class_id)
    row = rows.select_related("activity", "gathering", "term").first()
    if row is None:
        raise NotSeen()
    return row


def lessons_of(row: CourseClass) -> list[Session]:
    """Without those that were cancelled."""
    rows = Session.objects.filter(community_id=row.community_id, activity_id=row.activity_id)
    alive = rows.exclude(gathering__state=GatheringState.CANCELLED)
    return list(alive.select_related("gathering").order_by("starts_at"))


def learners_of(row: CourseClass) -> list[Learner]:
    """Everybody with a seat, in the order of signing up: four statements for any number."""
    lessons = lessons_of(row)
    required = [lesson for lesson in lessons if lesson.required]
    signed = Participation.objects.filter(
        community_id=row.community_id,
        gathering_id=row.gathering_id,
        state__in=[State.CONFIRMED, State.ATTENDED],
    )
    came = Attendance.objects.filter(
        community_id=row.community_id,
        gathering_id__in=[lesson.gathering_id for lesson in lessons],
        undone_at__isnull=True,
    )
    seen: dict[uuid.UUID, set[uuid.UUID]] = {}
    for person_id, gathering_id in came.values_list("person_id", "gathering_id"):
        seen.setdefault(person_id, set()).add(gathering_id)
    rows = signed.select_related("subject").order_by("priority", "number")
    return [
        _learner(row, each, lessons, required, seen.get(each.subject_id, set())) for each in rows
    ]


def _learner(
    row: CourseClass,
    sign_up: Participation,
    lessons: list[Session],
    required: list[Session],
    came: set[uuid.UUID],
) -> Learner:
    attended = sum(lesson.gathering_id in came for lesson in required)
    return Learner(
        person=sign_up.subject,
        sign_up=sign_up,
        attended=attended,
        required=len(required),
        minutes=sum(lesson.minutes for lesson in lessons if lesson.gathering_id in came),
        passed=attended > 0 and attended * 100 >= row.pass_percent * len(required),
    )


@dataclass(frozen=True)
class CheckedCertificate:
    """What the check page tells whoever holds the paper: the name masked."""

    number: str
    name: str
    title: str
    attended: int
    required: int
    hours: float
    issued_on: dt.date
    valid: bool


def check_certificate(community: Community, number: str, code: str) -> CheckedCertificate:
    """NotSeen when number and code do not belong together."""
    row = (
        Certificate.objects.filter(
            community_id=community.id, number=number.strip(), check_code=read_code(code)
        )
        .select_related("person", "course_class__activity")
        .first()
    )
    if row is None:
        raise NotSeen()
    return CheckedCertificate(
        number=row.number,
        name=mask_name(row.person.name),
        title=row.course_class.activity.title,
        attended=row.attended,
        required=row.required,
        hours=round(row.minutes / 60, 1),
        issued_on=row.issued_on,
        valid=row.revoked_at is None,
    )
