"""One small community loaded whole: everything the loader does, at a twentieth of the size."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from linli.apps.accounts.public import Credential, grants_of
from linli.apps.cases.public import OPEN_STATES, Case, Reporter, Supervision
from linli.apps.organisations.public import Responsibility, Team
from linli.apps.people.public import Household, Person
from linli.apps.places.public import Grid, Place
from linli.demo.ground import ground
from linli.demo.loading.context import Loading
from linli.demo.loading.logins import read_logins
from linli.demo.loading.moves import MOVES
from linli.demo.loading.reporters import raised, speaker
from linli.demo.loading.staff import Roster
from linli.demo.loading.whole import is_loaded, load_community
from linli.demo.packs import pack
from linli.demo.storybook import MOVES as TOLD
from linli.demo.telling import stories
from linli.kernel import clock
from linli.kernel.access.actor import Actor, Role
from linli.kernel.community import Community
from linli.kernel.outbox.models import Notice, NoticeState
from linli.kernel.records.sealing import unsealed, verify
from linli.kernel.tenancy import CommunityModel, across_communities
from linli.kernel.timers.models import Timer, TimerState

SLUG = "haizhou"
SMALL = 0.05

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def loaded(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Loaded once for all tests of this file, and rolled back after the last."""
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    folder = tmp_path_factory.mktemp("demo")
    with (
        django_db_blocker.unblock(),
        override_settings(LINLI_DATA=folder, PASSWORD_HASHERS=quick),
        transaction.atomic(),
    ):
        load_community(SLUG, scale=SMALL)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def home() -> Community:
    return Community.objects.get(slug=SLUG)


def sizes() -> dict[str, int]:
    """Rows by table, to see that nothing was added."""
    with across_communities("a test counts everything"):
        return {
            model._meta.label: model._default_manager.count()
            for model in apps.get_models()
            if issubclass(model, CommunityModel)
        }


def test_every_act_of_a_story_has_its_move() -> None:
    assert MOVES.keys() == TOLD.keys()


def test_the_ground_has_its_published_shape(home: Community) -> None:
    content = pack(SLUG)
    counted = {
        kind: Place.objects.filter(community_id=home.id, kind=kind).count()
        for kind in ("estate", "building")
    }
    assert counted == {
        "estate": len(content.estates),
        "building": len({row.full_name for row in _buildings(home)}),
    }
    assert Grid.objects.filter(community_id=home.id).count() == len(content.grids)
    assert all(row.grid_id for row in _buildings(home))
    assert (home.loading, home.parent is not None) == (False, True)


def _buildings(home: Community) -> list[Place]:
    return list(Place.objects.filter(community_id=home.id, kind="building"))


def test_people_came_by_the_importer_and_serve_where_they_live(home: Community) -> None:
    households = Household.objects.filter(community_id=home.id).count()
    assert 40 <= households < 200
    assert Person.objects.filter(community_id=home.id).count() > households
    heads = Responsibility.objects.filter(community_id=home.id, role="building_head")
    assert heads.filter(person__isnull=True).count() == 0
    assert Team.objects.filter(community_id=home.id).count() == len(pack(SLUG).teams)


def test_the_past_is_past_and_the_present_is_open(home: Community) -> None:
    cases = Case.objects.filter(community_id=home.id)
    now = clock.now()
    assert cases.filter(registered_at__gt=now).count() == 0
    told = cases.filter(registered_at__date__lte=pack(SLUG).as_of)
    assert set(told.values_list("state", flat=True)) == {"archived"}
    living = cases.filter(registered_at__date__gt=pack(SLUG).as_of)
    assert living.filter(state__in=OPEN_STATES).count() >= 5
    assert living.filter(state="registered").exists()


def test_reminders_came_in_their_time_and_none_is_late(home: Community) -> None:
    rows = Supervision.objects.filter(community_id=home.id)
    assert rows.count() > 0
    assert rows.filter(late=True).count() == 0
    assert {row.raised_at == row.due_at for row in rows} == {True}
    waiting = Timer.objects.filter(community_id=home.id, state=TimerState.WAITING)
    assert waiting.filter(due_at__lte=clock.now()).count() == 0
    assert not Timer.objects.filter(community_id=home.id, state=TimerState.FAILED).exists()


