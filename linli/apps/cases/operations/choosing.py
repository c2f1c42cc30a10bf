"""What a community chooses for itself: policies and hours; and the calendar of a year."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import VERBS
from linli.apps.cases.operations.recomputing import recompute_provisional
from linli.apps.cases.operations.wording import line
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.calendar import CalendarDay, CalendarYear, OfficeHours
from linli.kernel.community import Community, CommunityKind
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.policies import KINDS, Policy
from linli.kernel.records.writing import write_record
from linli.kernel.worktime import Calendar


def _of_community(community: Community, actor: Actor, verb: str, **payload: Any) -> None:
    write_record(
        verb=VERBS[verb],
        community_id=community.id,
        object_kind="kernel.community",
        object_id=uuid.uuid5(uuid.NAMESPACE_URL, f"community:{community.id}"),
        actor=actor,
        **payload,
    )


@transaction.atomic
def choose_policy(
    *,
    community: Community,
    actor: Actor,
    key: str,
    value: Any,
    effective_from: dt.date,
    source: str,
) -> Policy:
    """A new value from a day on, with its source; what was done before keeps what held then."""
    require(actor, "cases.choose_policies", community.id)
    kind = KINDS.get(key)
    if kind is None:
        raise NotSeen("policy_not_found", _("There is no such rule to choose."))
    if effective_from < clock.today(community):
        raise RuleNotMet(
            "in_the_past", _("A rule holds from today on, or from a later day."), field="from"
        )
    _check_value(kind.low, kind.high, value)
    said = line(source, field="source", most=200, least=2)
    rows = Policy.objects.filter(community_id=community.id, key=key, effective_from=effective_from)
    if rows.exists():
        raise Conflict("chosen_already", _("A value from this very day is written already."))
    row = Policy(
        community_id=community.id,
        key=key,
        effective_from=effective_from,
        value=value,
        source=said,
        approved_by=actor.ref,
        written_at=clock.now(),
    )
    row.save(force_insert=True)
    write_record(
        verb=VERBS["policy"],
        community_id=community.id,
        obj=row,
        actor=actor,
        why=key,
        due=effective_from.isoformat(),
    )
    return row


def _check_value(low: float | None, high: float | None, value: Any) -> None:
    if not isinstance(value, int | float):
        return
    if (low is not None and value < low) or (high is not None and value > high):
        raise RuleNotMet(
            "out_of_bounds",
            _("Choose a number from %(low)s to %(high)s.") % {"low": low, "high": high},
            field="value",
        )


@transaction.atomic
def choose_hours(
    *,
    community: Community,
    actor: Actor,
    effective_from: dt.date,
    intervals: list[tuple[dt.time, dt.time]],
) -> OfficeHours:
    """Daily working hours from a day on."""
    require(actor, "cases.choose_policies", community.id)
    try:
        Calendar(hours=tuple(intervals))
    except ValueError:
        raise RuleNotMet(
            "bad_hours",
            _("Hours are one or two intervals in order, each ending later than it begins."),
            field="morning_from",
        ) from None
    if effective_from < clock.today(community):
        raise RuleNotMet(
            "in_the_past", _("A rule holds from today on, or from a later day."), field="from"
        )
    rows = OfficeHours.objects.filter(community_id=community.id, effective_from=effective_from)
    if rows.exists():
        raise Conflict("chosen_already", _("A value from this very day is written already."))
    spans = [[f"{a:%H:%M}", f"{b:%H:%M}"] for a, b in intervals]
    row = OfficeHours(community_id=community.id, effective_from=effective_from, intervals=spans)
    row.save(force_insert=True)
    _of_community(community, actor, "hours", due=effective_from.isoformat())
    return row


def enter_year(
    *,
    community: Community,
    actor: Actor,
    year: int,
    source: str,
    free: dict[dt.date, str],
    worked: dict[dt.date, str],
) -> int:
    """The year's notice of the State Council: days off and make-up days, once and for all.

    Deadlines that rested on a guess are reckoned anew in every community; how many moved.
    """
    require(actor, "cases.edit_calendar", community.id)
    said = line(source, field="source", most=120, least=4)
    days = {**free, **worked}
    if set(free) & set(worked):
        raise RuleNotMet("day_twice", _("One day cannot be both off and worked."), field="worked")
    if any(day.year != year for day in days):
        raise RuleNotMet(
            "other_year",
            _("All days must lie in the year %(year)s.") % {"year": year},
            field="free",
        )
    if not free:
        raise RuleNotMet("missing_days", _("Enter the days off of the year."), field="free")
    _write_year(community, actor, year, said, free, worked)
    homes = Community.objects.filter(kind=CommunityKind.COMMUNITY)
    return sum(recompute_provisional(community=home, actor=actor) for home in homes)


@transaction.atomic
def _write_year(
    community: Community,
    actor: Actor,
    year: int,
    source: str,
    free: dict[dt.date, str],
    worked: dict[dt.date, str],
) -> None:
    if CalendarYear.objects.filter(year=year).exists():
        raise Conflict("year_known", _("The calendar of this year has been entered."), year=year)
    rows = [CalendarDay(date=day, is_workday=False, note=note[:60]) for day, note in free.items()]
    rows += [CalendarDay(date=day, is_workday=True, note=note[:60]) for day, note in worked.items()]
    CalendarDay.objects.bulk_create(rows, ignore_conflicts=True)
    CalendarYear(year=year, source=source).save(force_insert=True)
    _of_community(community, actor, "year", count=len(rows), why=str(year))
