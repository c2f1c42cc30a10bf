"""Words of brands and bulletins, and the verbs of what happens to them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel.records.writing import verb


class BulletinState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("bulletin", "draft")
    PUBLISHED = "published", pgettext_lazy("bulletin", "published")
    WITHDRAWN = "withdrawn", pgettext_lazy("bulletin", "taken back")


class Period(models.TextChoices):
    """Which days a question covers, seen from the day of the bulletin."""

    AS_OF = "as_of", _("as it is on the day")
    TO_DATE = "to_date", _("from the beginning to the day")
    YEAR = "year", _("from the first of January to the day")
    MONTH = "month", _("from the first of the month to the day")
    DAY = "day", _("the day alone")


class Rule(models.TextChoices):
    """How a number is said."""

    EXACT = "exact", _("the exact number")
    OVER = "over", _("rounded down: “more than 300”")
    ABOUT = "about", _("rounded: “some 4800”")
    LIST = "list", _("the names, then the number")
    NUMERAL = "numeral", _("in Chinese numerals")


BRAND_LOADED = verb("bulletins.brand_loaded", "key", "digest", "pillars")
ITEM_REPORTED = verb("bulletins.plan_item_reported", "item", "year", "done")
BULLETIN_WRITTEN = verb("bulletins.bulletin_written", "digest", "period")
BULLETIN_PUBLISHED = verb("bulletins.bulletin_published", "as_of", "figures", "digest")
BULLETIN_WITHDRAWN = verb("bulletins.bulletin_withdrawn")


class DemandKind(models.TextChoices):
    TABLE = "table", pgettext_lazy("demand", "table or list")
    REPORT = "report", pgettext_lazy("demand", "written report")
    EVIDENCE = "evidence", pgettext_lazy("demand", "evidence for an inspection")
    APP = "app", pgettext_lazy("demand", "entry in another system")
    MEETING = "meeting", pgettext_lazy("demand", "meeting")
    OTHER = "other", pgettext_lazy("demand", "other demand")


class DemandRhythm(models.TextChoices):
    ONCE = "once", pgettext_lazy("demand", "once")
    DAILY = "daily", pgettext_lazy("demand", "every day")
    WEEKLY = "weekly", pgettext_lazy("demand", "every week")
    MONTHLY = "monthly", pgettext_lazy("demand", "every month")
    QUARTERLY = "quarterly", pgettext_lazy("demand", "every quarter")
    YEARLY = "yearly", pgettext_lazy("demand", "every year")


DEMANDED = verb("bulletins.demand_filed", "kind", "rhythm", "hours")
DEMAND_MATCHED = verb("bulletins.demand_matched", "measures")
DEMAND_ANSWERED = verb("bulletins.demand_answered", "answer", "on", "hours")
DEMAND_ENDED = verb("bulletins.demand_ended", "until")
PROGRAMME_OPENED = verb("bulletins.programme_opened", "first_day", "last_day")
STANDARD_SET = verb("bulletins.standard_set", "standard", "measure", "needed")
EVIDENCE_TAKEN = verb("bulletins.evidence_taken", "standards", "files")
