"""The work lists: what each role opens, and how many statements a page costs."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from linli.apps.cases.models import Case, Reason
from linli.apps.cases.operations.assisting import answer_assist, call_assist
from linli.apps.cases.operations.dispatching import Unit
from linli.apps.cases.operations.extending import ask_extension
from linli.apps.cases.operations.holding import hang_case, resume_case
from linli.apps.cases.operations.reporting import ReporterGiven
from linli.apps.cases.operations.supervising import exclude_from_rates, supervise
from linli.apps.cases.tests.conftest import Ground
from linli.apps.cases.tests.test_work_pages import WORK, Visit, address
from linli.apps.cases.tests.test_work_pages import present as present
from linli.kernel.outbox.sending import send_due

At = Callable[[str], AbstractContextManager[None]]
MOST = 15
LISTS = {
    "today/": "grid_worker",
    "cases/": "committee",
    "cases/new/": "grid_worker",
    "search/?q=楼道灯": "committee",
    "orders/": "partner",
    "supervision/": "committee",
    "calls/": "committee",
    "rates/": "committee",
    "rates/cases/?measure=cases.due.open": "committee",
    "types/": "committee",
    "types/reasons/": "committee",
    "types/duties/": "committee",
    "types/policies/": "chief",
    "types/calendar/": "chief",
    "types/flow/": "committee",
    "types/kinds/test.light/": "committee",
    "deadlines/": "partner",
}


def statements(client: Client, where: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        answer = client.get(where)
    assert answer.status_code == 200, (where, answer.status_code)
    return len(caught)


def fill(ground: Ground, count: int) -> None:
    """Cases in several states, by telephone too, some with a unit and a call for help."""
    stages: list[Any] = [
        ground.new,
        ground.accepted,
        ground.dispatched,
        ground.contacted,
        ground.closed,
    ]
    given = ReporterGiven(name="林小禾", phone="13800138000", channel="phone")
    for place in range(count):
        case = stages[place % len(stages)](reporter=given)
        if place % len(stages) == 2:
            call_assist(
                community=ground.a,
                actor=ground.actor("committee"),
                case_id=case.id,
                organisation_id=ground.rival_firm.id,
                text="请配合断电",
            )
    send_due()


@pytest.mark.parametrize("where", LISTS)
def test_a_list_costs_the_same_with_one_case_and_with_thirty(
    present: Ground, visit: Visit, where: str
) -> None:
    client = visit(LISTS[where])
    fill(present, 5)
    few = statements(client, WORK + where)
    fill(present, 30)
    many = statements(client, WORK + where)
    assert many <= few
    assert many <= MOST


def test_the_street_page_costs_the_same_with_more_cases(present: Ground, visit: Visit) -> None:
    client = visit("street")
    fill(present, 5)
    few = statements(client, "/c/sigma/work/street/")
    fill(present, 25)
    assert statements(client, "/c/sigma/work/street/") <= few <= MOST


def full_case(ground: Ground) -> Case:
    """Everything a case page can show at once."""
    a, office, firm = ground.a, ground.actor("committee"), ground.actor("partner")
    given = ReporterGiven(name="林小禾", phone="13800138000")
    ground.closed()
    case = ground.contacted(reporter=given)
    key: dict[str, Any] = {"community": a, "case_id": case.id}
    hang_case(**key, actor=firm, reason="pause.weather")
    resume_case(**key, actor=firm)
    for unit in (ground.rival_firm, ground.office):
        call_assist(**key, actor=office, organisation_id=unit.id, text="请配合断电")
    answer_assist(**key, actor=ground.actor("rival"), answer="马上到")
    due = ground.fresh(case).resolution_due
    assert due
    ask_extension(
        **key,
        actor=firm,
        reason="extension.works",
        until=due.date() + dt.timedelta(days=3),
    )
    supervise(**key, actor=ground.actor("chief"), level="routine", supervision_words="请尽快")
    reason = Reason.objects.filter(community_id=a.id, kind="exclusion").first()
    assert reason
    exclude_from_rates(**key, actor=office, reason=reason.code, exclusion_words="不是本社区")
    return case


def test_the_fullest_case_page_stays_within_fifteen_statements(
    present: Ground, visit: Visit
) -> None:
    case = full_case(present)
    client = visit("committee")
    client.get(address(case))
    with CaptureQueriesContext(connection) as caught:
        page = client.get(address(case))
    assert page.status_code == 200
    assert len(caught) <= MOST, [each["sql"][:90] for each in caught.captured_queries]


@pytest.mark.parametrize(
    ("who", "opens", "refused"),
    [
        ("grid_worker", ["today/", "cases/", "supervision/", "calls/"], ["orders/", "types/"]),
        ("committee", ["cases/", "rates/", "types/"], ["today/", "orders/"]),
        ("partner", ["orders/", "deadlines/"], ["cases/", "supervision/", "calls/", "rates/"]),
        ("street", ["cases/", "rates/", "supervision/"], ["calls/", "types/", "orders/"]),
        ("outsider", [], ["cases/", "today/", "orders/", "calls/", "rates/", "types/"]),
        ("resident", [], ["cases/", "today/", "orders/", "calls/", "rates/", "types/"]),
    ],
)
def test_each_role_opens_its_own_lists_and_no_others(
    present: Ground, visit: Visit, who: str, opens: list[str], refused: list[str]
) -> None:
    client = visit(who)
    assert {where: client.get(WORK + where).status_code for where in opens} == dict.fromkeys(
        opens, 200
    )
    assert {where: client.get(WORK + where).status_code for where in refused} == dict.fromkeys(
        refused, 403
    )


def test_a_partner_sees_its_orders_and_nothing_of_its_rival(present: Ground, visit: Visit) -> None:
    present.dispatched(text="金星物业的单子")
    rivals = Unit(organisation_id=present.rival_firm.id)
    present.dispatched(to=rivals, text="银河物业的单子")
    page = visit("partner").get(f"{WORK}orders/").content.decode()
    assert "金星物业的单子" in page
    assert "银河物业的单子" not in page
    found = visit("partner").get(f"{WORK}orders/", {"q": "银河"}).content.decode()
    assert "银河物业的单子" not in found


def test_grid_workers_navigation_begins_with_today(present: Ground, visit: Visit) -> None:
    page = visit("grid_worker").get(f"{WORK}today/").content.decode()
    side = page[page.index('class="side"') :]
    assert side.index(f"{WORK}today/") < side.index(f"{WORK}cases/")


def test_the_next_deadline_comes_first_whichever_clock_it_is(
    present: Ground, visit: Visit, at: At
) -> None:
    present.limits(resolution_value=10, resolution_unit="working_day")
    with at("2026-03-02 09:00"):
        present.accepted(text="十天后到期的")
        present.new(text="明天要回话的")
        page = visit("committee").get(f"{WORK}cases/").content.decode()
    assert page.index("明天要回话的") < page.index("十天后到期的")
