"""Setting up: venues with phases and hours, rooms, quotas, house rules."""

import uuid
from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.public import teams_of
from linli.apps.venues.forms import keeping as forms
from linli.apps.venues.forms.base import RoomsForm
from linli.apps.venues.models import Phase, Protocol, Quota
from linli.apps.venues.operations import (
    change_room,
    change_venue,
    end_room,
    open_phase,
    open_room,
    open_venue,
    set_hours,
    set_protocol,
    set_quota,
)
from linli.apps.venues.pages.forming import Act, act_page, room_here, who
from linli.apps.venues.queries.ground import hours_of, rooms_of, venue_of, venues_of
from linli.apps.venues.rules import KEEP
from linli.kernel import clock
from linli.kernel.access.permissions import require
from linli.web.asked import Asked, show


def set_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that is set up, each with its way to change it."""
    asked = cast(Asked, request)
    community = asked.community
    require(asked.actor, KEEP, community.id)
    home = community.id
    rooms, hours, today = rooms_of(community), hours_of(community), clock.today(community)
    phases = Phase.objects.filter(community_id=home)
    protocols = Protocol.objects.filter(community_id=home, until__isnull=True)
    quotas = Quota.objects.filter(community_id=home).select_related("team")
    venues = [
        {
            "venue": venue,
            "rooms": [room for room in rooms if room.venue_id == venue.id],
            "phases": [phase for phase in phases if phase.venue_id == venue.id],
            "protocols": [each for each in protocols if each.venue_id == venue.id],
            "hours": bool(hours.of_venue.get(venue.id)),
        }
        for venue in venues_of(community)
    ]
    context = {"venues": venues, "quotas": _latest(list(quotas)), "today": today}
    return show(request, "venues/set_up.html", context)


def _latest(quotas: list[Quota]) -> list[Quota]:
    """The newest of each team."""
    found: dict[Any, Quota] = {}
    for quota in quotas:
        found.setdefault(quota.team_id, quota)
    return list(found.values())


def _venue(asked: Asked, key: uuid.UUID) -> Any:
    return venue_of(asked.community, key)


def _start_of(*names: str) -> Callable[[Any], dict[str, Any]]:
    return lambda row: {name: getattr(row, name) for name in names}


def _open_room(asked: Asked, _none: Any, form: Any) -> Any:
    given = dict(form.cleaned_data)
    parts = [uuid.UUID(key) for key in given.pop("parts")]
    venue = uuid.UUID(given.pop("venue_id"))
    return open_room(**who(asked), venue_id=venue, parts=parts, **given)


def _set_quota(asked: Asked, _none: Any, form: Any) -> Any:
    given = form.cleaned_data
    teams = {str(team.id): team for team in teams_of(asked.community)}
    return set_quota(
        **who(asked),
        minutes=int(given["hours"] * 60),
        team=teams.get(given["team"]),
        since=given["since"],
    )


VENUE = ("name", "kind", "address", "phone", "opened_on", "about")
ROOM = (
    *("name", "kind", "capacity", "features", "floor", "buffer_before", "buffer_after"),
    *("longest_minutes", "days_ahead", "accessible", "needs_approval", "staff_only"),
)
SAVED = _("Saved.")
new_venue = act_page(
    Act(
        title=_("Open a venue"),
        button=_("Open it"),
        form=forms.VenueForm,
        run=lambda asked, _none, form: open_venue(**who(asked), **form.cleaned_data),
        done=_("The venue is there. Now its rooms and hours."),
    )
)
venue = act_page(
    Act(
        title=_("Change the venue"),
        button=_("Save"),
        form=forms.VenueForm,
        find=_venue,
        start=lambda row: {**_start_of(*VENUE)(row), "above": str(row.above_id or "")},
        run=lambda asked, row, form: change_venue(
            **who(asked), venue_id=row.id, changes=form.cleaned_data
        ),
        done=SAVED,
    )
)
new_phase = act_page(
    Act(
        title=_("A new phase"),
        button=_("Write it down"),
        form=forms.PhaseForm,
        find=_venue,
        run=lambda asked, row, form: open_phase(**who(asked), venue_id=row.id, **form.cleaned_data),
        done=SAVED,
    )
)
new_room = act_page(
    Act(
        title=_("Open a room"),
        button=_("Open it"),
        form=forms.RoomForm,
        run=_open_room,
        done=_("The room can be booked."),
    )
)
room = act_page(
    Act(
        title=_("Change the room"),
        button=_("Save"),
        form=forms.RoomForm,
        find=room_here,
        start=_start_of(*ROOM),
        run=lambda asked, row, form: change_room(
            **who(asked), room_id=row.id, changes=form.cleaned_data
        ),
        done=_("Saved. What is booked stays as it was."),
    )
)
end_of_room = act_page(
    Act(
        title=_("Give the room up"),
        button=_("Give it up"),
        form=RoomsForm,
        find=room_here,
        run=lambda asked, row, _form: end_room(**who(asked), room_id=row.id),
        done=_("The room is given up; its history stays."),
        danger=True,
    )
)
hours = act_page(
    Act(
        title=_("Opening hours"),
        button=_("Save"),
        form=forms.HoursForm,
        find=_venue,
        run=lambda asked, row, form: set_hours(
            **who(asked), venue_id=row.id, rules=form.rules(), since=form.cleaned_data["since"]
        ),
        done=SAVED,
    )
)
room_hours = act_page(
    Act(
        title=_("Opening hours of this room"),
        button=_("Save"),
        form=forms.HoursForm,
        find=room_here,
        run=lambda asked, row, form: set_hours(
            **who(asked),
            venue_id=row.venue_id,
            room_id=row.id,
            rules=form.rules(),
            since=form.cleaned_data["since"],
        ),
        done=SAVED,
    )
)
new_quota = act_page(
    Act(
        title=_("Hours of teams"),
        button=_("Save"),
        form=forms.QuotaForm,
        run=_set_quota,
        done=SAVED,
    )
)
new_protocol = act_page(
    Act(
        title=_("House rules"),
        button=_("Save"),
        form=forms.ProtocolForm,
        find=_venue,
        run=lambda asked, row, form: set_protocol(
            **who(asked), venue_id=row.id, **form.cleaned_data
        ),
        done=_("From now on they are accepted with each booking."),
    )
)
