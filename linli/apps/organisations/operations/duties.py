"""Making responsible, relieving, handing over. Nothing here edits a row that was written."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.choices import UNIT_ROLES, DutyRole, EndReason
from linli.apps.organisations.models import Organisation, Responsibility
from linli.apps.organisations.operations import verbs
from linli.apps.organisations.operations.ground import begins, check, end_row, line, once, word
from linli.apps.people.public import Person
from linli.apps.places.public import Grid, Place
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet
from linli.kernel.records.writing import write_record

ALREADY = _("This person already holds that duty there.")
OF_GRIDS = (DutyRole.GRID_HEAD, DutyRole.DEPUTY, DutyRole.GRID_WORKER)
OF_PLACES = (DutyRole.BUILDING_HEAD, DutyRole.ENTRANCE_HEAD, DutyRole.PLOT)


@transaction.atomic
def make_responsible(
    *,
    community: Community,
    actor: Actor,
    role: str,
    grid: Grid | None = None,
    place: Place | None = None,
    person: Person | None = None,
    organisation: Organisation | None = None,
    display_name: str = "",
    public_phone: str = "",
    line_of_work: str = "",
    profession: str = "",
    service_hours: str = "",
    duty_text: str = "",
    full_time: bool = False,
    public: bool = True,
    since: dt.date | None = None,
) -> Responsibility:
    """From `since` on, this person or unit answers for the grid, the place or, with neither,
    for the whole community in its line.
    """
    check(actor, community, grid, place, person)
    role = word("role", role, DutyRole)
    check_area(role, grid, place, organisation)
    name = display_name or (person.name if person else organisation.called if organisation else "")
    row = Responsibility(
        community=community,
        role=role,
        grid=grid,
        place=place,
        person=person,
        organisation=organisation,
        display_name=line("display_name", name, 60, least=1),
        public_phone=line("public_phone", public_phone, 40),
        line=line("line", line_of_work, 40),
        profession=line("profession", profession, 60),
        service_hours=line("service_hours", service_hours, 120),
        duty_text=line("duty_text", duty_text, 200),
        full_time=full_time,
        public=public,
        since=begins(community, since),
        written_at=clock.now(),
    )
    with once("duty_exists", ALREADY):
        row.save(force_insert=True)
    write_made_responsible(row, actor)
    return row


def write_made_responsible(row: Responsibility, actor: Actor) -> None:
    write_record(
        verb=verbs.MADE_RESPONSIBLE,
        community_id=row.community_id,
        obj=row,
        actor=actor,
        subject=row.person_id,
        role=row.role,
        grid=row.grid_id,
        place=row.place_id,
        organisation=row.organisation_id,
        since=row.since,
    )


def check_area(
    role: str, grid: Grid | None, place: Place | None, organisation: Organisation | None
) -> None:
    if role in OF_GRIDS and grid is None:
        raise RuleNotMet("grid_needed", _("Say for which grid."), field="grid")
    if role in OF_PLACES and place is None:
        raise RuleNotMet("place_needed", _("Say for which building or place."), field="place")
    if role in UNIT_ROLES and organisation is None:
        raise RuleNotMet("unit_needed", _("Say which unit answers for it."), field="organisation")
    if grid is not None and place is not None:
        raise RuleNotMet(
            "one_area", _("Choose a grid or a place; for both, write two duties."), field="place"
        )


@transaction.atomic
def relieve(
    *,
    actor: Actor,
    responsibility: Responsibility,
    reason: str,
    until: dt.date | None = None,
) -> None:
    """The duty ends after `until`. A row written by mistake answers no question any more."""
    community = responsibility.community
    check(actor, community)
    reason = word("reason", reason, EndReason)
    end_row(
        responsibility,
        until or max(clock.today(community), responsibility.since),
        ended_reason=reason,
        ended_at=clock.now(),
    )
    responsibility.ended_reason = reason
    write_record(
        verb=verbs.RELIEVED,
        community_id=community.id,
        obj=responsibility,
        actor=actor,
        subject=responsibility.person_id,
        role=responsibility.role,
        grid=responsibility.grid_id,
        place=responsibility.place_id,
        until=responsibility.until,
        reason=reason,
    )


@transaction.atomic
def hand_over_responsibility(
    *,
    actor: Actor,
    responsibility: Responsibility,
    on: dt.date | None = None,
    person: Person | None = None,
    display_name: str = "",
    public_phone: str = "",
    reason: str = EndReason.HANDED_OVER,
) -> Responsibility:
    """From `on` the successor answers; the day before is the predecessor's last. No day is
    without anybody, and none has two.
    """
    community = responsibility.community
    check(actor, community, person)
    reason = word("reason", reason, EndReason)
    day = on or clock.today(community)
    if day <= responsibility.since:
        raise RuleNotMet(
            "hand_over_too_early",
            _("This duty began on %(day)s; it can be handed over from the day after.")
            % {"day": responsibility.since},
            field="on",
        )
    end_row(responsibility, day - dt.timedelta(days=1), ended_reason=reason, ended_at=clock.now())
    follower = succeed(responsibility, day, person, display_name, public_phone)
    with once("duty_exists", ALREADY):
        follower.save(force_insert=True)
    link(responsibility, follower.id)
    write_record(
        verb=verbs.HANDED_OVER,
        community_id=community.id,
        obj=responsibility,
        actor=actor,
        subject=follower.person_id,
        role=follower.role,
        grid=follower.grid_id,
        place=follower.place_id,
        on=day,
        successor=follower.id,
        reason=reason,
    )
    return follower


def succeed(
    old: Responsibility, day: dt.date, person: Person | None, name: str, phone: str
) -> Responsibility:
    called = name or (person.name if person else "")
    return Responsibility(
        community_id=old.community_id,
        role=old.role,
        grid_id=old.grid_id,
        place_id=old.place_id,
        organisation_id=old.organisation_id,
        person=person,
        display_name=line("display_name", called, 60, least=1),
        public_phone=line("public_phone", phone, 40) or old.public_phone,
        line=old.line,
        profession=old.profession,
        service_hours=old.service_hours,
        duty_text=old.duty_text,
        full_time=old.full_time,
        public=old.public,
        since=day,
        written_at=clock.now(),
    )


def link(old: Responsibility, successor_id: uuid.UUID) -> None:
    Responsibility.objects.filter(community_id=old.community_id, id=old.id).update(
        successor_id=successor_id
    )
