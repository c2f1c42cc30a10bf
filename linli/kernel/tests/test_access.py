"""May I, and which may I: two questions with one answer, for any grants and any rows."""

import uuid
from collections.abc import Iterator

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.kernel.access.actor import Actor, Grant, Role
from linli.kernel.access.permissions import (
    PERMISSIONS,
    all_rows,
    get_visible,
    holds,
    may,
    permit,
    require,
    require_may,
    scope,
    visible,
    with_scope,
)
from linli.kernel.errors import NotAllowed, NotKnown, NotSeen
from linli.kernel.timers.models import Timer
from tests.cast import SINCE_MOMENT, Cast, new_id

SEE, OPEN, GUARDED = "test.see", "test.open", "test.guarded"
GRIDS = [uuid.UUID(int=number) for number in range(1, 4)]
UNITS = [1, 2]


def in_grid(_actor: Actor, grant: Grant) -> Q | None:
    return Q(object_id=grant.grid_id) if grant.grid_id else None


def of_unit(_actor: Actor, grant: Grant) -> Q | None:
    return Q(key=f"unit {grant.organisation_id}") if grant.organisation_id else None


@pytest.fixture(autouse=True)
def permissions() -> Iterator[None]:
    permit(
        SEE,
        "see lamps",
        roles={
            Role.COMMITTEE: all_rows,
            Role.GRID_WORKER: in_grid,
            Role.PARTNER: of_unit,
            Role.PROGRAM: with_scope("lamps:read", of_unit),
        },
    )
    permit(OPEN, "see open lamps", roles={Role.ANYONE: lambda _a, _g: Q(late=True)})
    permit(GUARDED, "secrets", second_factor=True, roles={Role.COMMITTEE: all_rows})
    yield
    for key in (SEE, OPEN, GUARDED):
        del PERMISSIONS[key]


def rows_in(cast: Cast) -> list[Timer]:
    made = [
        Timer(
            community_id=home.id,
            kind="test.lamp",
            object_id=grid,
            key=f"unit {unit}",
            due_at=SINCE_MOMENT,
            state="done",
            late=late,
        )
        for home in (cast.a, cast.b)
        for grid in GRIDS
        for unit in UNITS
        for late in (True, False)
    ]
    for number, row in enumerate(made):
        row.due_at = SINCE_MOMENT.replace(year=2001 + number)
    return Timer.objects.bulk_create(made)


def actors(homes: list[int]) -> st.SearchStrategy[Actor]:
    grant = st.builds(
        Grant,
        role=st.sampled_from(
            [Role.COMMITTEE, Role.GRID_WORKER, Role.PARTNER, Role.PROGRAM, Role.RESIDENT]
        ),
        communities=st.frozensets(st.sampled_from(homes), max_size=2),
        grid_id=st.sampled_from([*GRIDS, None]),
        organisation_id=st.sampled_from([*UNITS, None]),
        scopes=st.frozensets(st.sampled_from(["lamps:read", "cases:read"])),
    )
    return st.builds(
        Actor,
        ref=st.sampled_from(["c:1", "anon"]),
        grants=st.lists(grant, max_size=4).map(tuple),
        verified=st.booleans(),
    )


@given(data=st.data())
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_may_and_visible_agree_for_every_row(cast: Cast, data: st.DataObject) -> None:
    if not Timer.objects.filter(community_id=cast.a.id).exists():
        rows_in(cast)
    actor = data.draw(actors([cast.a.id, cast.b.id]))
    for key in (SEE, OPEN, GUARDED):
        for home in (cast.a, cast.b):
            rows = list(Timer.objects.filter(community_id=home.id))
            which = set(visible(actor, key, Timer.objects.all(), home.id))
            assert {row for row in rows if may(actor, key, row)} == which
            assert all(row.community_id == home.id for row in which)
            if which:
                assert holds(actor, key, home.id)
            if not holds(actor, key, home.id):
                assert which == set()


