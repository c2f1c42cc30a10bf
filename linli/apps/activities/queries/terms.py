"""Terms with their classes, for planning."""

from dataclasses import dataclass

from django.db.models import Count

from linli.apps.activities.models import Certificate, CourseClass, Term
from linli.kernel.community import Community


@dataclass(frozen=True)
class TermShown:
    """`term` None: classes outside of any term."""

    term: Term | None
    classes: list[CourseClass]


def terms_of(community: Community) -> list[TermShown]:
    """Three statements for any number of classes; each class has `lessons`."""
    rows = (
        CourseClass.objects.filter(community_id=community.id)
        .select_related("activity", "gathering")
        .annotate(lessons=Count("activity__sessions"))
        .order_by("gathering__starts_at", "id")
    )
    by_term: dict[object, list[CourseClass]] = {}
    for row in rows:
        by_term.setdefault(row.term_id, []).append(row)
    terms = Term.objects.filter(community_id=community.id)
    found = [TermShown(term, by_term.pop(term.id, [])) for term in terms]
    outside = by_term.pop(None, [])
    return [*found, TermShown(None, outside)] if outside else found


def certificates_of(row: CourseClass) -> list[Certificate]:
    rows = Certificate.objects.filter(community_id=row.community_id, course_class_id=row.id)
    return list(rows.select_related("person").order_by("number"))
