"""Disputes: the ladder of seven days, confidential papers, how they end and whether it holds."""

import datetime as dt
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from linli.apps.cases.models import (
    Case,
    Dispute,
    DisputeFollowUp,
    DisputeRung,
    DisputeSession,
    Supervision,
)
from linli.apps.cases.operations.disputes.people import (
    end_mediator,
    end_party,
    name_mediator,
)
from linli.apps.cases.operations.disputes.settling import answer_follow_up
from linli.apps.cases.operations.disputes.talks import (
    record_session,
    sign_agreement,
    write_agreement,
)
from linli.apps.cases.operations.holding import hang_case
from linli.apps.cases.operations.reopening import reopen_case
from linli.apps.cases.operations.settling import settle_on_spot
from linli.apps.cases.queries.disputes import dispute_file, dispute_rows
from linli.apps.cases.tests.conftest import Ground
from linli.apps.cases.tests.disputing import (
    SECRET,
    accepted,
    dispute_of,
    in_grid,
    party,
    registered,
    settle,
)
from linli.kernel import clock
from linli.kernel.errors import Conflict, NotAllowed, NotSeen, RuleNotMet
from linli.kernel.records.models import Record
from linli.kernel.timers.running import run_due

At = Callable[[str], AbstractContextManager[None]]


def test_a_case_of_a_dispute_type_has_its_dispute_and_others_have_none(ground: Ground) -> None:
    case = registered(ground)
    ground.new()
    assert [(row.case_id, row.kind) for row in Dispute.objects.filter(community=ground.a)] == [
        (case.id, "tenancy")
    ]


def test_the_ladder_climbs_by_its_days_and_each_rung_is_a_row(ground: Ground, at: At) -> None:
    with at("2026-03-02 09:00"):
        case = in_grid(ground)
    with at("2026-03-12 09:00"):
        for _tick in range(6):
            run_due(community_id=ground.a.id)
    rows = DisputeRung.objects.filter(community=ground.a, dispute__case_id=case.id)
    days = [(row.code, clock.local(row.came_at, ground.a).date().day, row.late) for row in rows]
    assert days == [
        ("grid", 2, False),
        ("community", 4, True),
        ("street_center", 6, True),
        ("street_leaders", 8, True),
    ]
    urged = Supervision.objects.filter(
        community=ground.a, case_id=case.id, code__startswith="dispute:"
    )
    assert [row.code for row in urged.order_by("due_at")] == [
        "dispute:community",
        "dispute:street_center",
        "dispute:street_leaders",
        "dispute:street_leaders.over",
    ]
    assert ground.fresh(case).level == "community"


def test_what_the_community_took_itself_begins_on_its_own_rung(ground: Ground) -> None:
    case = accepted(ground)
    rows = DisputeRung.objects.filter(community=ground.a, dispute__case_id=case.id)
    assert [row.code for row in rows] == ["community"]


def test_a_settled_dispute_climbs_no_more(ground: Ground, at: At) -> None:
    with at("2026-03-02 09:00"):
        case = in_grid(ground)
        settle(ground, case, "grid", who="grid_worker")
    with at("2026-03-12 09:00"):
        run_due(community_id=ground.a.id)
    assert dispute_of(case).rung == "grid"
    assert ground.fresh(case).settled_level == "grid"


def test_on_hold_the_ladder_stands_still(ground: Ground, at: At) -> None:
    with at("2026-03-02 09:00"):
        case = in_grid(ground)
        Case.objects.filter(community=ground.a, id=case.id).update(state="handling")
        hang_case(
            community=ground.a,
            actor=ground.actor("committee"),
            case_id=case.id,
            reason="hanging.budget",
            reason_words="等鉴定结果",
        )
    with at("2026-03-05 09:00"):
        run_due(community_id=ground.a.id)
    assert dispute_of(case).rung == "grid"


@pytest.mark.parametrize(
    ("outcome", "level"),
    [("grid", "grid"), ("community", "community"), ("court", "outside"), ("withdrawn", "")],
)
def test_the_outcome_writes_the_level_at_which_it_was_settled(
    ground: Ground, outcome: str, level: str
) -> None:
    case = accepted(ground)
    settle(ground, case, outcome)
    fresh = ground.fresh(case)
    assert (fresh.state, fresh.settled_level, dispute_of(case).outcome) == (
        "closed",
        level,
        outcome,
    )


def test_a_case_closed_by_another_door_ends_its_dispute_too(ground: Ground) -> None:
    case = accepted(ground)
    settle_on_spot(
        community=ground.a,
        actor=ground.actor("committee"),
        case_id=case.id,
        result="已通过诉讼解决",
        settled_level="outside",
    )
    assert dispute_of(case).outcome == "court"


def test_mediation_needs_an_agreement_signed_by_both_sides(ground: Ground) -> None:
    case, committee = accepted(ground), ground.actor("committee")
    one, other = party(ground, case), party(ground, case, "other", "淳于立夏")
    given: dict[str, Any] = {"community": ground.a, "actor": committee, "case_id": case.id}
    with pytest.raises(RuleNotMet) as refused:
        settle(ground, case, "mediation")
    assert refused.value.code == "agreement_needed"
    first = write_agreement(text="房东三日内退还押金。", **given)
    sign_agreement(agreement_id=first.id, party_id=one.id, **given)
    second = write_agreement(text="房东三日内退还押金一半。", **given)
    with pytest.raises(Conflict):
        sign_agreement(agreement_id=first.id, party_id=other.id, **given)
    with pytest.raises(RuleNotMet):
        settle(ground, case, "mediation")
    sign_agreement(agreement_id=second.id, party_id=one.id, **given)
    sign_agreement(agreement_id=second.id, party_id=other.id, **given)
    with pytest.raises(Conflict):
        sign_agreement(agreement_id=second.id, party_id=other.id, **given)
    settle(ground, case, "mediation")
    papers = dispute_file(ground.a, committee, case.id)
    assert [(line.row.version, len(line.signed)) for line in papers.agreements] == [(2, 2), (1, 1)]


