"""How a date and a sign-up are told in a word, with tone and sign; never by colour alone."""

import datetime as dt

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.apps.activities.queries.own import Ticket
from linli.apps.activities.queries.showing import Line
from linli.apps.participation.public import Audience, Gathering, GatheringState, State
from linli.web import dates

Said = tuple[str | Promise, str, str]
FEW = 5


def date_state(line: Line, now: dt.datetime) -> Said:
    gathering = line.session.gathering
    if gathering.state == GatheringState.CANCELLED:
        return _("cancelled"), "bad", "alert"
    if line.session.ends_at <= now:
        return _past(gathering)
    if not line.activity.needs_sign_up:
        return _("just come"), "good", "check"
    if gathering.state == GatheringState.PLANNED:
        return _("not announced yet"), "idle", "edit"
    return _window(line, line.seats, now)


def _past(gathering: Gathering) -> Said:
    if not gathering.held:
        return _("over"), "idle", "clock"
    count = gathering.person_times
    return (
        ngettext("%(n)s person came", "%(n)s person-times", count) % {"n": count},
        "info",
        "users",
    )


def _window(line: Line, gathering: Gathering, now: dt.datetime) -> Said:
    if gathering.opens_at is not None and now < gathering.opens_at:
        return _("from %(when)s") % {"when": dates.moment(gathering.opens_at)}, "idle", "clock"
    if gathering.closes_at is not None and now >= gathering.closes_at:
        return _("signing up has ended"), "idle", "lock"
    return _seats(line, gathering)


def _seats(line: Line, gathering: Gathering) -> Said:
    free = gathering.free
    if gathering.mode == "lottery":
        return _("by lot"), "info", "star"
    if free is None:
        return _("places free"), "good", "check"
    if free == 0 and line.waiting:
        count = line.waiting
        return (
            ngettext("full, %(n)s waits", "full, %(n)s wait", count) % {"n": count},
            "warn",
            "users",
        )
    if free == 0:
        return _("full, waiting list open"), "warn", "users"
    tone = "warn" if free <= FEW else "good"
    return ngettext("%(n)s place left", "%(n)s places left", free) % {"n": free}, tone, "check"


TICKETS: dict[str, tuple[str, str]] = {
    State.REQUESTED: ("info", "clock"),
    State.PENDING_CONSENT: ("warn", "hand"),
    State.WAITLISTED: ("warn", "users"),
    State.OFFERED: ("warn", "star"),
    State.CONFIRMED: ("good", "check"),
    State.LOOKING_FOR_STANDIN: ("warn", "users"),
    State.ATTENDED: ("good", "check"),
    State.CANCELLED_BY_HOST: ("bad", "alert"),
}


def ticket_state(ticket: Ticket) -> Said:
    tone, sign = TICKETS.get(ticket.row.state, ("idle", "clock"))
    if ticket.position is not None:
        return _("waiting list, no. %(n)s") % {"n": ticket.position}, tone, sign
    return ticket.row.get_state_display(), tone, sign


def audience_words(gathering: Gathering) -> str:
    """Who may come, in one sentence part."""
    words = [] if gathering.audience == Audience.EVERYONE else [gathering.get_audience_display()]
    low, high = gathering.age_from, gathering.age_to
    if low is not None and high is not None:
        words.append(_("%(low)s to %(high)s years old") % {"low": low, "high": high})
    elif low is not None:
        words.append(_("%(low)s years and older") % {"low": low})
    elif high is not None:
        words.append(_("up to %(high)s years old") % {"high": high})
    joined = _(", ").join(str(word) for word in words)
    return joined or _("everybody")


def when(line: Line) -> str:
    """Day, from and to; the second day where it ends on another."""
    session = line.session
    begin = dates.moment(session.starts_at)
    return f"{begin}–{dates.clock_time(session.ends_at)}"
