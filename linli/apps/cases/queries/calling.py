"""Who is to be told by telephone, and who is to be asked; numbers masked until somebody calls."""

import datetime as dt
import uuid
from dataclasses import dataclass

from linli.apps.cases.choices import CaseState, Channel
from linli.apps.cases.models import Case, Reporter
from linli.apps.cases.queries.lists import CaseRow, as_rows
from linli.apps.cases.queries.story import TOLD, in_plain_words
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import visible
from linli.kernel.community import Community
from linli.kernel.outbox.models import Notice, NoticeState
from linli.kernel.records.models import Record

MOST = 60
SORT = "reporter:"


@dataclass(frozen=True)
class Telling:
    """A call to make: what became of the case, said so that it can be read out."""

    notice_id: uuid.UUID
    case: Case
    reporter: Reporter
    said: str
    since: dt.datetime

    @property
    def name(self) -> str:
        return self.reporter.proxy_name or self.reporter.name

    @property
    def masked(self) -> str:
        return f"···{self.reporter.phone_last4}"


def calls_waiting(community: Community, actor: Actor) -> list[Telling]:
    """Results to be told, the longest waiting first: four statements."""
    notices = list(
        Notice.objects.filter(
            community_id=community.id, state=NoticeState.TO_CALL, kind="cases.step"
        ).order_by("due_at", "id")[:MOST]
    )
    if not notices:
        return []
    seen = visible(actor, "cases.contact_data", Case.objects.all(), community.id)
    wanted = {notice.subject_id for notice in notices}
    cases = {case.id: case for case in seen.filter(id__in=wanted).select_related("place", "type")}
    people = _reporters(community, notices)
    verbs = _verbs(community, notices)
    return [
        Telling(
            notice.id,
            cases[notice.subject_id],
            people[notice.recipient],
            in_plain_words(TOLD.get(verbs.get(notice.event_id, ""), "note_progress")),
            notice.due_at,
        )
        for notice in notices
        if notice.subject_id in cases and notice.recipient in people
    ]


def call_was_here(community: Community, notice_id: uuid.UUID) -> bool:
    steps = Notice.objects.filter(community_id=community.id, kind="cases.step")
    return steps.filter(id=notice_id).exists()


def _reporters(community: Community, notices: list[Notice]) -> dict[str, Reporter]:
    ids = [n.recipient.removeprefix(SORT) for n in notices if n.recipient.startswith(SORT)]
    rows = Reporter.objects.filter(community_id=community.id, id__in=ids, anonymous=False)
    return {f"{SORT}{row.id}": row for row in rows}


def _verbs(community: Community, notices: list[Notice]) -> dict[uuid.UUID, str]:
    events = [notice.event_id for notice in notices]
    rows = Record.objects.filter(community_id=community.id, id__in=events)
    return dict(rows.values_list("id", "verb"))


def to_ask(community: Community, actor: Actor) -> list[CaseRow]:
    """Closed cases whose reporter can be asked by telephone and was not reached yet."""
    rows = visible(actor, "cases.act.call_back", Case.objects.all(), community.id)
    reachable = Reporter.objects.filter(community_id=community.id, channel=Channel.PHONE)
    rows = rows.filter(
        state__in=[CaseState.CLOSED, CaseState.CALLED_BACK],
        id__in=reachable.exclude(phone_cipher="").values("case_id"),
    ).exclude(rounds__reached=True, rounds__community_id=community.id)
    return as_rows(rows.order_by("closed_at")[:MOST])
