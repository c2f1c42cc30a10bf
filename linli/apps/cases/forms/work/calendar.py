"""Working hours from a day on, and the year's notice of days off and make-up days."""

import datetime as dt
import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.apps.cases.forms.work.base import said, typed
from linli.apps.cases.forms.work.choosing import number
from linli.web.forms import DayField, HouseForm


class HoursForm(HouseForm):
    morning_from = forms.TimeField(label=gettext_lazy("Morning from"))
    morning_to = forms.TimeField(label=gettext_lazy("Morning until"))
    afternoon_from = forms.TimeField(label=gettext_lazy("Afternoon from"))
    afternoon_to = forms.TimeField(label=gettext_lazy("Afternoon until"))
    day = DayField(label=gettext_lazy("Holds from"))

    def spans(self) -> list[tuple[dt.time, dt.time]]:
        given = self.cleaned_data
        return [
            (given["morning_from"], given["morning_to"]),
            (given["afternoon_from"], given["afternoon_to"]),
        ]


DAY = r"[\d.\-/月日年]+"
DAY_LINE = re.compile(
    rf"^(?P<first>{DAY})(\s*(?:至|到|~|—|–|to)\s*(?P<last>{DAY}))?\s*(?P<note>.*)$"
)


class YearForm(HouseForm):
    """The State Council's notice: days off by holiday, and the make-up days."""

    year = number(gettext_lazy("Year"), 2004, 2100)
    free = said(
        gettext_lazy("Days off"),
        required=True,
        rows=8,
        help_text=gettext_lazy(
            "One holiday a line, first and last day, then its name: 2027-02-05 至 2027-02-11 春节"
        ),
    )
    worked = said(
        gettext_lazy("Make-up days"),
        rows=4,
        help_text=gettext_lazy("One day a line: 2027-02-14"),
    )
    source = typed(
        gettext_lazy("Number of the notice"),
        most=120,
        required=True,
        help_text=gettext_lazy("As on the notice, for example 国办发明电〔2026〕7号"),
    )

    def clean_free(self) -> dict[dt.date, str]:
        return self._days("free")

    def clean_worked(self) -> dict[dt.date, str]:
        return self._days("worked")

    def _days(self, name: str) -> dict[dt.date, str]:
        found: dict[dt.date, str] = {}
        for place, line in enumerate(self.cleaned_data[name].splitlines(), 1):
            if line.strip():
                found |= self._span(place, line.strip())
        return found

    def _span(self, place: int, line: str) -> dict[dt.date, str]:
        match = DAY_LINE.match(line)
        first = self._day(match["first"]) if match else None
        last = self._day(match["last"]) if match and match["last"] else first
        if match is None or first is None or last is None or not 0 <= (last - first).days < 20:
            raise forms.ValidationError(
                _("Line %(line)s cannot be read: “%(text)s”. Write 2027-02-05 至 2027-02-11 春节.")
                % {"line": place, "text": line[:60]}
            )
        count = (last - first).days + 1
        return {first + dt.timedelta(days=n): match["note"].strip() for n in range(count)}

    def _day(self, text: str) -> dt.date | None:
        """2027-02-05, 2027.2.5 or 2月5日 of the year above."""
        numbers = [int(part) for part in re.findall(r"\d+", text)]
        if len(numbers) == 2 and self.cleaned_data.get("year"):
            numbers = [self.cleaned_data["year"], *numbers]
        try:
            return dt.date(*numbers) if len(numbers) == 3 else None
        except ValueError:
            return None