def test_nobody_waits_for_a_call_about_what_was_told_long_ago(home: Community) -> None:
    open_states = [NoticeState.WAITING, NoticeState.TO_CALL]
    waiting = Notice.objects.filter(community_id=home.id, state__in=open_states)
    cases = Case.objects.filter(community_id=home.id, id__in=waiting.values("subject_id"))
    assert {case.state for case in cases} <= {"closed", "answered", "declined"}
    assert cases.filter(registered_at__date__lte=pack(SLUG).as_of).count() == 0


def test_disputes_are_confidential_and_off_the_board(home: Community) -> None:
    disputes = Case.objects.filter(community_id=home.id, type__kind="dispute")
    assert {(case.confidential, case.public, case.public_text) for case in disputes} <= {
        (True, False, "")
    }


def test_the_chain_of_records_holds(home: Community) -> None:
    assert unsealed(home.id).count() == 0
    assert list(verify(home.id)) == []


def test_each_role_can_sign_in_and_is_what_it_says(home: Community) -> None:
    logins = {login.role: login for login in read_logins(SLUG)}
    assert set(logins) == {
        Role.CHIEF,
        Role.COMMITTEE,
        Role.GRID_WORKER,
        Role.PARTNER,
        Role.RESIDENT,
        Role.STREET,
        Role.DISTRICT,
        Role.SYSTEM_ADMIN,
        Role.SECURITY_ADMIN,
        Role.AUDIT_ADMIN,
    }
    assert logins[Role.COMMITTEE].login == f"committee-{SLUG}"
    for role, login in logins.items():
        found = authenticate(None, username=login.login, password=login.password)
        assert isinstance(found, Credential)
        grants = grants_of(found.pk, clock.today(home))
        assert {grant.role for grant in grants} == {role}
        assert all(home.id in grant.communities for grant in grants)


def test_whoever_only_acts_in_stories_cannot_sign_in(home: Community) -> None:
    shown = {login.login for login in read_logins(SLUG)}
    others = Credential.objects.exclude(login__in=shown)
    assert others.count() > 0
    assert not any(one.has_usable_password() for one in others)


def test_the_resident_follows_own_matters(home: Community) -> None:
    login = next(one for one in read_logins(SLUG) if one.role == Role.RESIDENT)
    found = Credential.objects.get(login=login.login)
    person = grants_of(found.pk, clock.today(home))[0].person_id
    assert person is not None
    mine = Reporter.objects.filter(community_id=home.id, person_id=person)
    assert mine.filter(actor_ref=f"c:{found.pk}").exists()


def test_loading_again_adds_nothing(home: Community) -> None:
    before = sizes()
    assert load_community(SLUG, scale=SMALL) is False
    assert sizes() == before


def test_before_the_account_was_opened_its_resident_reported_without_one(home: Community) -> None:
    past = next(
        story
        for story in stories(SLUG)
        if story.source == "resident" and story.reporter.role == "resident"
    )
    content = ground(SLUG)
    loading = Loading(home, content, (past,), home.opened_on or past.reported_at.date())
    roster = Roster(loading, speaker(loading, past))
    assert raised(loading, roster, past).actor == Actor.anonymous()


class Crash(BaseException):
    """The process dies between two parts."""


def test_an_interrupted_load_goes_on_to_the_same_end(monkeypatch: pytest.MonkeyPatch) -> None:
    other = "kexiang"
    for parts in (2, 7, 15):
        turns = iter(range(parts))

        def die_after_some(_seconds: float, turns: Any = turns) -> None:
            if next(turns, None) is None:
                raise Crash

        monkeypatch.setattr(time, "sleep", die_after_some)
        with pytest.raises(Crash):
            load_community(other, scale=SMALL)
        assert not is_loaded(other)
    monkeypatch.undo()
    assert load_community(other, scale=SMALL) is True
    second = Community.objects.get(slug=other)
    assert list(verify(second.id)) == []
    told = Case.objects.filter(community_id=second.id).values_list("title", "text")
    assert len(told) == len(set(told)) >= 15
