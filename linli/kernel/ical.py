"""iCalendar feeds: what a phone's calendar subscribes to.

A deadline that falls away is not left out but sent as cancelled: calendars that subscribed keep
what they once read, and would remind of it for ever.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Alarm, Calendar, Event, vDuration

from linli.kernel import clock

TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class Entry:
    """`uid` never changes for one thing; `version` rises with each change of it.

    Without `ends` it is a moment, such as a deadline. A `starts` that is a date lasts all day.
    """

    uid: str
    starts: dt.datetime | dt.date
    title: str
    changed_at: dt.datetime
    ends: dt.datetime | dt.date | None = None
    text: str = ""
    place: str = ""
    link: str = ""
    version: int = 0
    cancelled: bool = False
    remind_before: dt.timedelta | None = None


def feed(name: str, entries: Iterable[Entry], *, hours_between: int = 1) -> bytes:
    """A whole calendar; `hours_between` is how often subscribers are asked to look again."""
    calendar = Calendar()
    calendar.add("prodid", "-//Linli//linli//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", vDuration(dt.timedelta(hours=hours_between)))
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@linli")
    event.add("dtstamp", clock.now().astimezone(dt.UTC))
    event.add("last-modified", entry.changed_at.astimezone(dt.UTC))
    event.add("sequence", entry.version)
    event.add("summary", entry.title)
    event.add("dtstart", _plain(entry.starts))
    if entry.ends is not None:
        event.add("dtend", _plain(entry.ends))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    for key, value in {
        "description": entry.text,
        "location": entry.place,
        "url": entry.link,
    }.items():
        if value:
            event.add(key, value)
    if entry.remind_before and not entry.cancelled:
        event.add_component(_alarm(entry.title, entry.remind_before))
    return event


def _alarm(title: str, before: dt.timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -before)
    return alarm


def _plain(moment: dt.datetime | dt.date) -> dt.datetime | dt.date:
    # UTC needs no time-zone table in the file, and every calendar shows it in local time.
    return moment.astimezone(dt.UTC) if isinstance(moment, dt.datetime) else moment
