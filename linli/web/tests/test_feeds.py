import pytest

from linli.web.feeds import feed_reader, feed_token
from tests.cast import Cast

FEED = "cases.deadlines:alpha"


def test_a_token_opens_its_own_feed_for_its_own_credential(cast: Cast) -> None:
    worker = cast.credential("grid_worker")
    token = feed_token(worker, FEED)
    assert feed_reader(token, FEED) == worker
    assert feed_reader(token, "cases.deadlines:beta") is None


def test_a_new_password_and_a_closed_account_end_all_feeds(cast: Cast) -> None:
    worker, chief = cast.credential("grid_worker"), cast.credential("chief")
    tokens = {who: feed_token(who, FEED) for who in (worker, chief)}
    worker.set_password("another long password 9")
    worker.save()
    chief.is_active = False
    chief.save()
    assert [feed_reader(token, FEED) for token in tokens.values()] == [None, None]


@pytest.mark.parametrize(
    "broken", ["", "x", "a:b:c", "WzEsMl0:1:x", "é" * 20, "a" * 500, "bnVsbA:1:2"]
)
def test_what_is_no_token_opens_nothing(cast: Cast, broken: str) -> None:
    assert feed_reader(broken, FEED) is None


def test_a_token_with_another_number_in_it_opens_nothing(cast: Cast) -> None:
    worker, chief = cast.credential("grid_worker"), cast.credential("chief")
    body, rest = feed_token(chief, FEED).split(":", 1)
    mine = feed_token(worker, FEED).split(":", 1)[1]
    assert feed_reader(f"{body}:{mine}", FEED) is None
    assert feed_reader(f"{body}:{rest}", FEED) == chief
