"""The papers of disputes, opened only for those who may read them."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q

from linli.apps.accounts.public import GrantRow, credential_names
from linli.apps.cases.defaults import DisputeLevel, load_dispute
from linli.apps.cases.models import (
    AgreementSignature,
    Dispute,
    DisputeAgreement,
    DisputeFollowUp,
    DisputeMediator,
    DisputeParty,
    DisputeRung,
    DisputeSession,
    SessionPresence,
)
from linli.kernel import cipher, clock
from linli.kernel.access.actor import Actor, Role
from linli.kernel.access.permissions import get_visible, visible
from linli.kernel.community import Community, spoken

MOST = 200
DAYS_AHEAD = 7
CAN_MEDIATE = (
    Role.GRID_WORKER,
    Role.COMMITTEE,
    Role.CHIEF,
    Role.PARTNER,
    Role.STREET,
    Role.DISTRICT,
)


def _named(entries: Any) -> dict[str, dict[str, str]]:
    return {
        each.code: {
            "zh-hans": each.names.zh_Hans,
            "zh-hant": each.names.zh_Hant,
            "en": each.names.en,
        }
        for each in entries
    }


def kind_name(code: str) -> str:
    return spoken(_named(load_dispute().kinds).get(code, {})) or code


def rung_name(code: str) -> str:
    return spoken(_named(load_dispute().levels).get(code, {})) or code


def outcome_name(code: str) -> str:
    return spoken(_named(load_dispute().outcomes).get(code, {})) or code


def follow_up_name(code: str) -> str:
    return spoken(_named(load_dispute().follow_ups).get(code, {})) or code


def outcomes() -> list[tuple[str, str]]:
    return [(each.code, outcome_name(each.code)) for each in load_dispute().outcomes]


SETTLED_CODES = tuple(each.code for each in load_dispute().outcomes if each.settled)


@dataclass(frozen=True)
class PartyLine:
    row: DisputeParty
    name: str
    contact: str
    home: str


@dataclass(frozen=True)
class SessionLine:
    row: DisputeSession
    minutes: str
    there: list[str]


@dataclass(frozen=True)
class AgreementLine:
    row: DisputeAgreement
    text: str
    signed: list[tuple[str, dt.date]]


@dataclass(frozen=True)
class RungLine:
    """A rung of the ladder: reached at a moment, or still ahead."""

    rung: DisputeLevel
    name: str
    row: DisputeRung | None
    current: bool


@dataclass(frozen=True)
class FollowUpLine:
    row: DisputeFollowUp
    name: str
    words: str
    due: bool


@dataclass(frozen=True)
class DisputeFile:
    dispute: Dispute
    ladder: list[RungLine]
    parties: list[PartyLine]
    mediators: list[DisputeMediator]
    sessions: list[SessionLine]
    agreements: list[AgreementLine]
    follow_ups: list[FollowUpLine] = field(default_factory=list)


def dispute_of(community: Community, actor: Actor, case_id: uuid.UUID) -> Dispute:
    """The dispute of a case with the case beside it, or NotSeen."""
    rows = Dispute.objects.select_related("case__type", "case__place", "case__grid")
    return get_visible(actor, "cases.dispute", rows, community.id, case_id=case_id)


def opens_papers(community: Community, actor: Actor, case_id: uuid.UUID) -> bool:
    """Whether the case has a dispute whose papers this reader may open."""
    rows = visible(actor, "cases.dispute", Dispute.objects.all(), community.id)
    return rows.filter(case_id=case_id).exists()


def dispute_file(community: Community, actor: Actor, case_id: uuid.UUID) -> DisputeFile:
    """All papers, opened. Nine statements, however long the story."""
    dispute = dispute_of(community, actor, case_id)
    parties = [_party(row) for row in dispute.parties.select_related("home")]
    names = {line.row.id: line.name for line in parties}
    mediators = list(dispute.mediators.all())
    called = {row.id: row.name for row in mediators}
    sessions = [
        SessionLine(
            row,
            cipher.decrypt(row.minutes_cipher, "cases.DisputeSession.minutes"),
            [_called(one, names, called) for one in row.presences.all()],
        )
        for row in dispute.sessions.prefetch_related("presences")
    ]
    return DisputeFile(
        dispute,
        _ladder(dispute),
        parties,
        mediators,
        sessions,
        _agreements(dispute, names),
        _follow_ups(dispute, clock.today(community)),
    )


def _called(
    one: SessionPresence, parties: dict[uuid.UUID, str], mediators: dict[uuid.UUID, str]
) -> str:
    if one.party_id is not None:
        return parties.get(one.party_id, "")
    return mediators.get(one.mediator_id, "") if one.mediator_id is not None else ""


def _party(row: DisputeParty) -> PartyLine:
    return PartyLine(
        row,
        cipher.decrypt(row.name_cipher, "cases.DisputeParty.name"),
        cipher.decrypt(row.contact_cipher, "cases.DisputeParty.contact"),
        row.home.full_name if row.home else "",
    )


def _ladder(dispute: Dispute) -> list[RungLine]:
    rows = {row.code: row for row in dispute.rungs.filter(round_number=dispute.case.round_number)}
    return [
        RungLine(rung, rung_name(rung.code), rows.get(rung.code), rung.code == dispute.rung)
        for rung in load_dispute().levels
    ]


def _agreements(dispute: Dispute, names: dict[uuid.UUID, str]) -> list[AgreementLine]:
    signed: dict[uuid.UUID, list[tuple[str, dt.date]]] = {}
    rows = AgreementSignature.objects.filter(
        community_id=dispute.community_id, agreement__dispute_id=dispute.id
    )
    for row in rows:
        signed.setdefault(row.agreement_id, []).append((names.get(row.party_id, ""), row.signed_on))
    return [
        AgreementLine(
            row,
            cipher.decrypt(row.text_cipher, "cases.DisputeAgreement.text"),
            signed.get(row.id, []),
        )
        for row in dispute.agreements.order_by("-version")
    ]


def _follow_ups(dispute: Dispute, today: dt.date) -> list[FollowUpLine]:
    rows = dispute.follow_ups.filter(cancelled_at__isnull=True)
    return [
        FollowUpLine(
            row,
            follow_up_name(row.code),
            cipher.decrypt(row.words_cipher, "cases.DisputeFollowUp.words"),
            row.asked_at is None and row.due_on <= today,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class DisputeRow:
    """A line of the list: never a name, never words of those concerned."""

    dispute: Dispute
    number: str
    kind: str
    rung: str
    outcome: str
    place: str
    follow_up: bool


def dispute_rows(community: Community, actor: Actor, which: str = "open") -> list[DisputeRow]:
    """`which`: open, follow_up (somebody must ask whether it is kept) or settled; newest first."""
    rows = visible(actor, "cases.dispute", Dispute.objects.all(), community.id)
    waiting = DisputeFollowUp.objects.filter(
        community_id=community.id,
        dispute_id=OuterRef("id"),
        asked_at__isnull=True,
        cancelled_at__isnull=True,
        due_on__lte=clock.today(community) + dt.timedelta(days=DAYS_AHEAD),
    )
    rows = rows.annotate(waits=Exists(waiting)).select_related("case__place", "case__grid")
    narrow = {
        "open": Q(outcome=""),
        "follow_up": Q(waits=True),
        "settled": ~Q(outcome=""),
    }
    rows = rows.filter(narrow.get(which, Q(outcome="")))
    return [
        DisputeRow(
            row,
            row.case.number,
            kind_name(row.kind),
            rung_name(row.rung) if row.rung else "",
            outcome_name(row.outcome) if row.outcome else "",
            _whereabouts(row),
            row.waits,
        )
        for row in rows[:MOST]
    ]


def _whereabouts(row: Any) -> str:
    """The building at most: a dwelling would name the people."""
    place, grid = row.case.place, row.case.grid
    if place is not None and place.kind not in ("dwelling", "floor"):
        return str(place.full_name)
    return str(grid.name) if grid is not None else ""


def dispute_counts(community: Community, actor: Actor) -> dict[str, int]:
    return {which: len(dispute_rows(community, actor, which)) for which in ("open", "follow_up")}


def possible_mediators(community: Community) -> dict[str, str]:
    """Accounts that work here or above, by ref, with their names."""
    street = community.parent
    homes = [community.id, community.parent_id, street.parent_id if street else None]
    rows = GrantRow.objects.filter(
        community_id__in=[each for each in homes if each],
        role__in=CAN_MEDIATE,
        ended_at__isnull=True,
        pending=False,
    )
    today = clock.today(community)
    refs = {f"c:{row.credential_id}" for row in rows if row.counts(today)}
    return dict(sorted(credential_names(refs).items(), key=lambda pair: pair[1]))
