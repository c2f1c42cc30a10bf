"""Records of cases become notices to those who reported them."""

import uuid

from django.db.models import Q

from linli.apps.accounts.public import ROLE_ENDED, credential_name
from linli.apps.cases.choices import CaseKind, Channel, Decision
from linli.apps.cases.models import Case
from linli.apps.cases.operations.checking import register_finding
from linli.apps.cases.operations.deeds import close_with_case
from linli.apps.cases.operations.disputes.opening import begin_ladder, open_again
from linli.apps.cases.operations.disputes.people import forget_party
from linli.apps.cases.operations.disputes.settling import settled_with_case
from linli.apps.cases.operations.forgetting import forget_reporter
from linli.apps.cases.operations.handing_over import hand_over_when_ended
from linli.apps.cases.queries.file import reporters_of
from linli.apps.cases.queries.story import TOLD
from linli.apps.people.public import PERSON_ERASED
from linli.apps.rounds.public import RECORDED, RowState
from linli.kernel.access.actor import Actor, Role
from linli.kernel.community import Community
from linli.kernel.outbox.sending import notify
from linli.kernel.records.models import Record
from linli.kernel.records.writing import reaction

EXTENSION = "cases.extension_decided"
CALLED_FOR = ("cases.answered", "cases.declined", "cases.closed", "cases.settled_on_spot")


@reaction(*(verb for verb in TOLD if verb != "cases.registered"))
def tell_reporters(record: Record) -> None:
    """A link reader gets mail at each told step; who is told by telephone, only the result."""
    if record.payload.get("decision") == Decision.REFUSED and record.verb == EXTENSION:
        return
    case = Case.objects.filter(community_id=record.community_id, id=record.object_id).first()
    if case is None:
        return
    for reporter in reporters_of(case):
        if reporter.anonymous:
            continue
        by_phone = reporter.channel == Channel.PHONE and bool(reporter.phone_cipher)
        by_mail = reporter.channel == Channel.LINK and bool(reporter.email_cipher)
        if (by_phone and record.verb in CALLED_FOR) or by_mail:
            notify(
                community_id=record.community_id,
                event_id=record.id,
                kind="cases.step",
                recipient=f"reporter:{reporter.id}",
                channel="call" if by_phone else "email",
                subject_id=case.id,
            )


def _case_of(record: Record, *kinds: str) -> Case | None:
    rows = Case.objects.filter(community_id=record.community_id, id=record.object_id)
    return rows.filter(type__kind__in=kinds).select_related("community", "type").first()


def _who(record: Record) -> Actor:
    return Actor.carried_out(record.actor, "", record.community_id)


@reaction("cases.accepted")
def start_ladder(record: Record) -> None:
    case = _case_of(record, CaseKind.DISPUTE)
    if case is not None:
        begin_ladder(community=case.community, case_id=case.id, actor=_who(record))


@reaction("cases.reopened", "cases.reopening_granted")
def take_up_again(record: Record) -> None:
    case = _case_of(record, CaseKind.DISPUTE)
    if case is not None:
        open_again(community=case.community, case_id=case.id, actor=_who(record))


@reaction("cases.closed", "cases.settled_on_spot", "cases.answered")
def end_with_case(record: Record) -> None:
    """A case that carries a dispute or a line of the list of deeds ends it with itself."""
    rows = Case.objects.filter(community_id=record.community_id, id=record.object_id)
    rows = rows.filter(Q(type__kind=CaseKind.DISPUTE) | Q(deeds__isnull=False))
    case = rows.select_related("community", "type").first()
    if case is None:
        return
    end = settled_with_case if case.type.kind == CaseKind.DISPUTE else close_with_case
    end(community=case.community, case_id=case.id, actor=_who(record))


@reaction(PERSON_ERASED)
def forget_in_cases(record: Record) -> None:
    forget_reporter(community_id=record.community_id, person_id=record.object_id)
    forget_party(community_id=record.community_id, person_id=record.object_id)


@reaction(RECORDED)
def case_of_finding(record: Record) -> None:
    """Whoever looked is who found it."""
    if record.payload["result"] == RowState.FINDING:
        home = record.community_id
        actor = Actor.carried_out(record.actor, credential_name(record.actor), home)
        community = Community.objects.get(id=home)
        register_finding(community=community, actor=actor, row_id=record.object_id)


@reaction(ROLE_ENDED)
def hand_over_grid(record: Record) -> None:
    """A grid worker's orders do not stay with somebody who is not there any more."""
    if record.payload.get("role") == Role.GRID_WORKER:
        hand_over_when_ended(
            community=Community.objects.get(id=record.community_id),
            actor=_who(record),
            grant_id=uuid.UUID(str(record.payload["grant"])),
        )
