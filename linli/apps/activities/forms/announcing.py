"""A new activity in one short form, and its dates by a weekly rule."""

import datetime as dt
import uuid
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from linli.apps.activities.choices import ActivityKind, TagKind
from linli.apps.activities.models import Activity, Series
from linli.apps.activities.rules.drafts import ActivityDraft, SessionDraft
from linli.apps.organisations.public import Team
from linli.apps.participation.public import Audience, Mode, Promotion, Terms
from linli.apps.venues.public import rooms_of
from linli.kernel.community import Community
from linli.web.forms import DayField, HouseForm, LineField, ParagraphField

MOST_WEEKS, TITLE, PLACE, TEXT = 52, 120, 120, 8000


class TimeInput(forms.TimeInput):
    input_type = "time"


def time_field(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=TimeInput(format="%H:%M", attrs={"class": "in"}))


class WordsForm(HouseForm):
    """What is said about an activity."""

    title = LineField(label=gettext_lazy("What is it called"), most=TITLE)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ActivityKind.choices)
    text = ParagraphField(
        label=gettext_lazy("What people should know"),
        help_text=gettext_lazy("What happens, what to bring, how to get in."),
        required=False,
        most=TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    contact = LineField(label=gettext_lazy("Whom to ask"), required=False, most=80)
    speaker = LineField(label=gettext_lazy("Who speaks or teaches"), required=False, most=60)
    series = forms.ChoiceField(label=gettext_lazy("Series"), required=False)
    edition = forms.IntegerField(
        label=gettext_lazy("Which edition"), required=False, min_value=1, max_value=999
    )
    team = forms.ChoiceField(label=gettext_lazy("Which team runs it"), required=False)
    tags = LineField(
        label=gettext_lazy("Words to find it by"),
        help_text=gettext_lazy("Separated by commas, such as a brand or a campaign."),
        required=False,
        most=200,
    )
    consent_text = ParagraphField(
        label=gettext_lazy("What guardians agree to"),
        required=False,
        most=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    needs_sign_up = forms.BooleanField(
        label=gettext_lazy("People sign up beforehand"), required=False, initial=True
    )
    open_door = forms.BooleanField(
        label=gettext_lazy("Name and telephone are enough, without a log-in"), required=False
    )
    public = forms.BooleanField(
        label=gettext_lazy("Everybody may see it, not residents only"), required=False, initial=True
    )

    def __init__(self, community: Community, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        series = Series.objects.filter(community_id=community.id, until__isnull=True)
        teams = Team.objects.filter(community_id=community.id).order_by("name")
        self._choose("series", [(str(each.id), each.name) for each in series])
        self._choose("team", [(str(each.id), each.name) for each in teams])

    def _choose(self, name: str, found: list[tuple[str, str]]) -> None:
        if found:
            self.fields[name].choices = [("", _("none")), *found]  # type: ignore[attr-defined]
        else:
            del self.fields[name]
            if name == "series":
                del self.fields["edition"]

    def changed(self, row: Activity) -> ActivityDraft:
        """The form's words; what it does not ask stays as it is."""
        draft, kinds = self.draft(), {each.word: each.kind for each in row.tags.all()}
        before = [(each.name, each.title) for each in row.speakers.all()]
        titles = dict(before)
        return replace(
            draft,
            tags=[(word, kinds.get(word, kind)) for word, kind in draft.tags],
            speakers=[(name, titles.get(name, "")) for name, _title in draft.speakers] + before[1:],
            place_id=row.place_id,
            place_words=row.place_words,
            indoor=row.indoor,
            festival=row.festival,
            external_platform=row.external_platform,
            external_id=row.external_id,
            external_link=row.external_link,
            units=[(each.organisation_id, each.role) for each in row.units.all()],
        )

    def draft(self) -> ActivityDraft:
        given = self.cleaned_data
        words = given["tags"].replace("，", ",").replace("、", ",").split(",")
        speaker = given["speaker"]
        return ActivityDraft(
            title=given["title"],
            kind=given["kind"],
            text=given["text"],
            contact=given["contact"],
            consent_text=given["consent_text"],
            public=given["public"],
            needs_sign_up=given["needs_sign_up"],
            open_door=given["open_door"],
            series_id=_key(given.get("series")),
            edition=given.get("edition"),
            team_id=_key(given.get("team")),
            tags=[(word.strip(), TagKind.TOPIC.value) for word in words if word.strip()],
            speakers=[(speaker, "")] if speaker else [],
        )


def _key(text: str | None) -> uuid.UUID | None:
    return uuid.UUID(text) if text else None


class DatesForm(HouseForm):
    """When and where, how many, for whom; the same every week if wanted."""

    day = DayField(label=gettext_lazy("Day of the first date"))
    begins = time_field(gettext_lazy("Begins at"))
    ends = time_field(gettext_lazy("Ends at"))
    weeks = forms.IntegerField(
        label=gettext_lazy("How many weeks in a row"),
        help_text=gettext_lazy("1: only this day. 8: the same weekday for eight weeks."),
        min_value=1,
        max_value=MOST_WEEKS,
        initial=1,
    )
    room = forms.ChoiceField(label=gettext_lazy("Room"), required=False)
    place_words = LineField(
        label=gettext_lazy("Another place"),
        help_text=gettext_lazy("Where no room is booked, such as: the small square."),
        required=False,
        most=PLACE,
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("How many places"),
        help_text=gettext_lazy("Empty: no limit."),
        required=False,
        min_value=1,
        max_value=100_000,
    )
    audience = forms.ChoiceField(
        label=pgettext_lazy("activity", "For whom"), choices=Audience.choices
    )
    age_from = forms.IntegerField(
        label=gettext_lazy("From which age"), required=False, min_value=0, max_value=120
    )
    age_to = forms.IntegerField(
        label=gettext_lazy("Up to which age"), required=False, min_value=0, max_value=120
    )
    mode = forms.ChoiceField(label=gettext_lazy("How places are given"), choices=Mode.choices)
    promotion = forms.ChoiceField(
        label=gettext_lazy("When a place becomes free"), choices=Promotion.choices
    )
    household_cap = forms.IntegerField(
        label=gettext_lazy("Most seats for one household"),
        required=False,
        min_value=1,
        max_value=20,
    )

    def __init__(self, community: Community, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.community = community
        rooms = [(str(room.id), f"{room.venue.name} {room.name}") for room in rooms_of(community)]
        if rooms:
            field: Any = self.fields["room"]
            field.choices = [("", _("no room")), *rooms]
        else:
            del self.fields["room"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        begins, ends = given.get("begins"), given.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("The end lies before the beginning."))
        return given

    def dates(self) -> list[SessionDraft]:
        given = self.cleaned_data
        return [
            SessionDraft(
                starts_at=self._at(number, given["begins"]),
                ends_at=self._at(number, given["ends"]),
                terms=self.terms(),
                place_words=given["place_words"],
                room_id=_key(given.get("room")),
            )
            for number in range(given["weeks"])
        ]

    def _at(self, week: int, time: dt.time) -> dt.datetime:
        day = self.cleaned_data["day"] + dt.timedelta(weeks=week)
        return dt.datetime.combine(day, time, self.community.zone)

    def terms(self) -> Terms:
        given = self.cleaned_data
        names = ("capacity", "audience", "age_from", "age_to", "mode", "promotion", "household_cap")
        return Terms(**{name: given[name] for name in names})


class NewActivityForm(WordsForm, DatesForm):
    """Both in one short form; what is rarely needed folds away."""

    def __init__(self, community: Community, *args: Any, **kwargs: Any) -> None:
        DatesForm.__init__(self, community, *args, **kwargs)


def words_of(row: Activity) -> dict[str, Any]:
    """What the form of changes begins with."""
    speakers = [each.name for each in row.speakers.all()]
    return {
        "title": row.title,
        "kind": row.kind,
        "text": row.text,
        "contact": row.contact,
        "speaker": speakers[0] if speakers else "",
        "series": str(row.series_id or ""),
        "edition": row.edition,
        "team": str(row.team_id or ""),
        "tags": ", ".join(each.word for each in row.tags.all()),
        "consent_text": row.consent_text,
        "needs_sign_up": row.needs_sign_up,
        "open_door": row.open_door,
        "public": row.public,
    }
