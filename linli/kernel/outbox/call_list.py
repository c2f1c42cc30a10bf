"""Who is to be called, with what words: for the screen and the printed sheet."""

import datetime as dt
import uuid
from dataclasses import dataclass

from linli.kernel.outbox.kinds import KINDS, address_of
from linli.kernel.outbox.models import Notice, NoticeState


@dataclass(frozen=True)
class Call:
    notice_id: uuid.UUID
    name: str
    phone: str
    subject: str
    text: str
    since: dt.datetime
    subject_id: uuid.UUID | None


def calls_to_make(community_id: int, limit: int = 50) -> list[Call]:
    rows = Notice.objects.filter(community_id=community_id, state=NoticeState.TO_CALL)
    calls = []
    for notice in rows.order_by("id")[:limit]:
        address, words = address_of(notice), KINDS[notice.kind](notice)
        if address and words:
            calls.append(
                Call(
                    notice.id,
                    address.name,
                    address.phone,
                    words.subject,
                    words.text,
                    notice.due_at,
                    notice.subject_id,
                )
            )
    return calls


def count_calls(community_id: int) -> int:
    return Notice.objects.filter(community_id=community_id, state=NoticeState.TO_CALL).count()
