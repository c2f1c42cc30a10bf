"""The tour's community at its whole size: the published figures come out exactly."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from linli.apps.cases.public import Case
from linli.apps.organisations.public import TeamKind
from linli.apps.people.public import Household, Person, PersonTag
from linli.apps.places.public import Grid, Place
from linli.demo.loading.whole import load_community
from linli.demo.packs import TOUR, pack
from linli.kernel.community import Community
from linli.kernel.measures import MEASURES, Question
from linli.kernel.records.sealing import verify

pytestmark = [pytest.mark.django_db, pytest.mark.long]


@pytest.fixture(scope="module", autouse=True)
def loaded(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    folder = tmp_path_factory.mktemp("demo")
    with (
        django_db_blocker.unblock(),
        override_settings(LINLI_DATA=folder, PASSWORD_HASHERS=quick),
        transaction.atomic(),
    ):
        load_community(TOUR)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def home() -> Community:
    return Community.objects.get(slug=TOUR)


def counted(home: Community, key: str, **by: str) -> float:
    question = Question([home], end=pack(TOUR).as_of, by=by)
    return int(MEASURES[f"organisations.{key}"].value(question))


def test_people_and_ground(home: Community) -> None:
    limit = dt.date(1963, 8, 12)
    people = Person.objects.filter(community_id=home.id)
    assert {
        "4-01 residents": people.count(),
        "4-01 elders": people.filter(birth_date__lte=limit).count(),
        "4-07 party members": people.filter(party_member=True).count(),
        "4-11 households": Household.objects.filter(
            community_id=home.id, until__isnull=True
        ).count(),
        "4-11 buildings": Place.objects.filter(community_id=home.id, kind="building").count(),
        "4-11 grids": Grid.objects.filter(community_id=home.id).count(),
    } == {
        "4-01 residents": 5000,
        "4-01 elders": 1500,
        "4-07 party members": 464,
        "4-11 households": 1854,
        "4-11 buildings": 108,
        "4-11 grids": 9,
    }


def test_five_olds_are_of_five_kinds(home: Community) -> None:
    tags = PersonTag.objects.filter(community_id=home.id, entry__kind="five_olds")
    names = {row.entry.names["zh-hans"] for row in tags.select_related("entry")}
    assert names == {"老党员", "老干部", "老劳模", "老军人", "老专家"}


def test_bodies_and_teams(home: Community) -> None:
    assert {
        "4-05 pairs": counted(home, "pairs"),
        "4-07 branches": counted(home, "branches"),
        "4-07 groups": counted(home, "groups"),
        "4-07 members": counted(home, "members"),
        "4-09 kin and friends teams": counted(home, "teams", kind=TeamKind.KIN_AND_FRIENDS),
        "4-30 chat groups": counted(home, "chat_groups"),
        "five societies": counted(home, "five_society_kinds"),
    } == {
        "4-05 pairs": 4,
        "4-07 branches": 9,
        "4-07 groups": 19,
        "4-07 members": 464,
        "4-09 kin and friends teams": 8,
        "4-30 chat groups": 10,
        "five societies": 5,
    }


def test_forty_kin_and_friends_in_eight_teams(home: Community) -> None:
    from linli.apps.organisations.models import TeamMember  # no measure counts members of teams

    rows = TeamMember.objects.filter(
        community_id=home.id, team__kind=TeamKind.KIN_AND_FRIENDS, until__isnull=True
    )
    assert rows.count() == 40


def test_the_tenancy_dispute_ended_in_court(home: Community) -> None:
    cases = Case.objects.filter(community_id=home.id, settled_level="outside")
    assert [(case.type.code, case.confidential, case.settled_how) for case in cases] == [
        ("dispute.tenancy", True, "outcome.passed_on")
    ]


def test_every_record_is_sealed_and_true(home: Community) -> None:
    assert list(verify(home.id)) == []
