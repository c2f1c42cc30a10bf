"""Halls with their meetings and resolutions, help groups, lines of responsibility."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import Any

from linli.apps.care.public import form_help_group
from linli.apps.halls.public import (
    Commitment,
    Hall,
    Meeting,
    Resolution,
    add_side,
    adopt_resolution,
    call_meeting,
    confirm_resolution,
    hold_meeting,
    make_commitment,
    open_hall,
    settle_commitment,
)
from linli.apps.organisations.public import make_responsible
from linli.demo import council as content
from linli.demo.loading.context import SYSTEM, Loading
from linli.demo.loading.timeline import Act
from linli.demo.programme import Programme, at_hour

OF_GRIDS = frozenset({"grid_head", "deputy", "grid_worker"})
HALL_HOUR, GROUP_HOUR, KEPT_HOUR = dt.time(10, 20), dt.time(10, 40), dt.time(17, 0)
CALLED_BEFORE = dt.timedelta(days=6)
MEETS_FOR = dt.timedelta(minutes=100)


def acts(loading: Loading, programme: Programme) -> Iterator[Act]:
    for hall in programme.halls:
        yield from _hall(loading, hall)
    for group in programme.help_groups:
        yield Act(loading.moment(group.since, GROUP_HOUR), partial(_help, loading, group))
    for line in programme.lines:
        yield Act(loading.moment(line.since, HALL_HOUR), partial(_line, loading, line))


def _hall(loading: Loading, hall: content.Hall) -> Iterator[Act]:
    yield Act(loading.moment(hall.since, HALL_HOUR), partial(_open, loading, hall))
    for meeting in hall.meetings:
        starts = loading.local(at_hour(meeting.day, meeting.hour))
        called = loading.moment((starts - CALLED_BEFORE).date(), HALL_HOUR)
        yield Act(called, partial(_call, loading, hall, meeting, starts))
        yield Act(starts + MEETS_FOR, partial(_hold, loading, hall, meeting))
        if meeting.resolution is not None:
            yield from _kept(loading, meeting.resolution)


def _kept(loading: Loading, resolution: content.Resolution) -> Iterator[Act]:
    for promise in resolution.promises:
        if promise.done_on:
            at = loading.moment(promise.done_on, KEPT_HOUR)
            yield Act(at, partial(_settle, loading, resolution, promise))
    if resolution.confirmed_on:
        at = loading.moment(resolution.confirmed_on, KEPT_HOUR)
        yield Act(at, partial(_confirm, loading, resolution))


def _open(loading: Loading, hall: content.Hall) -> None:
    made = open_hall(
        community=loading.home,
        actor=SYSTEM,
        name=hall.name,
        kind=hall.kind,
        rules=hall.rules,
        since=max(hall.since, loading.opened),
    )
    for side in hall.sides:
        add_side(
            community=loading.home,
            actor=SYSTEM,
            hall_id=made.id,
            kind=side.kind,
            display_name=side.name,
            seats=side.seats,
        )


def _row(loading: Loading, hall: content.Hall) -> Hall:
    return Hall.objects.get(community_id=loading.home.id, name=hall.name)


def _call(
    loading: Loading, hall: content.Hall, meeting: content.Meeting, starts: dt.datetime
) -> None:
    call_meeting(
        community=loading.home,
        actor=SYSTEM,
        hall_id=_row(loading, hall).id,
        agenda=meeting.agenda,
        meets_at=starts,
        where=meeting.where,
    )


def _hold(loading: Loading, hall: content.Hall, meeting: content.Meeting) -> None:
    home = loading.home
    rows = Meeting.objects.filter(community_id=home.id, hall_id=_row(loading, hall).id)
    held = hold_meeting(
        community=home,
        actor=SYSTEM,
        meeting_id=rows.latest("meets_at").id,
        minutes=meeting.minutes,
        present=meeting.present,
    )
    if meeting.resolution is not None:
        _adopt(loading, held, meeting.resolution)


def _adopt(loading: Loading, meeting: Meeting, resolution: content.Resolution) -> None:
    home = loading.home
    made = adopt_resolution(
        community=home,
        actor=SYSTEM,
        hall_id=meeting.hall_id,
        title=resolution.title,
        text=resolution.text,
        tag=resolution.tag,
        raised_by=resolution.raised_by,
        meeting=meeting,
        signers=resolution.signers,
    )
    for promise in resolution.promises:
        make_commitment(
            community=home,
            actor=SYSTEM,
            resolution_id=made.id,
            what=promise.what,
            who=promise.who,
            due_on=promise.due_on,
        )


def _settle(loading: Loading, resolution: content.Resolution, promise: content.Promise) -> None:
    row = Commitment.objects.get(
        community_id=loading.home.id, resolution__title=resolution.title, what=promise.what
    )
    settle_commitment(
        community=loading.home, actor=SYSTEM, commitment_id=row.id, evidence=promise.evidence
    )


def _confirm(loading: Loading, resolution: content.Resolution) -> None:
    row = Resolution.objects.get(community_id=loading.home.id, title=resolution.title)
    confirm_resolution(
        community=loading.home,
        actor=SYSTEM,
        resolution_id=row.id,
        confirmed_by=resolution.raised_by,
    )


def _help(loading: Loading, group: content.HelpGroup) -> None:
    ground = loading.ground
    home = ground.lived_in(group.estate, group.building, group.entrance, group.number)
    known = [one for one in ground.members(home) if loading.known(one) is not None]
    if not known:
        return
    eldest = min(known, key=lambda one: one.birth_date)
    form_help_group(
        community=loading.home,
        actor=SYSTEM,
        person=loading.person(eldest),
        purpose=group.purpose,
        helpers={helper.role: helper.name for helper in group.helpers},
    )


def _area(loading: Loading, role: str, place: str) -> dict[str, Any]:
    """A grid for those who answer for grids, else the place itself."""
    found = loading.needed_place(place)
    if role not in OF_GRIDS:
        return {"place": found}
    return {"grid": next(iter(loading.grids.values()))}


def _line(loading: Loading, line: content.Line) -> None:
    for rung in line.rungs:
        make_responsible(
            community=loading.home,
            actor=SYSTEM,
            role=rung.role,
            **_area(loading, rung.role, line.place),
            organisation=loading.unit(rung.unit) if rung.unit else None,
            display_name=rung.name,
            line_of_work=line.name,
            duty_text=rung.duty,
            public_phone=loading.pack.office.supervision_telephone,
        )
