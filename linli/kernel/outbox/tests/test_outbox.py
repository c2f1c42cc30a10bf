import datetime as dt
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import translation

from linli.kernel import clock
from linli.kernel.errors import Conflict, NotSeen
from linli.kernel.outbox.call_list import calls_to_make, count_calls
from linli.kernel.outbox.kinds import FINDERS, KINDS, Address, Words, notice_kind, recipient_sort
from linli.kernel.outbox.models import Notice, NoticeState
from linli.kernel.outbox.sending import (
    CHANNELS,
    MOST_TRIES,
    NoAddressError,
    channel,
    notify,
    send_due,
    send_one,
    told_by_telephone,
)
from tests.cast import Cast, make_cast, new_id

At = Callable[[str], AbstractContextManager[None]]
PHONE, EMAIL, NAME = "13900000041", "lin@example.org", "Lin Xiaoyan"  # fictional


@dataclass
class Post:
    """A channel of the test: what was sent, and how the next deliveries go wrong."""

    sent: list[str] = field(default_factory=list)
    troubles: list[BaseException] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


@pytest.fixture
def post() -> Iterator[Post]:
    rig = Post()
    addresses = {"ann": Address(name=NAME, email=EMAIL, phone=PHONE, language="en")}

    @notice_kind("test.news")
    def say(notice: Notice) -> Words | None:
        if notice.subject_id is None:
            return None
        title = str(translation.gettext("waiting"))
        return Words(subject=title, text=f"Dear {NAME}, it is done.", link="/c/alpha/")

    @recipient_sort("test")
    def find(_community: int, key: str) -> Address | None:
        return addresses.get(key)

    @channel("test")
    def deliver(notice: Notice, _address: Address, words: Words) -> None:
        with rig.lock:
            if rig.troubles:
                raise rig.troubles.pop(0)
            rig.sent.append(f"{words.subject}|{notice.recipient}")

    yield rig
    del KINDS["test.news"], FINDERS["test"], CHANNELS["test"]


def queue(cast: Cast, **changes: Any) -> Any:
    asked: dict[str, Any] = {
        "community_id": cast.a.id,
        "event_id": new_id(),
        "kind": "test.news",
        "recipient": "test:ann",
        "channel": "test",
        "subject_id": new_id(),
    }
    asked |= changes
    notify(**asked)
    return asked["event_id"]


def states(cast: Cast) -> list[str]:
    rows = Notice.objects.filter(community_id=cast.a.id).order_by("id")
    return list(rows.values_list("state", flat=True))


def test_one_event_is_told_once_by_each_channel_to_each_recipient(cast: Cast, post: Post) -> None:
    event = queue(cast)
    queue(cast, event_id=event)
    queue(cast, event_id=event, channel="email")
    queue(cast, event_id=event, recipient="test:ben")
    assert len(states(cast)) == 3
    send_due()
    queue(cast, event_id=event)
    send_due()
    assert post.sent == ["waiting|test:ann"]
    assert states(cast) == [NoticeState.SENT, NoticeState.SENT, NoticeState.WITHDRAWN]


def test_a_notice_of_an_act_that_was_rolled_back_was_never_there(cast: Cast, post: Post) -> None:
    with transaction.atomic():
        queue(cast)
        transaction.set_rollback(True)
    assert send_due() == 0
    assert post.sent == []


def test_rows_hold_no_name_no_telephone_no_address(cast: Cast, post: Post) -> None:
    queue(cast)
    queue(cast, channel="email")
    queue(cast, channel="call")
    post.troubles = [ConnectionError(f"{EMAIL} refused {PHONE} of {NAME}")]
    send_due()
    for row in Notice.objects.filter(community_id=cast.a.id).values():
        for trace in (PHONE, EMAIL, NAME, "example.org"):
            assert trace not in str(row)
    assert mail.outbox[-1].to == [EMAIL]
    assert PHONE not in mail.outbox[-1].body


def test_a_notice_that_concerns_nobody_any_more_is_withdrawn(cast: Cast, post: Post) -> None:
    queue(cast, subject_id=None)
    queue(cast, recipient="test:moved away")
    assert send_due() == 2
    assert states(cast) == [NoticeState.WITHDRAWN] * 2
    assert post.sent == []


def test_nothing_leaves_before_it_is_due(cast: Cast, post: Post, at: At) -> None:
    with at("2026-03-02 08:30"):
        queue(cast, due_at=clock.now() + dt.timedelta(hours=1))
        assert send_due() == 0
    with at("2026-03-02 09:30"):
        assert send_due() == 1


def test_the_recipient_s_language_speaks(cast: Cast, post: Post) -> None:
    with translation.override("zh-hans"):
        queue(cast)
        send_due()
    assert post.sent == ["waiting|test:ann"]


