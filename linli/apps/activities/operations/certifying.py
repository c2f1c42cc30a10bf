"""Certificates of attendance: a number a year, a code to check it by."""

import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.activities.choices import CERTIFICATE_REVOKED, CERTIFIED
from linli.apps.activities.models import Certificate, CertificateNumber, CourseClass
from linli.apps.activities.queries.school import (
    Learner,
    find_class,
    learners_of,
    lessons_of,
)
from linli.apps.activities.rules.permissions import ORGANISE
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.inserting import count_up
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record
from linli.kernel.texts import new_code


@transaction.atomic
def issue_certificates(
    *, community: Community, actor: Actor, class_id: uuid.UUID
) -> list[Certificate]:
    """For everybody who passed and has none yet; asked again, nobody gets a second one.

    Conflict `lessons_to_come` before the last lesson is over.
    """
    require(actor, ORGANISE, community.id)
    row = find_class(community, class_id)
    if not row.certified:
        raise RuleNotMet("no_certificates", _("This class gives no certificates."))
    if any(lesson.ends_at > clock.now() for lesson in lessons_of(row)):
        raise Conflict("lessons_to_come", _("There are lessons to come."))
    CourseClass.objects.select_for_update().get(community_id=community.id, id=row.id)
    held = Certificate.objects.filter(community_id=community.id, course_class_id=row.id)
    known = set(held.values_list("person_id", flat=True))
    passed = [each for each in learners_of(row) if each.passed and each.person.id not in known]
    return [_issue(community, actor, row, each) for each in passed]


def _issue(community: Community, actor: Actor, row: CourseClass, learner: Learner) -> Certificate:
    today = clock.today(community)
    counter = CertificateNumber(community_id=community.id, year=today.year, last=1)
    serial = count_up(counter, "last", of=("community", "year"))
    made = Certificate(
        community_id=community.id,
        course_class_id=row.id,
        person_id=learner.person.id,
        number=f"{community.code}-{today.year}-{serial:04}",
        check_code=new_code(8),
        attended=learner.attended,
        required=learner.required,
        minutes=learner.minutes,
        issued_on=today,
        issued_by=actor.ref,
    )
    made.save(force_insert=True)
    write_record(
        verb=CERTIFIED,
        community_id=community.id,
        obj=made,
        actor=actor,
        subject=learner.person.id,
        basis=Basis.DUTY,
        course=row.id,
        number=made.number,
    )
    return made


@transaction.atomic
def revoke_certificate(*, community: Community, actor: Actor, certificate_id: uuid.UUID) -> None:
    """It stays in the register; the check page says that it no longer holds."""
    require(actor, ORGANISE, community.id)
    rows = Certificate.objects.filter(community_id=community.id, id=certificate_id)
    row = rows.first()
    if row is None:
        raise NotSeen()
    if not rows.filter(revoked_at__isnull=True).update(revoked_at=clock.now()):
        return
    write_record(
        verb=CERTIFICATE_REVOKED,
        community_id=community.id,
        obj=row,
        actor=actor,
        subject=row.person_id,
        basis=Basis.DUTY,
        number=row.number,
    )
