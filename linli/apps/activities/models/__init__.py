"""What is announced, on which dates, by whom, and what came of it."""

from linli.apps.activities.models.activity import (
    Activity,
    ActivityTag,
    ActivityUnit,
    Series,
    Speaker,
)
from linli.apps.activities.models.courses import (
    Bundle,
    BundleClass,
    Certificate,
    CertificateNumber,
    CourseClass,
    Teacher,
    Term,
)
from linli.apps.activities.models.plan import PlanItem, QuestionTaken
from linli.apps.activities.models.session import Outcome, Session, Stand

__all__ = [
    "Activity",
    "ActivityTag",
    "ActivityUnit",
    "Bundle",
    "BundleClass",
    "Certificate",
    "CertificateNumber",
    "CourseClass",
    "Outcome",
    "PlanItem",
    "QuestionTaken",
    "Series",
    "Session",
    "Speaker",
    "Stand",
    "Teacher",
    "Term",
]