def test_trouble_is_tried_again_later_and_later_and_then_given_up(
    cast: Cast, post: Post, at: At
) -> None:
    moment = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
    post.troubles = [ConnectionError("x") for _ in range(MOST_TRIES)]
    waits = []
    with clock.frozen(moment):
        queue(cast)
    for _try in range(MOST_TRIES):
        with clock.frozen(moment):
            assert send_due() == 0
            row = Notice.objects.get(community_id=cast.a.id)
        waits.append((row.due_at - moment).total_seconds() / 60)
        moment = row.due_at
    assert waits == [20, 40, 80, 160, 320, 640]
    assert (row.state, row.tries, row.trouble) == ("failed", MOST_TRIES, "ConnectionError")
    with clock.frozen(moment + dt.timedelta(days=30)):
        assert send_due() == 0
    assert post.sent == []


def test_trouble_that_passes_does_not_hold_up_the_others(cast: Cast, post: Post) -> None:
    post.troubles = [ConnectionError("x")]
    queue(cast)
    queue(cast, recipient="test:ann")
    assert send_due() == 1
    assert states(cast) == [NoticeState.WAITING, NoticeState.SENT]


def test_a_channel_that_the_recipient_lacks_fails_at_once(cast: Cast, post: Post) -> None:
    post.troubles = [NoAddressError()]
    queue(cast)
    assert send_due() == 1
    row = Notice.objects.get(community_id=cast.a.id)
    assert (row.state, row.trouble, row.tries) == ("failed", "no_address", 1)


def test_a_worker_killed_while_sending_leaves_the_notice_for_ten_minutes_later(
    cast: Cast, post: Post, at: At
) -> None:
    post.troubles = [KeyboardInterrupt()]
    with at("2026-03-02 08:30"):
        queue(cast)
        with pytest.raises(KeyboardInterrupt):
            send_due()
    with at("2026-03-02 08:39"):
        assert send_due() == 0
    with at("2026-03-02 08:41"):
        assert send_due() == 1
    assert post.sent == ["waiting|test:ann"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_notice_once(post: Post) -> None:
    cast = make_cast()
    for _number in range(20):
        queue(cast)
    done: list[int] = []
    start = threading.Barrier(2)

    def work() -> None:
        start.wait()
        done.append(send_due())
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(done) == 20
    assert len(post.sent) == 20
    assert set(states(cast)) == {NoticeState.SENT}


def test_an_unknown_kind_is_an_error_of_the_programmer(cast: Cast) -> None:
    with pytest.raises(KeyError):
        queue(cast, kind="test.unheard")


def test_e_mail_carries_one_message_id_however_often_it_is_tried(
    cast: Cast, post: Post, settings: Any
) -> None:
    settings.LINLI_BASE_URL = "https://linli.example"
    queue(cast, channel="email")
    send_due()
    letter, row = mail.outbox[-1], Notice.objects.get(community_id=cast.a.id)
    assert letter.extra_headers["Message-ID"] == f"<{row.id}@linli>"
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert letter.body.endswith("https://linli.example/c/alpha/")


def test_who_is_to_be_called_stands_on_the_list_until_somebody_told_them(
    cast: Cast, post: Post
) -> None:
    queue(cast, channel="call")
    queue(cast, channel="call", community_id=cast.b.id)
    send_due()
    assert (count_calls(cast.a.id), states(cast)) == (1, [NoticeState.TO_CALL])
    call = calls_to_make(cast.a.id)[0]
    assert (call.name, call.phone, call.text) == (NAME, PHONE, f"Dear {NAME}, it is done.")
    told_by_telephone(community_id=cast.a.id, notice_id=call.notice_id, by="c:1")
    assert calls_to_make(cast.a.id) == []
    with pytest.raises(Conflict):
        told_by_telephone(community_id=cast.a.id, notice_id=call.notice_id, by="c:2")
    with pytest.raises(NotSeen):
        told_by_telephone(community_id=cast.b.id, notice_id=call.notice_id, by="c:2")


def test_nobody_without_a_telephone_stands_on_the_list(cast: Cast, post: Post) -> None:
    FINDERS["test"] = lambda _community, _key: Address(name=NAME, email=EMAIL)
    queue(cast, channel="call")
    send_due()
    assert (count_calls(cast.a.id), states(cast)) == (0, [NoticeState.FAILED])


def test_a_notice_of_another_community_is_not_sent_from_here(cast: Cast, post: Post) -> None:
    queue(cast)
    row = Notice.objects.get(community_id=cast.a.id)
    assert send_one(cast.b.id, row.id) is False
    assert post.sent == []
