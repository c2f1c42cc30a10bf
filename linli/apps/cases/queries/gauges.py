"""How much working time is left, for whole lists: one pass over the days, then only sums."""

import datetime as dt

from linli.kernel.worktime import Calendar, working_minutes_between

REACH = 200
MINUTE = dt.timedelta(minutes=1)


class Gauge:
    """Working minutes between two moments near `now`, without walking the days each time."""

    def __init__(self, calendar: Calendar, now: dt.datetime) -> None:
        self.calendar = calendar
        self.now = now
        self.spans = [
            (start.hour * 60 + start.minute, end.hour * 60 + end.minute)
            for start, end in calendar.hours
        ]
        self.a_day = sum(end - start for start, end in self.spans)
        self._first = calendar.wall(now).date().toordinal() - REACH
        self._before: list[int] = [0]
        self._works: list[bool] = []
        for ordinal in range(self._first, self._first + 2 * REACH):
            works = calendar.day_kind(dt.date.fromordinal(ordinal)).is_workday
            self._works.append(works)
            self._before.append(self._before[-1] + (self.a_day if works else 0))

    def minutes(self, begin: dt.datetime, end: dt.datetime) -> int:
        """Working minutes from `begin` to `end`, negative where `end` is the earlier."""
        early, late = self._mark(begin), self._mark(end)
        if early is None or late is None:
            if begin <= end:
                return working_minutes_between(self.calendar, begin, end)
            return -working_minutes_between(self.calendar, end, begin)
        return late - early

    def left(self, due: dt.datetime) -> int:
        return self.minutes(self.now, due)

    def used(self, start: dt.datetime, due: dt.datetime) -> int:
        """Percent of the time between that has run, at most 100."""
        whole = self.minutes(start, due)
        if whole <= 0:
            return 100 if self.now >= due else 0
        return max(0, min(100, 100 * self.minutes(start, self.now) // whole))

    def _mark(self, moment: dt.datetime) -> int | None:
        """Working minutes from the first known day to this moment; None far from now."""
        wall = self.calendar.wall(moment)
        place = wall.date().toordinal() - self._first
        if not 0 <= place < len(self._works):
            return None
        mark = self._before[place]
        if self._works[place]:
            minute = wall.hour * 60 + wall.minute
            mark += sum(max(min(minute, end) - start, 0) for start, end in self.spans)
        return mark
