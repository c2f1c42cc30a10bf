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