def test_grants_join_and_each_reaches_only_its_own(cast: Cast) -> None:
    rows_in(cast)
    here = frozenset({cast.a.id})
    both = Actor(
        ref="c:1",
        grants=(
            Grant(Role.GRID_WORKER, here, grid_id=GRIDS[0]),
            Grant(Role.PARTNER, here, organisation_id=2),
            Grant(Role.COMMITTEE, frozenset({cast.b.id})),
        ),
    )
    seen = visible(both, SEE, Timer.objects.all(), cast.a.id)
    assert {(row.object_id == GRIDS[0], row.key == "unit 2") for row in seen} == {
        (True, True),
        (True, False),
        (False, True),
    }
    assert seen.count() == 8
    assert visible(both, SEE, Timer.objects.all(), cast.b.id).count() == 12


def test_a_grant_without_what_narrows_it_reaches_nothing(cast: Cast) -> None:
    rows_in(cast)
    here = frozenset({cast.a.id})
    blank = Actor(ref="c:1", grants=(Grant(Role.GRID_WORKER, here), Grant(Role.PARTNER, here)))
    assert visible(blank, SEE, Timer.objects.all(), cast.a.id).count() == 0
    assert not holds(blank, SEE, cast.a.id)


def test_a_program_reaches_what_its_key_was_given_for(cast: Cast) -> None:
    rows_in(cast)
    here = frozenset({cast.a.id})

    def seen(*scopes: str) -> int:
        grant = Grant(Role.PROGRAM, here, organisation_id=1, scopes=frozenset(scopes))
        program = Actor(ref="k:1", grants=(grant,))
        return visible(program, SEE, Timer.objects.all(), cast.a.id).count()

    assert (seen("lamps:read"), seen("cases:read"), seen()) == (6, 0, 0)


def test_everyone_sees_what_is_open_and_the_system_sees_all(cast: Cast) -> None:
    rows_in(cast)
    anyone = visible(cast.actor("anonymous"), OPEN, Timer.objects.all(), cast.a.id)
    assert set(anyone.values_list("late", flat=True)) == {True}
    assert visible(Actor.system(), SEE, Timer.objects.all(), cast.a.id).count() == 12


def test_the_second_factor_opens_what_the_role_alone_does_not(cast: Cast) -> None:
    here = frozenset({cast.a.id})
    plain = Actor(ref="c:1", grants=(Grant(Role.COMMITTEE, here),))
    with pytest.raises(NotAllowed) as refused:
        require(plain, GUARDED, cast.a.id)
    assert refused.value.code == "second_factor_needed"
    require(Actor(ref="c:1", grants=plain.grants, verified=True), GUARDED, cast.a.id)


def test_refusals_are_401_unknown_403_known_404_unseen(cast: Cast) -> None:
    row = rows_in(cast)[0]
    with pytest.raises(NotKnown):
        require(cast.actor("anonymous"), SEE, cast.a.id)
    with pytest.raises(NotAllowed):
        require_may(cast.actor("resident"), SEE, row)
    for who in ("resident", "outsider", "anonymous"):
        with pytest.raises(NotSeen):
            get_visible(cast.actor(who), SEE, Timer.objects.all(), cast.a.id, id=row.id)
    found = get_visible(cast.actor("committee"), SEE, Timer.objects.all(), cast.a.id, id=row.id)
    assert found == row
    with pytest.raises(NotSeen):
        get_visible(cast.actor("committee"), SEE, Timer.objects.all(), cast.a.id, id=new_id())


def test_nobody_reaches_everything_by_a_scope_that_matches_nothing(cast: Cast) -> None:
    rows_in(cast)
    assert (
        Timer.objects.filter(community_id=cast.a.id)
        .filter(scope(cast.actor("resident"), SEE, cast.a.id))
        .count()
        == 0
    )


def test_a_permission_is_registered_once() -> None:
    with pytest.raises(ValueError, match="registered twice"):
        permit(SEE, "again", roles={})
