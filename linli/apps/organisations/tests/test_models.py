"""The constraints that the database itself holds."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from linli.apps.organisations.models import Organisation, Presence, Responsibility
from linli.kernel import clock
from tests.cast import Cast


def test_a_unit_is_present_once_in_a_role_while_it_is_open(cast: Cast) -> None:
    firm = Organisation.objects.create(kind="property_firm", name="Harbour Property")
    day = dt.date(2026, 1, 1)
    row: dict[str, Any] = {
        "organisation": firm,
        "role": "service",
        "since": day,
        "written_at": clock.now(),
    }
    Presence.objects.create(community=cast.a, **row)
    Presence.objects.create(community=cast.b, **row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Presence.objects.create(community=cast.a, **row)
    assert Presence.objects.filter(community_id=cast.a.id).count() == 1


def test_a_responsibility_cannot_end_without_a_reason_or_before_it_began(cast: Cast) -> None:
    day = dt.date(2026, 1, 1)
    for until, reason in ((day, ""), (dt.date(2025, 12, 31), "left")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Responsibility.objects.create(
                community=cast.a,
                role="grid_worker",
                display_name="梁嘉敏",
                since=day,
                until=until,
                ended_reason=reason,
                written_at=clock.now(),
            )
    assert Responsibility.objects.filter(community_id=cast.a.id).exists() is False
