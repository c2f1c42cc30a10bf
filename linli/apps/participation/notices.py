"""What people are told about their sign-up, in sentences that can be read out."""

from django.utils.translation import gettext as _

from linli.apps.participation.choices import State
from linli.apps.participation.models import Participation
from linli.kernel import clock
from linli.kernel.outbox.kinds import Words, notice_kind
from linli.kernel.outbox.models import Notice


def _row(notice: Notice) -> Participation | None:
    if notice.subject_id is None:
        return None
    rows = Participation.objects.filter(
        community_id=notice.community_id, id=notice.subject_id
    ).select_related("gathering__community", "subject")
    return rows.first()


def _words(notice: Notice, row: Participation, text: str) -> Words:
    home = row.gathering.community
    facts = {
        "community": home.name,
        "what": row.gathering.title,
        "name": row.subject.name,
        "when": _moment(row.gathering.starts_at, row),
        "until": _moment(row.held_until, row) if row.held_until else "",
    }
    return Words(
        subject=_("About “%(what)s”") % facts,
        text=text % facts,
        link=f"/c/{home.slug}/activities/",
    )


def _moment(moment: object, row: Participation) -> str:
    local = clock.local(moment, row.gathering.community)  # type: ignore[arg-type]  # a datetime
    return f"{local:%Y-%m-%d %H:%M}"


def _while(state: str, text: str, notice: Notice) -> Words | None:
    """Only while it is still so: nobody is told what is no longer true."""
    row = _row(notice)
    if row is None or row.state != state:
        return None
    return _words(notice, row, text)


@notice_kind("participation.confirmed")
def words_of_seat(notice: Notice) -> Words | None:
    text = _("%(community)s: a place is free. %(name)s takes part in “%(what)s”, %(when)s.")
    return _while(State.CONFIRMED, text, notice)


@notice_kind("participation.offered")
def words_of_offer(notice: Notice) -> Words | None:
    text = _(
        "%(community)s: a place in “%(what)s”, %(when)s, is free for %(name)s. "
        "Please tell us before %(until)s whether you take it."
    )
    return _while(State.OFFERED, text, notice)


@notice_kind("participation.pending_consent")
def words_of_consent(notice: Notice) -> Words | None:
    text = _(
        "%(community)s: %(name)s has a place in “%(what)s”, %(when)s, "
        "if the guardian agrees before %(until)s."
    )
    return _while(State.PENDING_CONSENT, text, notice)


@notice_kind("participation.lapsed")
def words_of_lapse(notice: Notice) -> Words | None:
    text = _(
        "%(community)s: the time to answer has passed, the place of %(name)s in “%(what)s” "
        "has gone to the next one. You may sign up again."
    )
    return _while(State.LAPSED, text, notice)


@notice_kind("participation.refused")
def words_of_refusal(notice: Notice) -> Words | None:
    text = _("%(community)s: this time there is no place for %(name)s in “%(what)s”, %(when)s.")
    return _while(State.REFUSED, text, notice)


@notice_kind("participation.cancelled")
def words_of_cancelling(notice: Notice) -> Words | None:
    text = _("%(community)s: “%(what)s”, %(when)s, does not take place. %(name)s was signed up.")
    return _while(State.CANCELLED_BY_HOST, text, notice)


@notice_kind("participation.moved")
def words_of_moving(notice: Notice) -> Words | None:
    row = _row(notice)
    if row is None or row.state in (State.WITHDRAWN, State.LAPSED, State.CANCELLED_BY_HOST):
        return None
    text = _("%(community)s: “%(what)s” was moved and begins now %(when)s. %(name)s is signed up.")
    return _words(notice, row, text)
