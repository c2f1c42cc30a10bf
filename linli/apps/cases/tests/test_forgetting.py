"""Contact data go: with the person who is erased, and when they have served their time."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from linli.apps.cases.models import Case, Reporter
from linli.apps.cases.operations.finishing import archive_case
from linli.apps.cases.operations.forgetting import keep_contact_retention
from linli.apps.cases.operations.reporting import ReporterGiven
from linli.apps.cases.tests.conftest import Ground
from linli.apps.organisations.models import Responsibility
from linli.apps.organisations.public import make_responsible
from linli.apps.people.models import Person
from linli.apps.people.operations import register_person, request_data
from linli.apps.people.operations.rights import answer_data_request
from linli.apps.people.rules.drafts import draft_person
from linli.kernel import clock
from linli.kernel.timers.running import run_due
from linli.kernel.working import WORK

At = Callable[[str], AbstractContextManager[None]]
GIVEN: dict[str, Any] = {
    "name": "林小禾",
    "phone": "13812340077",
    "proxy_name": "何秀珍",
    "basis": "staff_phone",
}


def person(ground: Ground) -> Person:
    draft = draft_person(today=clock.today(ground.a), name="林小禾", phone="13812340077")
    return register_person(actor=ground.actor("system"), community=ground.a, draft=draft)


def traces(ground: Ground, case: Case) -> dict[str, Any]:
    row = Reporter.objects.get(community_id=ground.a.id, case_id=case.id)
    names = ("name", "phone_cipher", "phone_hash", "phone_last4", "proxy_name", "actor_ref")
    return {name: getattr(row, name) for name in names if getattr(row, name)}


def test_a_granted_deletion_takes_the_name_out_of_cases_and_duties(ground: Ground) -> None:
    who = person(ground)
    given = ReporterGiven(**GIVEN, person_id=who.id)
    case = ground.new(reporter=given, who="committee", source="telephone")
    make_responsible(
        community=ground.a,
        actor=ground.actor("system"),
        role="building_head",
        place=ground.building,
        person=who,
        public_phone="13812340077",
    )
    assert traces(ground, case)["name"] == "林小禾"
    asked = request_data(
        actor=ground.actor("committee"), community=ground.a, person_id=who.id, kind="delete"
    )
    answer_data_request(
        actor=ground.actor("chief"),
        community=ground.a,
        request_id=asked.id,
        state="done",
        answer="已经删除",
    )
    assert traces(ground, case) == {}
    duty = Responsibility.objects.get(community_id=ground.a.id)
    assert (duty.person_id, duty.display_name, duty.public_phone) == (None, "—", "")


def test_how_to_reach_a_reporter_is_kept_as_long_as_the_policy_says(ground: Ground, at: At) -> None:
    given = ReporterGiven(name="林小禾", phone="13812340077")
    with at("2026-03-02 09:00"):
        old, open_case = ground.closed(reporter=given), ground.accepted(reporter=given)
        archive_case(community=ground.a, actor=ground.actor("committee"), case_id=old.id)
    with at("2028-02-28 10:00"):
        night()
        assert traces(ground, old)["name"] == "林小禾"
    with at("2028-03-05 10:00"):
        night()
        night()
        assert keep_contact_retention(community=ground.a) == 0
    assert traces(ground, old) == {"actor_ref": ground.actor("resident").ref}
    assert traces(ground, open_case)["name"] == "林小禾"


def night() -> None:
    """One round of the worker: sets the timer of the day and runs what is due."""
    WORK["contact retention timers set"]()
    run_due()


def test_a_request_has_a_deadline_in_working_days(ground: Ground, at: At) -> None:
    with at("2026-03-02 09:00"):
        who = person(ground)
        asked = request_data(
            actor=ground.actor("committee"), community=ground.a, person_id=who.id, kind="delete"
        )
    assert clock.local(asked.due_at, ground.a).date() == dt.date(2026, 3, 23)
