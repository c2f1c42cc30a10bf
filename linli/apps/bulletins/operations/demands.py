"""Filing a demand, matching it with what is counted already, handing it in, ending it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.bulletins import choices as verbs
from linli.apps.bulletins.choices import DemandKind, DemandRhythm
from linli.apps.bulletins.models import Demand, DemandAnswer, DemandSource
from linli.apps.bulletins.rules.upward import KEEP_DEMANDS
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.dated import end_row
from linli.kernel.errors import NotSeen, RuleNotMet
from linli.kernel.measures import MEASURES
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record
from linli.kernel.wording import line, once, paragraphs, word

MOST_HOURS = Decimal(10_000)


@transaction.atomic
def file_demand(
    *,
    community: Community,
    actor: Actor,
    title: str,
    from_whom: str,
    kind: str,
    rhythm: str,
    hours: Decimal,
    deadline: str = "",
    basis: str = "",
    asks: str = "",
    since: dt.date | None = None,
    measures: Sequence[str] = (),
) -> Demand:
    """Write down what is asked, how often, on what basis and what it costs each time."""
    require(actor, KEEP_DEMANDS, community.id)
    row = Demand(
        community_id=community.id,
        title=line("title", title, 120, least=2),
        from_whom=line("from_whom", from_whom, 80, least=2),
        kind=word("kind", kind, DemandKind),
        rhythm=word("rhythm", rhythm, DemandRhythm),
        deadline=line("deadline", deadline, 60),
        basis=line("basis", basis, 200),
        asks=paragraphs("asks", asks, 4000),
        hours=_hours(hours),
        since=since or clock.today(community),
        written_by=actor.ref,
        written_at=clock.now(),
    )
    with once("demand_exists", _("This demand is in the register already.")):
        row.save(force_insert=True)
    _tell(verbs.DEMANDED, row, actor, kind=kind, rhythm=rhythm, hours=str(row.hours))
    if measures:
        _match(row, actor, measures)
    return row


def _hours(hours: Decimal) -> Decimal:
    if not 0 <= hours <= MOST_HOURS:
        raise RuleNotMet("out_of_range", _("Give the hours it takes."), field="hours")
    return hours.quantize(Decimal("0.1"))


def take_demand(community: Community, actor: Actor, demand_id: uuid.UUID) -> Demand:
    require(actor, KEEP_DEMANDS, community.id)
    found = Demand.objects.filter(community_id=community.id, id=demand_id).first()
    if found is None:
        raise NotSeen("not_found", _("There is nothing here, or nothing you can see."))
    return found


@transaction.atomic
def match_demand(
    *, community: Community, actor: Actor, demand_id: uuid.UUID, measures: Sequence[str]
) -> Demand:
    """Say which numbers of the records answer it already; said again, it adds."""
    row = take_demand(community, actor, demand_id)
    _match(row, actor, measures)
    return row


def _match(row: Demand, actor: Actor, measures: Sequence[str]) -> None:
    unknown = [key for key in measures if key not in MEASURES]
    if unknown:
        detail = _("There is no such number.")
        raise RuleNotMet("measure_not_found", detail, field="measures")
    rows = [
        DemandSource(community_id=row.community_id, demand=row, measure=key) for key in measures
    ]
    DemandSource.objects.bulk_create(rows, ignore_conflicts=True)
    _tell(verbs.DEMAND_MATCHED, row, actor, measures=sorted(measures))


@transaction.atomic
def answer_demand(
    *,
    community: Community,
    actor: Actor,
    demand_id: uuid.UUID,
    hours: Decimal,
    handed_in_on: dt.date | None = None,
    note: str = "",
) -> DemandAnswer:
    """It was handed in, and took so long."""
    row, today = take_demand(community, actor, demand_id), clock.today(community)
    day = handed_in_on or today
    if day > today:
        detail = _("This day has not come yet.")
        raise RuleNotMet("in_the_future", detail, field="handed_in_on")
    answer = DemandAnswer(
        community_id=community.id,
        demand=row,
        handed_in_on=day,
        hours=_hours(hours),
        note=line("note", note, 200),
        by=actor.ref,
        by_name=actor.name,
        written_at=clock.now(),
    )
    answer.save(force_insert=True)
    told = {"answer": answer.id, "on": day, "hours": str(answer.hours)}
    _tell(verbs.DEMAND_ANSWERED, row, actor, **told)
    return answer


@transaction.atomic
def end_demand(
    *,
    community: Community,
    actor: Actor,
    demand_id: uuid.UUID,
    reason: str,
    until: dt.date | None = None,
) -> Demand:
    """It is asked no longer: given up, joined with another, or past."""
    row = take_demand(community, actor, demand_id)
    said = line("reason", reason, 200, least=2)
    end_row(row, until or clock.today(community), ended_reason=said)
    _tell(verbs.DEMAND_ENDED, row, actor, until=row.until)
    return row


def _tell(verb: str, row: Any, actor: Actor, **payload: Any) -> None:
    write_record(
        verb=verb,
        community_id=row.community_id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        **payload,
    )
