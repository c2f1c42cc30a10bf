import datetime as dt
from typing import Any

import pytest

from linli.apps.accounts.models import Credential, GrantRow
from linli.apps.accounts.operations import (
    approve_role,
    close_credential,
    end_role,
    first_administrator,
    give_role,
    open_credential,
    reset_password,
)
from linli.apps.accounts.queries.actors import actor_for, credential_name, grants_of
from linli.kernel.access.actor import Actor, Role
from linli.kernel.errors import Conflict, NotAllowed, NotSeen, RuleNotMet
from linli.kernel.records.models import Record
from tests.cast import Cast

SINCE = dt.date(2026, 1, 1)


def opened(cast: Cast, login: str = "new", home: Any = None) -> Credential:
    made, _password = open_credential(
        actor=Actor.system(), login=login, name=login.title(), community=home or cast.a
    )
    return made


def give(cast: Cast, who: str, credential: Credential, role: str, **more: Any) -> GrantRow:
    home = more.pop("community", cast.a)
    return give_role(
        community=home,
        actor=cast.actor(who),
        credential_id=credential.pk,
        role=role,
        since=more.pop("since", SINCE),
        **more,
    )


@pytest.mark.parametrize(
    "who", ["resident", "grid_worker", "committee", "chief", "street", "security_admin"]
)
def test_only_a_system_administrator_opens_staff_roles(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        give(cast, who, opened(cast), Role.COMMITTEE)
    assert not GrantRow.objects.filter(community=cast.a, role=Role.COMMITTEE, since=SINCE).exists()


def test_a_community_worker_opens_a_resident_account_at_the_desk(cast: Cast) -> None:
    desk = cast.actor("committee")
    made, password = open_credential(actor=desk, login="r1", name="R", community=cast.a)
    row = give(cast, "committee", made, Role.RESIDENT)
    assert (row.role, made.must_change_password, len(password)) == (Role.RESIDENT, True, 19)
    with pytest.raises(NotAllowed):
        open_credential(actor=cast.actor("outsider"), login="r2", name="R", community=cast.a)
    with pytest.raises(NotSeen):
        give(cast, "outsider", made, Role.RESIDENT, community=cast.b)


def test_nobody_gives_or_ends_a_role_of_their_own(cast: Cast) -> None:
    admin = cast.actor("system_admin")
    mine = cast.credential("system_admin")
    with pytest.raises(NotAllowed, match="own_role"):
        give(cast, "system_admin", mine, Role.CHIEF)
    row = GrantRow.objects.get(community=cast.d, credential=mine)
    with pytest.raises(NotAllowed, match="own_role"):
        end_role(community=cast.d, actor=admin, grant_id=row.id)


@pytest.mark.parametrize("second", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
@pytest.mark.parametrize("first", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
def test_nobody_is_two_of_the_three_administrators(cast: Cast, first: str, second: str) -> None:
    made = opened(cast)
    system = Actor.system()
    words: dict[str, Any] = {"actor": system, "credential_id": made.pk, "since": SINCE}
    give_role(community=cast.a, role=first, **words)
    if first == second:
        with pytest.raises(RuleNotMet, match="role_held"):
            give_role(community=cast.a, role=second, **words)
        return
    for home in (cast.a, cast.b):
        with pytest.raises(RuleNotMet, match="administrators_separated"):
            give_role(community=home, role=second, **words)


def test_the_separation_holds_by_days(cast: Cast) -> None:
    made = opened(cast)
    row = give_role(
        community=cast.a,
        actor=Actor.system(),
        credential_id=made.pk,
        role=Role.SYSTEM_ADMIN,
        since=SINCE,
        until=dt.date(2026, 6, 30),
    )
    later: dict[str, Any] = {"community": cast.a, "actor": Actor.system(), "credential_id": made.pk}
    with pytest.raises(RuleNotMet):
        give_role(role=Role.AUDIT_ADMIN, since=dt.date(2026, 6, 30), **later)
    assert give_role(role=Role.AUDIT_ADMIN, since=dt.date(2026, 7, 1), **later)
    assert row.role == Role.SYSTEM_ADMIN


def test_an_administrator_begins_when_security_agrees(cast: Cast) -> None:
    cast.credential("security_admin")
    made = opened(cast)
    row = give(cast, "system_admin", made, Role.AUDIT_ADMIN)
    assert row.pending
    assert grants_of(made.pk, dt.date(2026, 11, 22)) == []
    with pytest.raises(NotAllowed):
        approve_role(community=cast.a, actor=cast.actor("system_admin"), grant_id=row.id)
    approve_role(community=cast.a, actor=cast.actor("security_admin"), grant_id=row.id)
    held = grants_of(made.pk, dt.date(2026, 11, 22))
    assert [grant.role for grant in held] == [Role.AUDIT_ADMIN]
    with pytest.raises(Conflict):
        approve_role(community=cast.a, actor=cast.actor("security_admin"), grant_id=row.id)


def test_without_a_security_administrator_nothing_waits(cast: Cast) -> None:
    assert not give(cast, "system_admin", opened(cast), Role.SECURITY_ADMIN).pending


def test_a_role_ends_at_once_or_with_a_day(cast: Cast) -> None:
    made, today = opened(cast), dt.date(2026, 11, 22)
    admin = cast.actor("system_admin")
    now, later = give(cast, "system_admin", made, Role.COMMITTEE), None
    end_role(community=cast.a, actor=admin, grant_id=now.id)
    assert grants_of(made.pk, today) == []
    later = give(cast, "system_admin", made, Role.COMMITTEE, since=today)
    end_role(community=cast.a, actor=admin, grant_id=later.id, until=dt.date(2026, 12, 31))
    assert len(grants_of(made.pk, dt.date(2026, 12, 31))) == 1
    assert grants_of(made.pk, dt.date(2027, 1, 1)) == []
    with pytest.raises(Conflict):
        end_role(community=cast.a, actor=admin, grant_id=now.id)


def test_a_role_belongs_to_its_kind_of_place(cast: Cast) -> None:
    with pytest.raises(RuleNotMet, match="role_home"):
        give(cast, "system_admin", opened(cast), Role.STREET)
    row = give(cast, "system_admin", opened(cast, "s"), Role.STREET, community=cast.s)
    reach = grants_of(row.credential_id, dt.date(2026, 11, 22))[0].communities
    assert reach == frozenset({cast.s.id, cast.a.id, cast.b.id})


def test_an_account_that_works_elsewhere_is_not_taken_over(cast: Cast) -> None:
    outside = cast.credential("outsider")
    local = opened(cast, "local")
    give_role(
        community=cast.a,
        actor=Actor.system(),
        credential_id=local.pk,
        role=Role.SYSTEM_ADMIN,
        since=SINCE,
    )
    admin = actor_for(local)
    with pytest.raises(NotSeen):
        reset_password(actor=admin, credential_id=outside.pk)
    give_role(
        community=cast.a,
        actor=Actor.system(),
        credential_id=outside.pk,
        role=Role.GRID_WORKER,
        since=SINCE,
    )
    for act in (reset_password, close_credential):
        with pytest.raises(NotAllowed, match="account_elsewhere"):
            act(actor=admin, credential_id=outside.pk)


def test_a_login_is_taken_once_whatever_its_letters(cast: Cast) -> None:
    opened(cast, "GW-0133")
    with pytest.raises(Conflict, match="login_taken"):
        opened(cast, " gw-0133 ")


def test_every_act_leaves_one_record_without_names(cast: Cast) -> None:
    made = opened(cast, "named")
    row = give(cast, "system_admin", made, Role.COMMITTEE)
    end_role(community=cast.a, actor=cast.actor("system_admin"), grant_id=row.id)
    close_credential(actor=cast.actor("system_admin"), credential_id=made.pk)
    records = Record.objects.filter(community=cast.a, object_id=made.record_id).order_by("id")
    assert [record.verb for record in records] == [
        "accounts.opened",
        "accounts.role_given",
        "accounts.role_ended",
        "accounts.closed",
    ]
    assert "named" not in str([record.payload for record in records]).lower()


def test_the_first_administrator_must_change_the_password(cast: Cast) -> None:
    login = first_administrator(community=cast.a, password="generated here")
    made = Credential.objects.get(login=login)
    assert (login, made.must_change_password) == ("admin", True)
    assert [grant.role for grant in grants_of(made.pk, dt.date(2027, 1, 1))] == [Role.SYSTEM_ADMIN]
    assert first_administrator(community=cast.b, password="generated here") == "admin-beta"


def test_a_reference_has_a_name(cast: Cast) -> None:
    made = cast.credential("committee")
    assert credential_name(f"c:{made.pk}") == "Committee"
    assert [credential_name(ref) for ref in ("system", "c:999999", "c:x", "k:1")] == [""] * 4
