"""The public notice in working days, objections that stop its clock, and the grant after it."""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from linli.apps.archive import choices as verbs
from linli.apps.archive.choices import Holder, NominationState, ObjectionState
from linli.apps.archive.models import STORY, WHO, Honour, HonourRound, Nomination, Objection
from linli.apps.archive.operations.taking import move, not_concerned, take, wrong_state
from linli.apps.archive.rules import EDIT, OBJECT, days_left, last_day
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.calendar import calendar_of
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotAllowed, NotSeen
from linli.kernel.inserting import insert_row
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record
from linli.kernel.wording import line, once, paragraphs, word

ONE_DAY = dt.timedelta(days=1)
IN_NOTICE = NominationState.IN_NOTICE


@transaction.atomic
def begin_notice(
    *, community: Community, actor: Actor, nomination_id: uuid.UUID, story: str | None = None
) -> Nomination:
    """Show the nominee to all for the kind's working days, counted from the next one.

    `story` is what everybody reads; without it, the words of the first who nominated.
    """
    require(actor, EDIT, community.id)
    nomination = take(community, nomination_id)
    not_concerned(actor, nomination)
    today, days = clock.today(community), nomination.kind.notice_days
    until = last_day(calendar_of(community, today), today, days)
    told = nomination.story if story is None else paragraphs("story", story, STORY, least=5)
    froms = [NominationState.CONSENTED]
    move(nomination, froms, IN_NOTICE, notice_from=today, notice_until=until, story=told)
    write_record(
        verb=verbs.NOTICE_BEGUN,
        community_id=community.id,
        obj=nomination,
        actor=actor,
        subject=nomination.person_id,
        basis=Basis.DUTY,
        until=until,
        days=days,
    )
    return nomination


@transaction.atomic
def raise_objection(
    *,
    community: Community,
    actor: Actor,
    nomination_id: uuid.UUID,
    text: str,
    by_name: str = "",
    basis: str = Basis.SELF,
) -> Objection:
    """Stops the clock of the notice until it is decided. Conflict once the notice has ended."""
    require(actor, OBJECT, community.id)
    nomination, today = take(community, nomination_id), clock.today(community)
    if nomination.state != IN_NOTICE or nomination.notice_until is None:
        raise NotSeen("not_found", _("There is nothing here, or nothing you can see."))
    if nomination.days_left is None:
        if today > nomination.notice_until:
            raise Conflict("notice_over", _("The days for objections are over."))
        left = days_left(calendar_of(community, today), today, nomination.notice_until)
        move(nomination, [IN_NOTICE], IN_NOTICE, days_left=left)
    objection = Objection(
        community_id=community.id,
        nomination=nomination,
        text=paragraphs("text", text, STORY, least=5),
        by=actor.ref,
        by_name=line("by_name", by_name, WHO) or actor.name,
        basis=word("basis", basis, Basis),
        at=clock.now(),
    )
    objection.save(force_insert=True)
    write_record(
        verb=verbs.OBJECTED,
        community_id=community.id,
        obj=nomination,
        actor=actor,
        basis=basis,
        objection=objection.id,
        days_left=nomination.days_left,
    )
    return objection


@transaction.atomic
def decide_objection(
    *, community: Community, actor: Actor, objection_id: uuid.UUID, upheld: bool, reason: str
) -> Objection:
    """Upheld: the nomination is not granted. The last one dismissed: the clock runs on."""
    require(actor, EDIT, community.id)
    rows = Objection.objects.filter(community_id=community.id, id=objection_id)
    objection = rows.first()
    if objection is None:
        raise NotSeen("not_found", _("There is nothing here, or nothing you can see."))
    nomination = take(community, objection.nomination_id)
    not_concerned(actor, nomination)
    if objection.by == actor.ref and objection.basis == Basis.SELF:
        raise NotAllowed("own_interest", _("Nobody decides about an objection of oneself."))
    said = line("reason", reason, 300, least=2)
    state = ObjectionState.UPHELD if upheld else ObjectionState.DISMISSED
    decided = rows.filter(state=ObjectionState.OPEN).update(
        state=state, reason=said, decided_by=actor.ref, decided_at=clock.now()
    )
    if not decided:
        raise Conflict("already_decided", _("Somebody has decided this already."))
    _after_decision(community, actor, nomination, upheld=upheld, reason=said)
    write_record(
        verb=verbs.OBJECTION_DECIDED,
        community_id=community.id,
        obj=nomination,
        actor=actor,
        subject=nomination.person_id,
        basis=Basis.DUTY,
        objection=objection.id,
        decision=state,
        until=nomination.notice_until,
    )
    objection.refresh_from_db()
    return objection


