"""The words of activities."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel.records.writing import verb


class ActivityKind(models.TextChoices):
    """What people come for. Brands, campaigns and themes are tags, not kinds."""

    LECTURE = "lecture", _("lecture")
    CLASS = "class", pgettext_lazy("activity", "class or course")
    CULTURE = "culture", _("culture and performance")
    FESTIVAL = "festival", _("festival")
    SPORT = "sport", _("sport")
    READING = "reading", _("reading")
    SCIENCE = "science", _("science and outings")
    HEALTH = "health", pgettext_lazy("activity", "health")
    CRAFT = "craft", _("craft and art")
    PARTY_DAY = "party_day", _("theme party day")
    STUDY = "study", _("study and training")
    VOLUNTEER = "volunteer", _("voluntary service")
    ENVIRONMENT = "environment", _("green and clean")
    SERVICE_DAY = "service_day", _("service day")
    DRILL = "drill", _("drill")
    MEETING = "meeting", _("meeting of residents")
    CARE = "care", _("care and visits")
    MINORS = "minors", _("protection of minors")
    STORY = "story", _("telling of history")
    OTHER = "other", pgettext_lazy("activity", "other")


class ActivityState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("activity", "draft")
    PUBLISHED = "published", pgettext_lazy("activity", "announced")
    FILED = "filed", pgettext_lazy("activity", "filed")
    CANCELLED = "cancelled", pgettext_lazy("activity", "cancelled")


class UnitRole(models.TextChoices):
    HOST = "host", pgettext_lazy("activity", "host")
    PARTNER = "partner", pgettext_lazy("activity", "co-organiser")


class TagKind(models.TextChoices):
    """Why an activity carries a word."""

    TOPIC = "topic", pgettext_lazy("tag", "topic")
    CAMPAIGN = "campaign", _("campaign from above")
    PILLAR = "pillar", _("pillar of a brand")


class Festival(models.TextChoices):
    """Our festivals; their days stand in the calendar of each year."""

    SPRING = "spring", _("Spring Festival")
    LANTERN = "lantern", _("Lantern Festival")
    QINGMING = "qingming", _("Qingming")
    DRAGON_BOAT = "dragon_boat", _("Dragon Boat Festival")
    QIXI = "qixi", _("Qixi")
    MID_AUTUMN = "mid_autumn", _("Mid-Autumn Festival")
    DOUBLE_NINTH = "double_ninth", _("Double Ninth Festival")
    NEW_YEAR = "new_year", _("New Year")
    WOMEN = "women", _("Women's Day")
    LEI_FENG = "lei_feng", _("Lei Feng day")
    LABOUR = "labour", _("Labour Day")
    YOUTH = "youth", _("Youth Day")
    CHILDREN = "children", _("Children's Day")
    PARTY = "party", _("Founding day of the Party")
    ARMY = "army", _("Army Day")
    TEACHERS = "teachers", _("Teachers' Day")
    NATIONAL = "national", _("National Day")


SESSION, CLASS = "session", "class"
"""Kinds of gatherings that belong to this app."""

CREATED = verb("activities.created", "kind")
CHANGED = verb("activities.changed", "fields")
PUBLISHED = verb("activities.published", "sessions")
SESSION_ADDED = verb("activities.session_added", "activity", "starts")
SESSION_MOVED = verb("activities.session_moved", "activity", "starts", "was")
SESSION_CANCELLED = verb("activities.session_cancelled", "activity")
CANCELLED = verb("activities.cancelled", "sessions")
FILED = verb("activities.filed", "sessions", "person_times")
ROOM_CHANGED = verb("activities.room_changed", "activity", "room")
ROOM_LOST = verb("activities.room_lost", "activity", "booking")
OUTCOME_NOTED = verb("activities.outcome_noted", "activity", "number", "replaced")
TERM_PLANNED = verb("activities.term_planned")
CLASS_OPENED = verb("activities.class_opened", "activity", "lessons", "term")
BUNDLED = verb("activities.bundled", "classes")
CERTIFIED = verb("activities.certified", "course", "number")
CERTIFICATE_REVOKED = verb("activities.certificate_revoked", "number")
PLANNED = verb("activities.planned")
PLAN_MADE = verb("activities.plan_made", "activity")
PLAN_DROPPED = verb("activities.plan_dropped")
QUESTION_TAKEN = verb("activities.question_taken", "session", "case")
SERIES_BEGUN = verb("activities.series_begun")
"""The session is the object of what concerns one date, the activity of everything else."""
