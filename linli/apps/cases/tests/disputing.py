"""Disputes as the tests of this folder make them."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from linli.apps.cases.models import (
    Case,
    Dispute,
    DisputeParty,
)
from linli.apps.cases.operations.disputes.people import (
    add_party,
)
from linli.apps.cases.operations.disputes.settling import settle_dispute
from linli.apps.cases.operations.registering import NewCase, register_case
from linli.apps.cases.operations.triage import accept_case
from linli.apps.cases.tests.conftest import Ground

At = Callable[[str], AbstractContextManager[None]]
SECRET = "闻人秋实"


def registered(ground: Ground, type_code: str = "dispute.tenancy", source: str = "counter") -> Case:
    return register_case(
        community=ground.a,
        actor=ground.actor("committee"),
        new=NewCase(text="房东不退押金", type_code=type_code, source=source),
    )


def accepted(ground: Ground, **given: str) -> Case:
    case = registered(ground, **given)
    return accept_case(community=ground.a, actor=ground.actor("committee"), case_id=case.id)


def in_grid(ground: Ground) -> Case:
    worker = ground.actor("grid_worker")
    case = register_case(
        community=ground.a,
        actor=worker,
        new=NewCase(text="楼上漏水两家吵起来", type_code="dispute.water_leak", source="visit"),
    )
    return accept_case(community=ground.a, actor=worker, case_id=case.id)


def party(ground: Ground, case: Case, side: str = "asking", name: str = SECRET) -> DisputeParty:
    return add_party(
        community=ground.a,
        actor=ground.actor("committee"),
        case_id=case.id,
        side=side,
        name=name,
        contact="13900000001",
    )


def dispute_of(case: Case) -> Dispute:
    return Dispute.objects.get(community_id=case.community_id, case_id=case.id)


def settle(ground: Ground, case: Case, outcome: str, who: str = "committee") -> Dispute:
    return settle_dispute(
        community=ground.a, actor=ground.actor(who), case_id=case.id, outcome=outcome
    )
