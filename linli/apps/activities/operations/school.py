"""Opening a class, and taking several of them as a bundle."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.activities.choices import (
    BUNDLED,
    CLASS,
    CLASS_OPENED,
    TERM_PLANNED,
)
from linli.apps.activities.models import (
    Bundle,
    BundleClass,
    CourseClass,
    Teacher,
    Term,
)
from linli.apps.activities.operations.announcing import create_activity
from linli.apps.activities.operations.sessions import store_session
from linli.apps.activities.queries.school import find_class
from linli.apps.activities.rules.drafts import ActivityDraft, SessionDraft, line
from linli.apps.activities.rules.permissions import ORGANISE
from linli.apps.participation.public import (
    ALONE,
    GatheringState,
    Participation,
    Party,
    Terms,
    open_gathering,
    sign_up,
)
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record

ADULT = 18


@dataclass(frozen=True)
class TeacherDraft:
    """`checked_until`: the check for work with children holds until this day."""

    name: str
    person_id: uuid.UUID | None = None
    checked_on: dt.date | None = None
    checked_until: dt.date | None = None


@dataclass(frozen=True)
class ClassDraft:
    """Lessons in the order of the clock; `terms` are those of the whole class."""

    activity: ActivityDraft
    lessons: Sequence[SessionDraft]
    terms: Terms
    teachers: Sequence[TeacherDraft] = ()
    term_id: uuid.UUID | None = None
    pass_percent: int = 80
    certified: bool = True

    @property
    def for_minors(self) -> bool:
        return self.terms.age_to is not None and self.terms.age_to < ADULT


@transaction.atomic
def plan_term(
    *, community: Community, actor: Actor, name: str, first_day: dt.date, last_day: dt.date
) -> Term:
    require(actor, ORGANISE, community.id)
    if last_day < first_day:
        raise RuleNotMet("days_reversed", _("The first day lies after the last."), field="last_day")
    row = Term(
        community_id=community.id,
        name=line(name, field="name", least=2, most=60),
        first_day=first_day,
        last_day=last_day,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict("term_known", _("There is a term of this name.")) from None
    write_record(
        verb=TERM_PLANNED, community_id=community.id, obj=row, actor=actor, basis=Basis.DUTY
    )
    return row


@transaction.atomic
def open_class(
    *, community: Community, actor: Actor, draft: ClassDraft, publish: bool = True
) -> CourseClass:
    """A class with its lessons, list and teachers. RuleNotMet `teacher_check` where minors are
    taught by somebody whose check does not hold until the last lesson.
    """
    require(actor, ORGANISE, community.id)
    _check(community, draft)
    activity = create_activity(
        community=community, actor=actor, draft=draft.activity, publish=publish
    )
    lessons = sorted(draft.lessons, key=lambda each: each.starts_at)
    gathering = open_gathering(
        community=community,
        actor=actor,
        kind=CLASS,
        title=activity.title,
        about_id=activity.id,
        starts_at=lessons[0].starts_at,
        ends_at=max(each.ends_at for each in lessons),
        terms=draft.terms,
        state=GatheringState.OPEN if publish else GatheringState.PLANNED,
    )
    row = CourseClass(
        community_id=community.id,
        activity_id=activity.id,
        gathering_id=gathering.id,
        term_id=draft.term_id,
        pass_percent=draft.pass_percent,
        certified=draft.certified,
        for_minors=draft.for_minors,
    )
    row.save(force_insert=True)
    for lesson in lessons:
        store_session(community, actor, activity, lesson, enrolment=gathering)
    _store_teachers(row, draft.teachers)
    write_record(
        verb=CLASS_OPENED,
        community_id=community.id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        activity=activity.id,
        lessons=len(lessons),
        term=draft.term_id,
    )
    row.activity, row.gathering = activity, gathering
    return row


def _check(community: Community, draft: ClassDraft) -> None:
    if not draft.lessons:
        raise RuleNotMet("no_lessons", _("A class has at least one lesson."), field="lessons")
    if not 0 <= draft.pass_percent <= 100:
        raise RuleNotMet("share", _("A share of 0 to 100 percent."), field="pass_percent")
    terms = Term.objects.filter(community_id=community.id)
    if draft.term_id is not None and not terms.filter(id=draft.term_id).exists():
        raise RuleNotMet("not_in_register", _("This is not in the register."), field="term")
    last = max(each.ends_at for each in draft.lessons).date()
    checked = [t.checked_until is not None and t.checked_until >= last for t in draft.teachers]
    if draft.for_minors and not (checked and all(checked)):
        raise RuleNotMet(
            "teacher_check",
            _("Who teaches minors needs a check that holds until the last lesson."),
            field="teachers",
        )


def _store_teachers(row: CourseClass, teachers: Sequence[TeacherDraft]) -> None:
    Teacher.objects.bulk_create(
        [
            Teacher(
                community_id=row.community_id,
                course_class_id=row.id,
                name=line(each.name, field="teachers", least=1, most=60),
                person_id=each.person_id,
                checked_on=each.checked_on,
                checked_until=each.checked_until,
            )
            for each in teachers
        ]
    )


@transaction.atomic
def bundle_classes(
    *,
    community: Community,
    actor: Actor,
    name: str,
    class_ids: Sequence[uuid.UUID],
    term_id: uuid.UUID | None = None,
) -> Bundle:
    """Several classes that are taken together."""
    require(actor, ORGANISE, community.id)
    found = [find_class(community, each) for each in dict.fromkeys(class_ids)]
    if len(found) < 2:
        raise RuleNotMet("too_few", _("A bundle has at least two classes."), field="classes")
    row = Bundle(
        community_id=community.id,
        name=line(name, field="name", least=2, most=60),
        term_id=term_id,
    )
    row.save(force_insert=True)
    BundleClass.objects.bulk_create(
        [
            BundleClass(community_id=community.id, bundle_id=row.id, course_class_id=each.id)
            for each in found
        ]
    )
    write_record(
        verb=BUNDLED,
        community_id=community.id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        classes=len(found),
    )
    return row


@transaction.atomic
def sign_up_for_bundle(
    *,
    community: Community,
    actor: Actor,
    bundle_id: uuid.UUID,
    subject_id: uuid.UUID,
    door: str = "",
    party: Party = ALONE,
) -> list[Participation]:
    """All of its classes or none: Conflict `full` when one has no seat."""
    parts = BundleClass.objects.filter(community_id=community.id, bundle_id=bundle_id)
    classes = list(parts.select_related("course_class").order_by("course_class__gathering_id"))
    if not classes:
        raise NotSeen()
    return [
        sign_up(
            community=community,
            actor=actor,
            gathering_id=each.course_class.gathering_id,
            subject_id=subject_id,
            door=door,
            party=party,
            wait=False,
        )
        for each in classes
    ]
