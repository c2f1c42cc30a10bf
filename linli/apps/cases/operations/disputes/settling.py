"""How a dispute ended, at which level, and whether it holds afterwards."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import CaseState, Level, PartySide
from linli.apps.cases.defaults import DisputeOutcome, load_dispute
from linli.apps.cases.models import AgreementSignature, Case, ClockRound, Dispute, DisputeFollowUp
from linli.apps.cases.operations.catalogue import plain
from linli.apps.cases.operations.disputes.opening import next_version, stop_ladder
from linli.apps.cases.operations.disputes.taking import (
    FOLLOW_UP,
    note,
    seal,
    take_dispute,
    take_open,
)
from linli.apps.cases.operations.finishing import close_case
from linli.apps.cases.operations.settling import settle_on_spot
from linli.apps.cases.operations.wording import words
from linli.apps.cases.queries.clocks import calendar_for
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community, spoken
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.worktime import Limit, Unit, add

REPORTED = (CaseState.REPORTED_DONE, CaseState.CHECKED)
HOW = {"court": "outcome.passed_on", "withdrawn": "outcome.withdrawn"}
BY_LEVEL = {
    Level.GRID: "grid",
    Level.COMMUNITY: "community",
    Level.STREET: "mediation",
    Level.DISTRICT: "mediation",
    Level.OUTSIDE: "court",
}


def outcome_of(code: str) -> DisputeOutcome:
    found = next((each for each in load_dispute().outcomes if each.code == code), None)
    if found is None:
        raise RuleNotMet("unknown_outcome", _("Choose how it ended."), field="outcome")
    return found


@transaction.atomic
def settle_dispute(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    outcome: str,
    result: str = "",
    legal_aid: bool = False,
) -> Dispute:
    """Write how it ended and close the case with the level at which it was settled.

    `result` is what its reporter reads; without words the outcome's own sentence. A people's
    mediation agreement needs the signatures of both sides under its newest version.
    """
    dispute = take_open(community, actor, case_id)
    chosen = outcome_of(outcome)
    if chosen.needs_agreement and not signed_by_both(dispute):
        raise RuleNotMet(
            "agreement_needed",
            _("Write the agreement down first, and let both sides sign its newest version."),
            field="outcome",
        )
    said = words(result, field="result") or spoken(plain(chosen.told))
    mark_settled(dispute, chosen, actor, legal_aid=legal_aid)
    case, level = dispute.case, settled_level(dispute.case, chosen)
    if case.state in REPORTED:
        close_case(
            community=community,
            actor=actor,
            case_id=case_id,
            settled_level=level or case.level,
            closing_words=said,
        )
    else:
        settle_on_spot(
            community=community,
            actor=actor,
            case_id=case_id,
            result=said,
            settled_level=level or case.level,
            settled_how=HOW.get(chosen.code, "outcome.settled_by_talk"),
        )
    if not level:
        _unlevel(case)
    return dispute


def settled_level(case: Case, chosen: DisputeOutcome) -> str:
    """What the mediators of the street brought to an end was settled there, not below."""
    above = case.level in (Level.STREET, Level.DISTRICT)
    if chosen.settled_level == Level.COMMUNITY.value and above:
        return str(case.level)
    return chosen.settled_level or ""


def _unlevel(case: Case) -> None:
    """Withdrawn is settled nowhere: the level measure must not count it."""
    here = {"community_id": case.community_id}
    Case.objects.filter(id=case.id, **here).update(settled_level="")
    ClockRound.objects.filter(case_id=case.id, number=case.round_number, **here).update(
        settled_level=""
    )


def signed_by_both(dispute: Dispute) -> bool:
    sides = AgreementSignature.objects.filter(
        community_id=dispute.community_id,
        agreement__dispute_id=dispute.id,
        agreement__version=next_version(dispute) - 1,
    ).values_list("party__side", flat=True)
    return {PartySide.ASKING, PartySide.OTHER} <= set(sides)


def mark_settled(
    dispute: Dispute, chosen: DisputeOutcome, actor: Actor, *, legal_aid: bool = False
) -> None:
    """Outcome, moment and the follow-ups to come; the ladder ends."""
    now = clock.now()
    rows = Dispute.objects.filter(community_id=dispute.community_id, id=dispute.id)
    if not rows.filter(outcome="").update(outcome=chosen.code, settled_at=now):
        raise Conflict("dispute_settled", _("Someone has settled this dispute just now."))
    dispute.outcome, dispute.settled_at = chosen.code, now
    if legal_aid and dispute.legal_aid_at is None:
        rows.update(legal_aid_at=now)
        note(dispute, "legal_aid_named", actor, dispute)
    stop_ladder(dispute)
    if chosen.settled:
        _plan_follow_ups(dispute, now)
    note(dispute, "settled", actor, dispute, code=chosen.code)


def _plan_follow_ups(dispute: Dispute, now: dt.datetime) -> None:
    community = dispute.case.community
    calendar = calendar_for(community, now)
    DisputeFollowUp.objects.bulk_create(
        DisputeFollowUp(
            community_id=dispute.community_id,
            dispute_id=dispute.id,
            round_number=dispute.case.round_number,
            code=each.code,
            due_on=clock.local(
                add(calendar, now, Limit(each.after.value, Unit(each.after.unit))).at, community
            ).date(),
        )
        for each in load_dispute().follow_ups
    )


@transaction.atomic
def settled_with_case(*, community: Community, case_id: uuid.UUID, actor: Actor) -> None:
    """The case was closed by another door: the dispute ends with it, by the level written there."""
    rows = Dispute.objects.filter(community_id=community.id, case_id=case_id, outcome="")
    dispute = rows.select_related("case").first()
    if dispute is not None:
        code = BY_LEVEL.get(Level(dispute.case.settled_level or Level.COMMUNITY), "community")
        mark_settled(dispute, outcome_of(code), actor)


@transaction.atomic
def answer_follow_up(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    follow_up_id: uuid.UUID,
    kept: bool,
    said: str = "",
) -> DisputeFollowUp:
    """Asked some time after: is it kept, and in what words. Once for each follow-up."""
    dispute = take_dispute(community, actor, case_id)
    rows = DisputeFollowUp.objects.filter(
        community_id=community.id, dispute_id=dispute.id, id=follow_up_id
    )
    row = rows.first()
    if row is None:
        raise NotSeen()
    text = words(said, field="words", least=0 if kept else 1)
    now = clock.now()
    done = rows.filter(asked_at__isnull=True, cancelled_at__isnull=True).update(
        kept=kept, words_cipher=seal(text, FOLLOW_UP), asked_by=actor.ref, asked_at=now
    )
    if not done:
        raise Conflict("asked_already", _("This has been asked for or decided."))
    row.kept, row.asked_at = kept, now
    note(dispute, "followed_up", actor, row, code=row.code, kept=kept)
    return row
