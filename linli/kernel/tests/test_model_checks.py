"""The checks speak when a key goes upward, leaves its community or is not told apart by it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import models
from django.test.utils import isolate_apps

from linli.kernel.model_checks import NO_THROUGH, NOT_FIRST, NOT_LOCAL, UPWARD, faults_of
from linli.kernel.tenancy import CommunityModel, LocalKey


def faults(*models: Any) -> list[str | None]:
    return [fault.id for fault in faults_of(models)]


@pytest.fixture
def lone() -> Iterator[None]:
    with isolate_apps("linli.kernel", "linli.apps.places", "linli.apps.cases"):
        yield


def test_all_models_hold_the_rules() -> None:
    assert [fault for fault in run_checks() if str(fault.id).startswith("linli.")] == []


def test_a_key_to_a_higher_app_is_a_fault(lone: None) -> None:
    cases = apps.get_model("cases", "Case")
    places = apps.get_model("places", "Place")

    class Lower(CommunityModel):
        case: Any = LocalKey(cases, related_name="+")

        class Meta:
            app_label = "places"

    class Higher(CommunityModel):
        place: Any = LocalKey(places, related_name="+")

        class Meta:
            app_label = "cases"

    assert (faults(Lower), faults(Higher)) == ([UPWARD], [])


def test_a_plain_key_between_rows_of_a_community_is_a_fault(lone: None) -> None:
    places = apps.get_model("places", "Place")

    class Plain(CommunityModel):
        place: Any = models.ForeignKey(places, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "cases"

    class Free(models.Model):
        place: Any = models.ForeignKey(places, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "cases"

    assert (faults(Plain), faults(Free)) == ([NOT_LOCAL], [])


def test_uniques_and_indexes_begin_with_the_community(lone: None) -> None:
    class Loose(CommunityModel):
        code: Any = models.CharField(max_length=9, unique=True)
        day: Any = models.DateField()

        class Meta:
            app_label = "cases"
            constraints = [models.UniqueConstraint(fields=["day", "community"], name="loose_once")]
            indexes = [models.Index(fields=["day"], name="loose_by_day")]

    assert faults(Loose) == [NOT_FIRST] * 3


def test_many_to_many_needs_a_model_in_between(lone: None) -> None:
    region = apps.get_model("places", "Region")

    class Many(models.Model):
        regions: Any = models.ManyToManyField(region, related_name="+")

        class Meta:
            app_label = "cases"

    assert faults(Many) == [NO_THROUGH]
