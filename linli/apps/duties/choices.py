"""The words of a routine."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel.records.writing import verb


class Rhythm(models.TextChoices):
    DAILY = "daily", _("every day")
    WEEKLY = "weekly", _("every week")
    MONTHLY = "monthly", pgettext_lazy("rhythm", "every month")


class DueState(models.TextChoices):
    OPEN = "open", pgettext_lazy("routine", "to do")
    DONE = "done", pgettext_lazy("routine", "done")
    LATE = "late", pgettext_lazy("routine", "done late")
    MISSED = "missed", pgettext_lazy("routine", "missed")
    NOT_NEEDED = "not_needed", pgettext_lazy("routine", "not needed")
    EXCUSED = "excused", pgettext_lazy("routine", "excused")


OPENED = verb("duties.plan_opened", "rhythm", "place", "since")
ENDED = verb("duties.plan_ended", "until")
REPORTED = verb("duties.reported", "due", "state")
WAIVED = verb("duties.waived", "due")
EXCUSED = verb("duties.excused", "due", "was")
MISSED = verb("duties.missed", "count", "before")
