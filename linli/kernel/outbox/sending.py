"""Putting notices into the outbox inside an act, and sending them after it.

Sending marks the row before the message leaves (claim), so two workers never send one notice
twice; a worker killed between the two leaves the row claimed, and it is tried again after ten
minutes. E-mail carries a Message-ID made from the notice, so that even then mailboxes show one.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Callable

from django.db.models import F
from django.utils import translation

from linli.kernel import clock
from linli.kernel.errors import Conflict, NotSeen
from linli.kernel.outbox.kinds import KINDS, Address, Words, address_of
from linli.kernel.outbox.models import Notice, NoticeState
from linli.kernel.tenancy import across_communities
from linli.kernel.working import does

log = logging.getLogger("linli.outbox")
Send = Callable[[Notice, Address, Words], None]
CHANNELS: dict[str, Send] = {}
CLAIM = dt.timedelta(minutes=10)
MOST_TRIES = 6
BATCH = 50


class NoAddressError(Exception):
    """The recipient cannot be reached by this channel."""


def channel(name: str) -> Callable[[Send], Send]:
    """Decorator: a way to deliver; raises NoAddressError when the address lacks it."""

    def register(send: Send) -> Send:
        CHANNELS[name] = send
        return send

    return register


def notify(
    *,
    community_id: int,
    event_id: uuid.UUID,
    kind: str,
    recipient: str,
    channel: str,
    subject_id: uuid.UUID | None = None,
    due_at: dt.datetime | None = None,
) -> None:
    """Queue a notice in the caller's transaction; the same one again changes nothing."""
    if kind not in KINDS:
        raise KeyError(f"no app says the words of notice {kind}")
    Notice.objects.bulk_create(
        [
            Notice(
                community_id=community_id,
                event_id=event_id,
                kind=kind,
                recipient=recipient,
                channel=channel,
                subject_id=subject_id,
                due_at=due_at or clock.now(),
            )
        ],
        ignore_conflicts=True,
    )


@does("notices")
def send_due() -> int:
    """One batch over all communities; how many left the outbox."""
    moment = clock.now()
    with across_communities("the worker polls every outbox"):
        waiting = list(
            Notice.objects.filter(state=NoticeState.WAITING, due_at__lte=moment)
            .exclude(community__loading=True)
            .order_by("due_at", "id")[:BATCH]
            .values_list("community_id", "id")
        )
    return sum(send_one(home, notice_id) for home, notice_id in waiting)


def send_one(community_id: int, notice_id: uuid.UUID) -> bool:
    """Claim and deliver one notice; False when another worker has it or it must wait."""
    mine = Notice.objects.filter(community_id=community_id, id=notice_id)
    moment = clock.now()
    claimed = mine.filter(state=NoticeState.WAITING, due_at__lte=moment).update(
        due_at=moment + CLAIM, tries=F("tries") + 1
    )
    if not claimed:
        return False
    notice = mine.get()
    try:
        state = _deliver(notice)
    except NoAddressError:
        mine.update(state=NoticeState.FAILED, done_at=clock.now(), trouble="no_address")
        return True
    except Exception as trouble:
        log.exception("notice %s was not delivered", notice_id)
        _wait_longer(notice, trouble)
        return False
    mine.update(state=state, done_at=clock.now() if state != NoticeState.TO_CALL else None)
    return True


def _deliver(notice: Notice) -> str:
    address = address_of(notice)
    if address is None:
        return NoticeState.WITHDRAWN
    with translation.override(address.language):
        words = KINDS[notice.kind](notice)
        if words is None:
            return NoticeState.WITHDRAWN
        CHANNELS[notice.channel](notice, address, words)
    return NoticeState.TO_CALL if notice.channel == "call" else NoticeState.SENT


def _wait_longer(notice: Notice, trouble: Exception) -> None:
    given_up = notice.tries >= MOST_TRIES
    Notice.objects.filter(community_id=notice.community_id, id=notice.id).update(
        state=NoticeState.FAILED if given_up else NoticeState.WAITING,
        due_at=clock.now() + CLAIM * 2**notice.tries,
        trouble=type(trouble).__name__,
    )


def told_by_telephone(*, community_id: int, notice_id: uuid.UUID, by: str) -> Notice:
    """Someone called and told it; raises Conflict when another did so before."""
    mine = Notice.objects.filter(community_id=community_id, id=notice_id)
    done = mine.filter(state=NoticeState.TO_CALL).update(
        state=NoticeState.SENT, done_at=clock.now(), done_by=by
    )
    notice = mine.first()
    if notice is None:
        raise NotSeen()
    if not done:
        raise Conflict("already_told", state=notice.state)
    return notice