def test_talks_say_who_was_there_and_lie_encrypted(ground: Ground) -> None:
    case, committee = accepted(ground), ground.actor("committee")
    there = party(ground, case)
    given: dict[str, Any] = {"community": ground.a, "actor": committee, "case_id": case.id}
    mediator = name_mediator(name="钟离调解员", **given)
    record_session(
        met_at=clock.now(),
        where="社区调解室",
        minutes="双方同意先查押金条。",
        parties=[there.id, uuid.uuid4()],
        mediators=[mediator.id],
        **given,
    )
    line = dispute_file(ground.a, committee, case.id).sessions[0]
    assert (line.minutes, sorted(line.there)) == ("双方同意先查押金条。", ["钟离调解员", SECRET])
    stored = DisputeSession.objects.get(community=ground.a).minutes_cipher
    assert "押金" not in stored
    with pytest.raises(RuleNotMet):
        record_session(met_at=clock.now() + dt.timedelta(hours=1), **given)


def test_the_papers_open_for_committee_chief_and_mediators_alone(ground: Ground) -> None:
    case = accepted(ground)
    party(ground, case)
    worker = ground.actor("grid_worker")
    shut = ("grid_worker", "partner", "street", "district", "resident", "outsider", "anonymous")
    for who in shut:
        with pytest.raises(NotSeen):
            dispute_file(ground.a, ground.actor(who), case.id)
    for who in ("committee", "chief"):
        assert dispute_file(ground.a, ground.actor(who), case.id).parties[0].name == SECRET
    with pytest.raises((NotSeen, NotAllowed)):
        name_mediator(
            community=ground.a, actor=worker, case_id=case.id, name="自己", account=worker.ref
        )
    named = name_mediator(
        community=ground.a,
        actor=ground.actor("committee"),
        case_id=case.id,
        name="网格员",
        account=worker.ref,
    )
    assert dispute_file(ground.a, worker, case.id).parties[0].name == SECRET
    end_mediator(
        community=ground.a,
        actor=ground.actor("committee"),
        case_id=case.id,
        mediator_id=named.id,
    )
    with pytest.raises(NotSeen):
        dispute_file(ground.a, worker, case.id)


def test_no_list_record_or_search_holds_a_name(ground: Ground) -> None:
    case = accepted(ground)
    row = party(ground, case)
    assert SECRET not in row.name_cipher
    assert SECRET not in ground.fresh(case).search
    assert SECRET not in str(dispute_rows(ground.a, ground.actor("committee"), "open"))
    told = Record.objects.filter(community=ground.a).values_list("payload", flat=True)
    assert SECRET not in str(list(told))


def test_who_left_stays_in_the_papers_and_a_settled_one_takes_nobody_in(ground: Ground) -> None:
    case = accepted(ground)
    row = party(ground, case)
    given: dict[str, Any] = {
        "community": ground.a,
        "actor": ground.actor("committee"),
        "case_id": case.id,
    }
    end_party(party_id=row.id, **given)
    with pytest.raises(Conflict):
        end_party(party_id=row.id, **given)
    settle(ground, case, "withdrawn")
    with pytest.raises(Conflict):
        party(ground, case)
    assert len(dispute_file(ground.a, ground.actor("committee"), case.id).parties) == 1


def test_three_follow_ups_are_asked_once_each(ground: Ground, at: At) -> None:
    with at("2026-03-02 09:00"):
        case = accepted(ground)
        settle(ground, case, "community")
    rows = DisputeFollowUp.objects.filter(community=ground.a, dispute__case_id=case.id)
    assert [row.due_on.isoformat() for row in rows] == ["2026-03-09", "2026-04-01", "2026-05-31"]
    with at("2026-03-09 10:00"):
        committee = ground.actor("committee")
        assert len(dispute_rows(ground.a, committee, "follow_up")) == 1
        given: dict[str, Any] = {"community": ground.a, "actor": committee, "case_id": case.id}
        with pytest.raises(RuleNotMet):
            answer_follow_up(follow_up_id=rows[0].id, kept=False, **given)
        answer_follow_up(follow_up_id=rows[0].id, kept=True, said="押金退了", **given)
        with pytest.raises(Conflict):
            answer_follow_up(follow_up_id=rows[0].id, kept=False, said="没退", **given)


def test_opened_again_it_is_unsettled_and_climbs_anew(ground: Ground) -> None:
    case = accepted(ground)
    settle(ground, case, "community")
    reopen_case(
        community=ground.a,
        actor=ground.actor("committee"),
        case_id=case.id,
        reopen_words="押金没有退",
    )
    dispute = dispute_of(case)
    assert (dispute.outcome, dispute.settled_at) == ("", None)
    waiting = DisputeFollowUp.objects.filter(community=ground.a, cancelled_at__isnull=True)
    assert waiting.count() == 0
    rounds = DisputeRung.objects.filter(community=ground.a).values_list("round_number", flat=True)
    assert list(rounds) == [1, 2]
