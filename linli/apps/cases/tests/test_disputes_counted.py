"""Disputes counted, ended in court, and walked through their pages."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager

from django.test import Client

from linli.apps.cases.models import (
    Dispute,
    DisputeParty,
)
from linli.apps.cases.operations.disputes.settling import settle_dispute
from linli.apps.cases.tests.conftest import Ground
from linli.apps.cases.tests.disputing import (
    SECRET,
    accepted,
    dispute_of,
    settle,
)
from linli.kernel import clock
from linli.kernel.measures import MEASURES, Question

At = Callable[[str], AbstractContextManager[None]]


def test_2_14_twenty_eight_disputes_are_counted_by_outcome_and_channel(ground: Ground) -> None:
    made = {"grid": 12, "community": 10, "court": 1, "withdrawn": 2}
    for outcome, times in made.items():
        for _each in range(times):
            settle(ground, accepted(ground, source="telephone"), outcome)
    for _each in range(5):
        settle(ground, accepted(ground, source="meeting"), "community")
    today = clock.today(ground.a)
    question = Question([ground.a], end=today, start=today - dt.timedelta(days=1))
    settled = MEASURES["cases.disputes_settled"]
    assert settled.value(question) == 28
    assert settled.split(question, "outcome") == {"grid": 12, "community": 15, "court": 1}
    assert settled.split(question, "channel") == {"telephone": 23, "meeting": 5}
    court = Question([ground.a], end=today, start=question.start, by={"outcome": "court"})
    (drilled,) = settled.ids(court)
    assert Dispute.objects.get(community=ground.a, id=drilled).outcome == "court"


def test_4_33_a_lease_dispute_ends_in_court_and_legal_aid_was_named(ground: Ground) -> None:
    case = accepted(ground)
    settle_dispute(
        community=ground.a,
        actor=ground.actor("committee"),
        case_id=case.id,
        outcome="court",
        legal_aid=True,
    )
    dispute = dispute_of(case)
    assert (dispute.kind, dispute.outcome) == ("tenancy", "court")
    assert dispute.legal_aid_at is not None
    assert "12348" in ground.fresh(case).result
    assert ground.fresh(case).settled_level == "outside"


def test_the_pages_of_a_dispute_from_party_to_outcome(
    ground: Ground, visit: Callable[[str], Client]
) -> None:
    case, client = accepted(ground), visit("committee")
    here = f"/c/alpha/work/disputes/{case.id}/"
    form = {"side": "asking", "name": SECRET, "contact": "020-0000 0001"}
    assert client.post(f"{here}parties/", form).status_code == 302
    refused = client.post(f"{here}parties/", {"side": "other", "name": ""})
    assert refused.status_code == 422
    account = ground.actor("grid_worker").ref
    assert client.post(f"{here}mediators/", {"account": account}).status_code == 302
    papers = client.get(here)
    assert SECRET in papers.text
    assert SECRET in visit("grid_worker").get(here).text
    assert SECRET not in client.get("/c/alpha/work/disputes/").text
    assert visit("partner").get(here).status_code in (403, 404)
    there = f"p:{DisputeParty.objects.get(community=ground.a).id}"
    talk = {
        "day": "2026-01-05",
        "time": "10:00",
        "where": "调解室",
        "there": there,
        "minutes": "谈",
    }
    assert client.post(f"{here}sessions/", talk).status_code == 302
    assert client.post(f"{here}settlements/", {"outcome": "mediation"}).status_code == 422
    assert client.post(f"{here}settlements/", {"outcome": "community"}).status_code == 302
    assert ground.fresh(case).state == "closed"
    assert "Does it hold?" in client.get(here).text
    assert client.get(f"{here}nothing-here/").status_code == 404
