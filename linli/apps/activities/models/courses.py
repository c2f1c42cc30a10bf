"""The community school: terms, classes with required lessons, teachers, certificates."""

from django.db import models
from django.db.models import F, Q

from linli.apps.activities.models.activity import Activity
from linli.kernel.tenancy import CommunityModel, LocalKey


class Term(CommunityModel):
    """Summer 2026: from a day to a day, both included."""

    name = models.CharField(max_length=60)
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        ordering = ["-first_day", "name"]
        constraints = [
            models.UniqueConstraint(fields=["community", "name"], name="term_name_once"),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="term_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CourseClass(CommunityModel):
    """One class of any size. One signs up for the whole: `gathering` is its list, the lessons
    are sessions of the activity. `pass_percent` of the required lessons make a certificate.
    """

    activity = LocalKey(Activity, related_name="classes", db_index=False)
    gathering = LocalKey("participation.Gathering", related_name="+", db_index=False)
    term = LocalKey(Term, null=True, blank=True, related_name="classes", db_index=False)
    pass_percent = models.PositiveSmallIntegerField(default=80)
    certified = models.BooleanField(default=True)
    for_minors = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "activity"], name="class_once"),
            models.CheckConstraint(
                condition=Q(pass_percent__lte=100), name="class_pass_is_a_share"
            ),
        ]
        indexes = [models.Index(fields=["community", "term"], name="class_of_term")]


class Teacher(CommunityModel):
    """`checked_until`: how long the check for work with children holds."""

    course_class = LocalKey(CourseClass, related_name="teachers", db_index=False)
    name = models.CharField(max_length=60)
    person = LocalKey("people.Person", null=True, blank=True, related_name="+", db_index=False)
    checked_on = models.DateField(null=True, blank=True)
    checked_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "course_class", "name"], name="teacher_once"
            )
        ]


class Bundle(CommunityModel):
    """Several classes taken together, all or none: the gift pack of a summer."""

    name = models.CharField(max_length=60)
    term = LocalKey(Term, null=True, blank=True, related_name="bundles", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "name"], name="bundle_once")]


class BundleClass(CommunityModel):
    bundle = LocalKey(Bundle, related_name="parts", db_index=False)
    course_class = LocalKey(CourseClass, related_name="bundles", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "bundle", "course_class"], name="bundle_class_once"
            )
        ]


class CertificateNumber(CommunityModel):
    """The last number of a year."""

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "year"], name="certificate_year_once")
        ]


class Certificate(CommunityModel):
    """Of attendance. Anybody who holds the paper can check it with number and code."""

    course_class = LocalKey(CourseClass, related_name="certificates", db_index=False)
    person = LocalKey("people.Person", related_name="+", db_index=False)
    number = models.CharField(max_length=24)
    check_code = models.CharField(max_length=12)
    attended = models.PositiveSmallIntegerField()
    required = models.PositiveSmallIntegerField()
    minutes = models.PositiveIntegerField()
    issued_on = models.DateField()
    issued_by = models.CharField(max_length=60)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="certificate_number_once"),
            models.UniqueConstraint(
                fields=["community", "course_class", "person"], name="certificate_once"
            ),
        ]
