"""A grid changes hands: the pack shows what is open, and orders do not stay with who left."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from django.test import Client
from django.urls import reverse

from linli.apps.accounts.models import GrantRow
from linli.apps.accounts.public import end_role
from linli.apps.cases.models import Case, Dispatch, Step
from linli.apps.cases.operations.dispatching import Unit, dispatch_case, sign_dispatch
from linli.apps.cases.tests.conftest import FAMILY, Ground
from linli.apps.people.operations import register_person
from linli.apps.people.rules.drafts import Home, draft_person
from linli.kernel import clock
from linli.kernel.timers.running import run_due

Visit = Callable[[str], Client]
At = Callable[[str], AbstractContextManager[None]]


def ordered(ground: Ground) -> Case:
    """A case that the grid worker has signed for."""
    case = ground.accepted()
    worker = ground.actor("grid_worker")
    dispatch_case(
        community=ground.a,
        actor=ground.actor("committee"),
        case_id=case.id,
        to=Unit(worker=worker.ref, worker_name=worker.name),
    )
    return sign_dispatch(community=ground.a, actor=worker, case_id=case.id)


def grant_of(ground: Ground, who: str) -> GrantRow:
    mine = ground.cast.credential(who)
    return GrantRow.objects.filter(community=ground.a, credential=mine).order_by("since")[0]


def end(ground: Ground, until: dt.date | None = None) -> None:
    grant = grant_of(ground, "grid_worker")
    end_role(community=ground.a, actor=ground.actor("system_admin"), grant_id=grant.id, until=until)


def test_orders_go_to_the_only_other_worker_of_the_grid(ground: Ground) -> None:
    ground.cast.narrow["other_grid_worker"]["grid_id"] = ground.grid.id
    heir = ground.actor("other_grid_worker")
    case = ordered(ground)
    end(ground)
    now = ground.fresh(case)
    assert (now.worker, now.worker_name, now.state) == (heir.ref, heir.name, case.state)
    assert now.resolution_due == case.resolution_due
    orders = Dispatch.objects.filter(community_id=ground.a.id, case_id=case.id).order_by("sent_at")
    assert [(row.worker, row.state) for row in orders] == [
        (ground.actor("grid_worker").ref, "withdrawn"),
        (heir.ref, "signed"),
    ]
    last = Step.objects.filter(community_id=ground.a.id, case_id=case.id).order_by("-id")[0]
    assert (last.kind, last.reach, last.extra["after"]) == (
        "correct",
        "inside",
        {"worker": heir.name},
    )


def test_without_a_successor_the_order_waits_in_the_grid(ground: Ground) -> None:
    case = ordered(ground)
    end(ground)
    now = ground.fresh(case)
    assert (now.worker, now.worker_name, now.grid_id) == ("", "", ground.grid.id)


def test_an_end_in_the_future_moves_nothing_before_its_day(ground: Ground, at: At) -> None:
    with at("2026-03-02 09:00"):
        case = ordered(ground)
        end(ground, until=dt.date(2026, 3, 31))
    leaver = ground.actor("grid_worker").ref
    with at("2026-03-31 18:00"):
        run_due()
        assert ground.fresh(case).worker == leaver
    with at("2026-04-01 00:01"):
        run_due()
        run_due()
        assert ground.fresh(case).worker == ""


def test_somebody_who_keeps_a_role_in_the_grid_keeps_the_orders(ground: Ground) -> None:
    case = ordered(ground)
    mine = grant_of(ground, "grid_worker")
    GrantRow.objects.create(
        community=ground.a,
        credential=mine.credential,
        role="grid_worker",
        grid_id=ground.grid.id,
        since=clock.today(ground.a),
        given_by="system",
        written_at=clock.now(),
    )
    end(ground)
    assert ground.fresh(case).worker == ground.actor("grid_worker").ref


def test_the_pack_shows_open_cases_and_neighbours_to_know(
    ground: Ground, visit: Visit, django_assert_max_num_queries: Any
) -> None:
    open_case, elsewhere = ground.accepted(text="楼道灯坏了"), ground.closed(text="早就修好")
    ground.new("夫妻为孩子吵得厉害", type_code=FAMILY, who="committee")
    for name, tag in (("秦阿婆", "alone"), ("何病人", "disabled")):
        draft = draft_person(
            today=clock.today(ground.a),
            name=name,
            homes=(Home(ground.home.id),),
            tags=(("care_tag", tag),),
        )
        register_person(actor=ground.actor("system"), community=ground.a, draft=draft)
    page = reverse("organisations:handover", kwargs={"slug": ground.a.slug, "key": ground.grid.id})
    client = visit("grid_worker")
    client.get(page)
    with django_assert_max_num_queries(15):
        text = client.get(page).text
    for shown in (open_case.number, "楼道灯坏了", elsewhere.number, "秦阿婆"):
        assert shown in text, shown
    assert "夫妻为孩子吵得厉害" not in text
    assert "何病人" not in text
    file = visit("grid_worker").post(
        reverse("organisations:handover_file", kwargs={"slug": "alpha", "key": ground.grid.id}),
        {"purpose": "工作交接"},
    )
    assert open_case.number in file.text
    assert "秦阿婆" in file.text
