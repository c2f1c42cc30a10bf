"""The words of a round."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel.records.writing import verb


class RoundKind(models.TextChoices):
    CHECK = "check", _("check of everything alike")
    PATROL = "patrol", _("patrol")
    SURVEY = "survey", _("survey")


class RoundState(models.TextChoices):
    OPEN = "open", pgettext_lazy("round", "under way")
    CLOSED = "closed", pgettext_lazy("round", "closed")


class RowState(models.TextChoices):
    OPEN = "open", pgettext_lazy("place of a round", "to do")
    FINE = "fine", pgettext_lazy("place of a round", "in order")
    FINDING = "finding", pgettext_lazy("place of a round", "finding")
    NOT_NEEDED = "not_needed", pgettext_lazy("place of a round", "not needed")
    MISSED = "missed", pgettext_lazy("place of a round", "missed")


RESULTS = (RowState.FINE, RowState.FINDING, RowState.NOT_NEEDED)
OPENED = verb("rounds.opened", "kind", "count", "due")
RECORDED = verb("rounds.result_recorded", "round", "result", "place", "late")
CLOSED = verb("rounds.closed", "missed", "findings", "count")
