"""Addresses that are filled in are those that `reverse` finds."""

import uuid

import pytest
from django.urls import NoReverseMatch, reverse

from linli.web.addresses import url

ONE, OTHER = uuid.uuid4(), uuid.uuid4()


def test_the_same_address_with_other_keys() -> None:
    for key in (ONE, OTHER, ONE):
        for slug in ("one", "two"):
            asked = {"slug": slug, "case_id": key}
            assert url("cases:case", **asked) == reverse("cases:case", kwargs=asked)


def test_without_keys_and_with_typed_words() -> None:
    assert url("web:home", slug="one") == reverse("web:home", kwargs={"slug": "one"})
    asked = {"slug": "one", "number": "AA-2611-0047"}
    assert url("cases:public_case", **asked) == reverse("cases:public_case", kwargs=asked)


def test_an_address_that_is_not_there() -> None:
    for _again in range(2):
        with pytest.raises(NoReverseMatch):
            url("cases:case", slug="one")
