"""Dates as people say them, in the reader's language and the community's zone.

Formatted in Python, once per value: the template engine's filters cost more than the page.
"""

import datetime as dt

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

WEEKDAYS = {
    "zh-hans": ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
    "zh-hant": ["週一", "週二", "週三", "週四", "週五", "週六", "週日"],
    "en": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
}
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def _language() -> str:
    language = (get_language() or "zh-hans").lower()
    return language if language in WEEKDAYS else "zh-hans"


def day(value: dt.date | dt.datetime | None, *, year: bool | None = None) -> str:
    """11月28日周五 / Fri 28 Nov; with the year where it is not this one."""
    if value is None:
        return ""
    date = timezone.localtime(value).date() if isinstance(value, dt.datetime) else value
    language = _language()
    name = WEEKDAYS[language][date.weekday()]
    with_year = date.year != timezone.localtime().year if year is None else year
    if language == "en":
        text = f"{name} {date.day} {MONTHS[date.month - 1]}"
        return f"{text} {date.year}" if with_year else text
    text = f"{date.month}月{date.day}日{name}"
    return f"{date.year}年{text}" if with_year else text


def date(value: dt.date | None) -> str:
    """2026年3月3日 / 3 Mar 2026: for registers, where the weekday says nothing."""
    if value is None:
        return ""
    if _language() == "en":
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日"


def moment(value: dt.datetime | None) -> str:
    if value is None:
        return ""
    here = timezone.localtime(value)
    return f"{day(here)} {here:%H:%M}"


def clock_time(value: dt.datetime | None) -> str:
    return f"{timezone.localtime(value):%H:%M}" if value else ""


def ago(value: dt.datetime | None, now: dt.datetime) -> str:
    """today 17:30, yesterday 9:05, else the day and time."""
    if value is None:
        return ""
    here, there = timezone.localtime(now), timezone.localtime(value)
    days = (here.date() - there.date()).days
    if days == 0:
        return _("today %(time)s") % {"time": f"{there:%H:%M}"}
    if days == 1:
        return _("yesterday %(time)s") % {"time": f"{there:%H:%M}"}
    return moment(value)
