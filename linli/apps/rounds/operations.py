"""Opening a round, writing down results, closing it with what was missed."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.places.public import Place
from linli.apps.rounds.choices import (
    CLOSED,
    OPENED,
    RECORDED,
    RESULTS,
    RoundKind,
    RoundState,
    RowState,
)
from linli.apps.rounds.models import Round, RoundRow
from linli.apps.rounds.queries import places_for, row_of
from linli.apps.rounds.rules import OPEN
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record
from linli.kernel.texts import TextError, clean_line

MOST_PLACES = 5000


def _line(raw: str, *, field: str, most: int, least: int = 0) -> str:
    try:
        return clean_line(raw, least=least, most=most)
    except TextError as trouble:
        detail = _("Please write a few words here.")
        if trouble.code == "too_long":
            detail = _("This is too long.")
        raise RuleNotMet(f"{trouble.code}_{field}", detail, field=field, limit=most) from None


@transaction.atomic
def open_round(
    *,
    community: Community,
    actor: Actor,
    question: str,
    due_on: dt.date,
    kind: str = RoundKind.CHECK,
    place_kind: str = "entrance",
    within_id: uuid.UUID | None = None,
    place_ids: Sequence[uuid.UUID] = (),
    found_from: uuid.UUID | None = None,
) -> Round:
    """Ask one question of many places: those named, else all of a kind below `within_id`.

    Raises RuleNotMet `no_places` where there is none, so that a round is never empty.
    """
    require(actor, OPEN, community.id)
    if due_on < clock.today(community):
        raise RuleNotMet("in_the_past", _("The last day lies behind us."), field="due_on")
    if kind not in RoundKind.values:
        raise RuleNotMet("unknown_kind", _("Choose what kind of round it is."), field="kind")
    within = _place(community, within_id)
    places = _places(community, within, place_kind, place_ids)
    row = Round(
        community_id=community.id,
        question=_line(question, field="question", most=200, least=2),
        kind=kind,
        within_id=within.id if within else None,
        due_on=due_on,
        found_from=found_from,
        opened_at=clock.now(),
        opened_by=actor.ref,
        opened_by_name=actor.name,
    )
    row.save(force_insert=True)
    _add_rows(row, places)
    write_record(
        verb=OPENED,
        community_id=community.id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        kind=kind,
        count=len(places),
        due=due_on,
    )
    return row


def _add_rows(round_: Round, places: Sequence[Place]) -> None:
    home = round_.community_id
    RoundRow.objects.bulk_create(
        [
            RoundRow(community_id=home, round_id=round_.id, place_id=each.id, grid_id=each.grid_id)
            for each in places
        ],
        batch_size=500,
    )


def _place(community: Community, place_id: uuid.UUID | None) -> Place | None:
    if place_id is None:
        return None
    found = Place.objects.filter(community_id=community.id, id=place_id).first()
    if found is None:
        raise RuleNotMet("unknown_place", _("This place is not in the register."), field="within")
    return found


def _places(
    community: Community, within: Place | None, kind: str, place_ids: Sequence[uuid.UUID]
) -> list[Place]:
    places = places_for(community, within, kind)
    if place_ids:
        rows = Place.objects.filter(community_id=community.id, closed_on__isnull=True)
        places = list(rows.filter(id__in=place_ids))
    if not places:
        raise RuleNotMet(
            "no_places",
            _("There is no such place in the register. Choose another kind or a wider area."),
            field="place_kind",
        )
    if len(places) > MOST_PLACES:
        raise RuleNotMet(
            "too_many_places",
            _("That is %(count)s places; one round takes %(most)s. Choose an estate.")
            % {"count": len(places), "most": MOST_PLACES},
            field="within",
        )
    return places


@transaction.atomic
def record_result(
    *,
    community: Community,
    actor: Actor,
    row_id: uuid.UUID,
    result: str,
    note: str = "",
    happened_at: dt.datetime | None = None,
) -> RoundRow:
    """What was seen at one place. The same result sent again changes nothing.

    `happened_at` is when somebody stood there: a phone without a net may tell later, also after
    the round was closed, if it was looked at before. A finding and "not needed" say why.
    """
    if result not in RESULTS:
        raise RuleNotMet("unknown_result", _("Choose what you saw."), field="result")
    row, now = row_of(community, actor, row_id), clock.now()
    seen = happened_at or now
    _check_moment(row.round, seen, now)
    least = 0 if result == RowState.FINE else 2
    said = _line(note, field="note", most=500, least=least)
    late = clock.local(seen, community).date() > row.round.due_on
    rows = RoundRow.objects.filter(community_id=community.id, id=row.id)
    done = rows.filter(state__in=[RowState.OPEN, RowState.MISSED]).update(
        state=result,
        note=said,
        by=actor.ref,
        by_name=actor.name,
        happened_at=seen,
        written_at=now,
        late=late,
    )
    if not done:
        return _again(row, actor, result)
    write_record(
        verb=RECORDED,
        community_id=community.id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        happened_at=seen,
        round=row.round_id,
        result=result,
        place=row.place_id,
        late=late,
    )
    row.refresh_from_db()
    return row


def _check_moment(round_: Round, seen: dt.datetime, now: dt.datetime) -> None:
    if seen > now:
        raise RuleNotMet("in_the_future", _("This moment has not come yet."), field="happened_at")
    if seen < round_.opened_at:
        raise RuleNotMet(
            "before_the_round", _("This was before the round began."), field="happened_at"
        )
    if round_.closed_at is not None and seen >= round_.closed_at:
        raise Conflict("round_closed", _("This round is closed; what was missed stays missed."))


def _again(row: RoundRow, actor: Actor, result: str) -> RoundRow:
    if row.by == actor.ref and row.state == result:
        return row
    raise Conflict(
        "result_known",
        _("Somebody has written down a result for this place. Look at the page again."),
        state=row.state,
    )


@transaction.atomic
def close_round(*, community: Community, actor: Actor, round_id: uuid.UUID) -> Round:
    """Close it. Places nobody looked at are missed, by name, and stay so."""
    require(actor, OPEN, community.id)
    rows = Round.objects.filter(community_id=community.id, id=round_id)
    row = rows.first()
    if row is None:
        raise NotSeen()
    now = clock.now()
    if not rows.filter(state=RoundState.OPEN).update(state=RoundState.CLOSED, closed_at=now):
        raise Conflict("round_closed", _("This round is closed; what was missed stays missed."))
    places = RoundRow.objects.filter(community_id=community.id, round_id=round_id)
    missed = places.filter(state=RowState.OPEN).update(state=RowState.MISSED)
    write_record(
        verb=CLOSED,
        community_id=community.id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        missed=missed,
        findings=places.filter(state=RowState.FINDING).count(),
        count=places.count(),
    )
    row.state, row.closed_at = RoundState.CLOSED, now
    return row