def _after_decision(
    community: Community, actor: Actor, nomination: Nomination, *, upheld: bool, reason: str
) -> None:
    if nomination.state != IN_NOTICE:
        return
    if upheld:
        gone: str = NominationState.TURNED_DOWN
        now, who = clock.now(), actor.ref
        move(nomination, [IN_NOTICE], gone, reason=reason, decided_at=now, decided_by=who)
    elif not nomination.objections.filter(state=ObjectionState.OPEN).exists():
        today = clock.today(community)
        calendar = calendar_of(community, today)
        until = last_day(calendar, today - ONE_DAY, nomination.days_left or 0)
        move(nomination, [IN_NOTICE], IN_NOTICE, notice_until=until, days_left=None)


@transaction.atomic
def grant_honour(
    *, community: Community, actor: Actor, nomination_id: uuid.UUID, document_no: str = ""
) -> Honour:
    """After the notice, without an open objection, within the quota of the round."""
    require(actor, EDIT, community.id)
    nomination, today = take(community, nomination_id), clock.today(community)
    not_concerned(actor, nomination)
    if nomination.state != IN_NOTICE or nomination.notice_until is None:
        raise wrong_state(nomination)
    if nomination.days_left is not None:
        raise Conflict("objection_open", _("An objection has to be decided first."))
    if today <= nomination.notice_until:
        raise Conflict(
            "notice_running",
            _("The public notice runs to the end of %(day)s.") % {"day": nomination.notice_until},
            until=nomination.notice_until.isoformat(),
        )
    _count_in_round(nomination)
    honour = _honour_of(nomination, actor, today, document_no)
    now = clock.now()
    move(nomination, [IN_NOTICE], NominationState.GRANTED, decided_at=now, decided_by=actor.ref)
    write_record(
        verb=verbs.GRANTED,
        community_id=community.id,
        obj=honour,
        actor=actor,
        subject=honour.person_id,
        basis=Basis.DUTY,
        nomination=nomination.id,
        level=honour.level,
        on=today,
    )
    return honour


def _count_in_round(nomination: Nomination) -> None:
    """One more granted, if the quota allows: decided by the database, also for two at once."""
    kind = nomination.kind
    key = {"community_id": kind.community_id, "kind_id": kind.id, "cycle": nomination.cycle}
    insert_row(HonourRound(quota=kind.quota, **key), once=True)
    room = Q(quota__isnull=True) | Q(granted__lt=F("quota"))
    if not HonourRound.objects.filter(room, **key).update(granted=F("granted") + 1):
        raise Conflict(
            "quota_reached",
            _("This round has given all its %(quota)s.") % {"quota": kind.quota},
            quota=kind.quota,
        )


def _honour_of(nomination: Nomination, actor: Actor, day: dt.date, document_no: str) -> Honour:
    kind = nomination.kind
    honour = Honour(
        community_id=nomination.community_id,
        name=kind.name,
        holder=Holder.PERSON,
        sort=kind.sort,
        level=kind.level,
        giver=kind.giver,
        display_name=nomination.display_name,
        person_id=nomination.person_id,
        reason=nomination.story,
        granted_on=day,
        document_no=line("document_no", document_no, 60),
        consent_basis=nomination.consent_basis,
        kind=kind,
        nomination=nomination,
        written_by=actor.ref,
        written_at=clock.now(),
    )
    with once("already_granted", _("This honour is granted already.")):
        honour.save(force_insert=True)
    return honour
