"""A resolution is adopted and signed, carried out by promises, and confirmed by who raised it."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.public import Case
from linli.apps.halls import choices as verbs
from linli.apps.halls.choices import CommitmentState, MeetingState, ResolutionState
from linli.apps.halls.models import Commitment, Hall, HallSide, Meeting, Resolution, Signer
from linli.apps.halls.operations.taking import move, take, tell
from linli.apps.organisations.public import Organisation
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.wording import belonging, line, once, paragraphs

ADOPTED = ResolutionState.ADOPTED


@transaction.atomic
def adopt_resolution(
    *,
    community: Community,
    actor: Actor,
    hall_id: uuid.UUID,
    title: str,
    text: str,
    decided_on: dt.date | None = None,
    tag: str = "",
    raised_by: str = "",
    meeting: Meeting | None = None,
    signers: Sequence[str] = (),
    public: bool = True,
) -> Resolution:
    """Write down what the hall resolved, and who signed at once.

    RuleNotMet `meeting_not_held` for a meeting without minutes: no resolution without one.
    """
    hall = take(community, actor, Hall, hall_id)
    belonging(community.id, meeting)
    day = decided_on or clock.today(community)
    _check(hall, meeting, day, clock.today(community))
    row = Resolution(
        community_id=community.id,
        hall=hall,
        meeting=meeting,
        title=line("title", title, 120, least=2),
        text=paragraphs("text", text, 8000, least=5),
        tag=line("tag", tag, 30),
        raised_by=line("raised_by", raised_by, 120),
        decided_on=day,
        public=public,
        written_by=actor.ref,
        written_at=clock.now(),
    )
    row.save(force_insert=True)
    tell(verbs.ADOPTED, row, actor, hall=hall.id, meeting=row.meeting_id, on=day)
    for name in signers:
        _sign(row, actor, name, day)
    return row


def _check(hall: Hall, meeting: Meeting | None, day: dt.date, today: dt.date) -> None:
    if day > today:
        raise RuleNotMet("in_the_future", _("This day has not come yet."), field="decided_on")
    if meeting is not None and meeting.hall_id != hall.id:
        detail = _("This is a meeting of another hall.")
        raise RuleNotMet("other_hall", detail, field="meeting")
    if meeting is not None and meeting.state != MeetingState.HELD:
        detail = _("First write the minutes of the meeting.")
        raise RuleNotMet("meeting_not_held", detail, field="meeting")


@transaction.atomic
def sign_resolution(
    *,
    community: Community,
    actor: Actor,
    resolution_id: uuid.UUID,
    display_name: str,
    side: HallSide | None = None,
    signed_on: dt.date | None = None,
) -> Signer:
    row = take(community, actor, Resolution, resolution_id)
    belonging(community.id, side)
    return _sign(row, actor, display_name, signed_on or clock.today(community), side)


def _sign(
    row: Resolution, actor: Actor, name: str, day: dt.date, side: HallSide | None = None
) -> Signer:
    signer = Signer(
        community_id=row.community_id,
        resolution=row,
        side=side,
        display_name=line("display_name", name, 80, least=1),
        signed_on=day,
    )
    with once("signed_already", _("This name stands under the resolution already.")):
        signer.save(force_insert=True)
    tell(verbs.SIGNED, row, actor, signer=signer.id, side=signer.side_id, on=day)
    return signer


@transaction.atomic
def make_commitment(
    *,
    community: Community,
    actor: Actor,
    resolution_id: uuid.UUID,
    what: str,
    due_on: dt.date,
    who: str = "",
    organisation: Organisation | None = None,
    case: Case | None = None,
) -> Commitment:
    """Somebody promises to do something; `case` carries it where one is open for it."""
    resolution = take(community, actor, Resolution, resolution_id)
    belonging(community.id, case)
    if resolution.state != ADOPTED:
        raise Conflict("wrong_state", _("This resolution is closed."), state=resolution.state)
    if due_on < resolution.decided_on:
        detail = _("That is before the resolution.")
        raise RuleNotMet("before_the_resolution", detail, field="due_on")
    row = Commitment(
        community_id=community.id,
        resolution=resolution,
        what=line("what", what, 200, least=2),
        who=line("who", who or (organisation.called if organisation else ""), 80, least=1),
        organisation=organisation,
        case=case,
        due_on=due_on,
        written_at=clock.now(),
    )
    row.save(force_insert=True)
    tell(
        verbs.PROMISED,
        resolution,
        actor,
        commitment=row.id,
        organisation=row.organisation_id,
        case=row.case_id,
        due_on=due_on,
    )
    return row


@transaction.atomic
def settle_commitment(
    *,
    community: Community,
    actor: Actor,
    commitment_id: uuid.UUID,
    evidence: str,
    done: bool = True,
    on: dt.date | None = None,
) -> Commitment:
    """Done with its evidence, or given up with its reason; neither without words."""
    row = take(community, actor, Commitment, commitment_id)
    state = CommitmentState.DONE if done else CommitmentState.DROPPED
    day, said = on or clock.today(community), line("evidence", evidence, 300, least=2)
    move(row, CommitmentState.OPEN, state, evidence=said, settled_on=day)
    tell(verbs.SETTLED, row.resolution, actor, commitment=row.id, state=state, on=day)
    return row


@transaction.atomic
def confirm_resolution(
    *,
    community: Community,
    actor: Actor,
    resolution_id: uuid.UUID,
    confirmed_by: str,
    on: dt.date | None = None,
) -> Resolution:
    """Those who raised it say that it is so. Conflict while a promise is open."""
    row = take(community, actor, Resolution, resolution_id)
    waiting = row.commitments.filter(state=CommitmentState.OPEN).count()
    if waiting:
        raise Conflict(
            "promises_open",
            _("%(count)s promises are not settled yet.") % {"count": waiting},
            count=waiting,
        )
    day, name = on or clock.today(community), line("confirmed_by", confirmed_by, 120, least=1)
    move(row, ADOPTED, ResolutionState.CONFIRMED, confirmed_on=day, confirmed_by=name)
    tell(verbs.CONFIRMED, row, actor, on=day)
    return row


@transaction.atomic
def withdraw_resolution(
    *, community: Community, actor: Actor, resolution_id: uuid.UUID, reason: str
) -> Resolution:
    """It counts no longer; text and reason stay."""
    row = take(community, actor, Resolution, resolution_id)
    said = line("reason", reason, 300, least=2)
    move(row, ADOPTED, ResolutionState.WITHDRAWN, withdrawn_reason=said)
    tell(verbs.WITHDRAWN, row, actor, on=clock.today(community))
    return row
