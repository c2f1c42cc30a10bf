import datetime as dt
from typing import Any

from django.contrib.sessions.models import Session
from django.utils import timezone

from linli.apps.accounts.operations.forgetting import forget_stale
from linli.kernel.limits import attempts, count_attempt


def test_attempts_go_after_a_day_and_sessions_after_their_end(db: None, at: Any) -> None:
    with at("2026-11-20 10:00"):
        count_attempt(what="sign_in", who="x")
    with at("2026-11-22 09:00"):
        count_attempt(what="sign_in", who="y")
    now = timezone.now()
    for key, hours in (("over", -1), ("open", 1)):
        Session.objects.create(session_key=key, expire_date=now + dt.timedelta(hours=hours))
    with at("2026-11-22 10:00"):
        assert forget_stale() == 2
        assert attempts(what="sign_in", who="y", minutes=120) == 1
    assert [row.session_key for row in Session.objects.all()] == ["open"]
