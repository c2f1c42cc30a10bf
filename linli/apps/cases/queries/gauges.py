"""How much working time is left, for whole lists: every moment is looked at once."""

import datetime as dt

from linli.kernel.worktime import Calendar

MINUTE = dt.timedelta(minutes=1)


class Gauge:
    """Working minutes between moments, most often `now` and another."""

    def __init__(self, calendar: Calendar, now: dt.datetime) -> None:
        self.calendar = calendar
        self.now = now
        self.today = calendar.wall(now).date()
        spans = [(end.hour * 60 + end.minute, start) for start, end in calendar.hours]
        self.a_day = sum(end - start.hour * 60 - start.minute for end, start in spans)
        self._now = self._mark(now)

    def minutes(self, begin: dt.datetime, end: dt.datetime) -> int:
        """Working minutes from `begin` to `end`, negative where `end` is the earlier."""
        return self._mark(end) - self._mark(begin)

    def left(self, due: dt.datetime) -> int:
        return self._mark(due) - self._now

    def used(self, start: dt.datetime, due: dt.datetime) -> int:
        """Percent of the time between that has run, at most 100."""
        began = self._mark(start)
        whole = self._mark(due) - began
        if whole <= 0:
            return 100 if self.now >= due else 0
        return max(0, min(100, 100 * (self._now - began) // whole))

    def _mark(self, moment: dt.datetime) -> int:
        """Working minutes up to this moment, a begun one not counted."""
        return self.calendar.worked_until(self.calendar.wall(moment)) // MINUTE
