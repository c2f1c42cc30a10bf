"""What forms of this app share: the community, times of a day, choices of rooms and teams."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.public import teams_of
from linli.apps.people.public import Person
from linli.apps.venues.queries.ground import rooms_of, venues_of
from linli.kernel.community import Community
from linli.web.forms import HouseForm, LineField

EMPTY = ("", "—")


class TimeField(forms.TimeField):
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "step": "900", "class": "in"})


class RoomsForm(HouseForm):
    """`subject` is what the form acts on, where it acts on something that exists."""

    def __init__(self, community: Community, *args: Any, subject: Any = None, **kw: Any) -> None:
        self.community = community
        self.subject = subject
        super().__init__(*args, **kw)
        for field in self.fields.values():
            if isinstance(field, forms.IntegerField):
                field.widget.attrs["class"] = "in"
        self.prepare()

    def prepare(self) -> None:
        """Fill in choices that only this community has."""

    def choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def rooms(self) -> list[tuple[str, str]]:
        return [(str(r.id), f"{r.name} · {r.venue.name}") for r in rooms_of(self.community)]

    def venues(self) -> list[tuple[str, str]]:
        return [(str(venue.id), venue.name) for venue in venues_of(self.community)]

    def teams(self) -> list[tuple[str, str]]:
        return [(str(team.id), team.name) for team in teams_of(self.community)[:300]]

    def moment(self, day: dt.date, time: dt.time) -> dt.datetime:
        return dt.datetime.combine(day, time, self.community.zone)


class PersonField(LineField):
    """The number on a person's card, empty for somebody who is not in the register."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            most=12,
            required=False,
            label=_("Number in the register of residents"),
            help_text=_("From the person's page or card. Leave empty for others."),
            **kwargs,
        )


def person_by_number(community: Community, typed: str) -> Person | None:
    number = typed.upper().replace(" ", "")
    rows = Person.objects.filter(community_id=community.id, erased_at__isnull=True)
    return rows.filter(short_number=number).first() if number else None
