import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from linli.apps.accounts.models import ApiKey
from linli.apps.accounts.public import actor_from_key, close_key, give_key
from linli.kernel.access.actor import Role
from linli.kernel.errors import NotAllowed, NotKnown, RuleNotMet
from tests.cast import Cast

At = Callable[[str], AbstractContextManager[None]]


def given(cast: Cast, **more: Any) -> tuple[ApiKey, str]:
    cast.credential("partner")
    words: dict[str, Any] = {
        "community": cast.a,
        "actor": cast.actor("security_admin"),
        "name": "Bridge",
        "keeper_login": "partner",
        "scopes": ["cases:read", "open311"],
        "until": dt.date(2026, 12, 31),
        "organisation_id": 7,
        **more,
    }
    return give_key(**words)


def test_a_key_makes_a_program_with_its_scopes_here_only(cast: Cast, at: At) -> None:
    with at("2026-11-22 10:00"):
        row, secret = given(cast)
        program = actor_from_key(f"Bearer {secret}", "203.0.113.5")
    assert program is not None
    assert (program.ref, program.name) == (f"k:{row.id}", "Bridge")
    assert [g.role for g in program.in_community(cast.a.id)] == [Role.PROGRAM]
    assert program.in_community(cast.b.id) == ()
    assert program.grants[0].scopes == frozenset({"cases:read", "open311"})
    assert program.organisation_in(cast.a.id) == 7


def test_the_day_of_use_is_written_once_a_day(
    cast: Cast, at: At, django_assert_num_queries: Any
) -> None:
    with at("2026-11-22 10:00"):
        row, secret = given(cast)
        with django_assert_num_queries(2):
            actor_from_key(f"Bearer {secret}")
        with django_assert_num_queries(1):
            actor_from_key(f"Bearer {secret}")
    row.refresh_from_db()
    assert row.last_used_on == dt.date(2026, 11, 22)


def test_the_key_itself_is_kept_nowhere(cast: Cast, at: At) -> None:
    with at("2026-11-22 10:00"):
        _row, secret = given(cast)
    stored = str(ApiKey.objects.filter(community=cast.a).values().get())
    assert secret not in stored
    assert secret.split("_", 2)[2] not in stored


@pytest.mark.parametrize(
    "header",
    ["Bearer", "Bearer x", "Basic abc", "Bearer linli_1_x", "Bearer linli_²_x", "linli_1_x", "ü"],
)
def test_what_is_no_key_is_refused(cast: Cast, header: str) -> None:
    with pytest.raises(NotKnown):
        actor_from_key(header)


def test_no_header_is_no_program(db: None) -> None:
    assert actor_from_key("") is None


def test_a_key_ends_with_its_day_or_when_closed(cast: Cast, at: At) -> None:
    with at("2026-11-22 10:00"):
        _row, secret = given(cast)
        other, closed = given(cast, name="Other")
        close_key(community=cast.a, actor=cast.actor("partner"), key_id=other.id)
        with pytest.raises(NotKnown):
            actor_from_key(f"Bearer {closed}")
    with at("2027-01-02 10:00"), pytest.raises(NotKnown):
        actor_from_key(f"Bearer {secret}")


def test_keys_come_from_the_security_administrator_with_scopes_and_an_end(
    cast: Cast, at: At
) -> None:
    with at("2026-11-22 10:00"):
        with pytest.raises(NotAllowed):
            given(cast, actor=cast.actor("system_admin"))
        wrongs: tuple[dict[str, Any], ...] = (
            {"scopes": []},
            {"scopes": ["everything"]},
            {"until": dt.date(2026, 11, 21)},
            {"until": dt.date(2028, 11, 21)},
            {"keeper_login": "nobody"},
        )
        for wrong in wrongs:
            with pytest.raises(RuleNotMet):
                given(cast, **wrong)
    assert not ApiKey.objects.filter(community=cast.a).exists()
