"""A matter comes in, by any channel, in one's own name, for another, or without a name."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import (
    FOUND_BY_US,
    VERBS,
    CaseState,
    Channel,
    ClockName,
    FoundBy,
    Level,
    Source,
    StepReach,
)
from linli.apps.cases.models import Case, Step
from linli.apps.cases.operations.disputes.opening import ensure_dispute
from linli.apps.cases.operations.numbering import new_query_code, next_number
from linli.apps.cases.operations.placing import Spot, find_spot
from linli.apps.cases.operations.reporting import ReporterGiven, make_reporter
from linli.apps.cases.operations.timing import begin_round, set_ladder
from linli.apps.cases.operations.wording import LONGEST_TEXT, checked_answers, line, words
from linli.apps.cases.queries.catalogue import type_for
from linli.apps.cases.queries.clocks import calendar_for
from linli.kernel import clock
from linli.kernel.access.actor import Actor, Role
from linli.kernel.access.permissions import require
from linli.kernel.bigrams import index_text
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet
from linli.kernel.idempotency import Outcome, once
from linli.kernel.outbox.sending import notify
from linli.kernel.records.models import Record
from linli.kernel.records.writing import write_record

OPEN_SOURCES = (Source.RESIDENT, Source.PROGRAM)


@dataclass(frozen=True)
class NewCase:
    """What is known when a matter comes in; only `text` (or a title) is a must."""

    text: str = ""
    title: str = ""
    type_code: str = ""
    source: str = Source.RESIDENT
    place_id: uuid.UUID | None = None
    place_words: str = ""
    grid_id: uuid.UUID | None = None
    asset_id: uuid.UUID | None = None
    longitude: float | None = None
    latitude: float | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    happened_at: dt.datetime | None = None
    public: bool = True


@transaction.atomic
def register_case(
    *,
    community: Community,
    actor: Actor,
    new: NewCase,
    reporter: ReporterGiven | None = None,
) -> Case:
    """Write down a matter; its response clock runs from now. Returns the case with its codes.

    `reporter` None: found by ourselves, nobody to be told. Raises RuleNotMet for words that
    cannot be kept, NotAllowed for a channel that is for staff only.
    """
    require(actor, "cases.register", community.id)
    if new.source not in Source.values:
        raise RuleNotMet("unknown_source", _("This way of reporting is not known."), field="source")
    if new.source not in OPEN_SOURCES or (reporter is not None and reporter.by_staff):
        require(actor, "cases.register_for_others", community.id)
    if reporter is not None and reporter.anonymous:
        actor = Actor(ref="anon")
    now = clock.now()
    case = _build(community, actor, new, reporter, now)
    calendar = calendar_for(community, now)
    round_ = begin_round(community, case, start=now, resolution=False, calendar=calendar)
    case.save(force_insert=True)
    row = None
    if reporter is not None:
        row = make_reporter(community, actor, case, reporter, now)
    record = _first_step(community, actor, case, reporter, now)
    ensure_dispute(case, actor)
    if row is not None and row.email_cipher and row.channel == Channel.LINK:
        notify(
            community_id=community.id,
            event_id=record.id,
            kind="cases.step",
            recipient=f"reporter:{row.id}",
            channel="email",
            subject_id=case.id,
        )
    set_ladder(community, case, round_, ClockName.RESPONSE, raised=set(), calendar=calendar)
    return case


def register_case_once(
    *,
    community: Community,
    actor: Actor,
    key: str,
    body: Any,
    new: NewCase,
    reporter: ReporterGiven | None = None,
    answer: Callable[[Case], dict[str, Any]] | None = None,
    device: str = "",
) -> Outcome:
    """`register_case` behind a client key: a repeated submission gets the first answer again.

    `device` tells apart visitors who are not signed in. Same key, other body: Conflict.
    """
    say = answer or summary

    def act() -> Outcome:
        case = register_case(community=community, actor=actor, new=new, reporter=reporter)
        return 201, say(case)

    return once(
        community_id=community.id,
        actor=device or actor.ref,
        route="cases.register",
        key=key,
        body=body if body is not None else {"new": asdict(new)},
        act=act,
    )


def summary(case: Case) -> dict[str, Any]:
    return {
        "id": str(case.id),
        "number": case.number,
        "query_code": case.query_code,
        "state": case.state,
    }


def _build(
    community: Community,
    actor: Actor,
    new: NewCase,
    reporter: ReporterGiven | None,
    now: dt.datetime,
) -> Case:
    text = words(new.text, field="text", most=LONGEST_TEXT)
    title = line(new.title, field="title", most=80)
    if not (text or title):
        raise RuleNotMet("missing_text", _("Please say in a few words what it is."), field="text")
    kind = type_for(community, new.type_code, f"{title} {text}")
    spot = find_spot(community, new.place_id, new.grid_id, new.asset_id)
    place_words = line(new.place_words, field="place_words", most=200)
    happened = new.happened_at or now
    if happened > now:
        raise RuleNotMet(
            "in_the_future", _("What has not happened yet cannot be reported."), field="happened_at"
        )
    number = next_number(community, now)
    staff = actor.has_role(community.id, *Role.STAFF)
    return Case(
        community_id=community.id,
        number=number,
        query_code=new_query_code(community),
        source=new.source,
        found_by=_found_by(new.source, reporter),
        type=kind,
        title=title,
        text=text,
        answers=checked_answers(kind.questions, new.answers),
        place_id=spot.place_id,
        place_words=place_words,
        grid_id=spot.grid_id,
        asset_id=spot.asset_id,
        **_point(new),
        state=CaseState.REGISTERED,
        level=_first_level(community, actor, spot),
        public=kind.public and new.public and not kind.confidential,
        confidential=kind.confidential,
        first_receiver=actor.ref if staff else "",
        first_receiver_name=actor.name if staff else "",
        registered_by=actor.ref,
        happened_at=happened,
        registered_at=now,
        changed_at=now,
        search=search_text(number, title, text, place_words, spot),
    )


def _point(new: NewCase) -> dict[str, float | None]:
    lon, lat = new.longitude, new.latitude
    if lon is None or lat is None:
        return {"longitude": None, "latitude": None}
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise RuleNotMet("point_not_on_earth", _("This point is not on the map."), field="point")
    return {"longitude": lon, "latitude": lat}


def _found_by(source: str, reporter: ReporterGiven | None) -> str:
    return FoundBy.US if source in FOUND_BY_US and reporter is None else FoundBy.COMPLAINT


def _first_level(community: Community, actor: Actor, spot: Spot) -> str:
    """A matter begins in its grid, unless the committee itself took it or no grid is known."""
    if actor.has_role(community.id, Role.COMMITTEE, Role.CHIEF):
        return Level.COMMUNITY
    if actor.has_role(community.id, Role.GRID_WORKER) or spot.grid_id is not None:
        return Level.GRID
    return Level.COMMUNITY


def search_text(number: str, title: str, text: str, place_words: str, spot: Spot) -> str:
    return f" {number.lower()} {index_text(title, text, place_words, spot.name)} "


def _first_step(
    community: Community,
    actor: Actor,
    case: Case,
    reporter: ReporterGiven | None,
    now: dt.datetime,
) -> Record:
    record = write_record(
        verb=VERBS["register"],
        community_id=community.id,
        obj=case,
        actor=actor,
        subject=reporter.person_id if reporter and not reporter.anonymous else None,
        basis=reporter.basis if reporter else "duty",
        happened_at=case.happened_at,
        number=case.number,
        type=case.type.code,
        source=case.source,
        state=case.state,
        level=case.level,
        grid=case.grid_id,
    )
    Step(
        community_id=community.id,
        case_id=case.id,
        kind="register",
        state=case.state,
        reach=StepReach.PUBLIC,
        by=actor.ref,
        by_name=actor.name if actor.has_role(community.id, *Role.STAFF) else "",
        happened_at=now,
        record=record.id,
        extra={"source": case.source},
    ).save(force_insert=True)
    return record
