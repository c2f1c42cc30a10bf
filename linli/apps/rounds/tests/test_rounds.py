"""One question over many places: a result each, told late but truthfully, misses that stay."""

import datetime as dt
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from linli.apps.rounds.models import Round, RoundRow
from linli.apps.rounds.operations import close_round, open_round, record_result
from linli.apps.rounds.queries import round_lines, rows_to_do, view_round
from linli.apps.rounds.tests.conftest import QUESTION, Yard
from linli.kernel import clock
from linli.kernel.errors import Conflict, NotAllowed, NotSeen, RuleNotMet
from linli.kernel.measures import MEASURES, Question
from linli.kernel.records.models import Record

At = Callable[[str], AbstractContextManager[None]]


def look(
    yard: Yard,
    row: RoundRow,
    result: str = "fine",
    note: str = "",
    who: str = "committee",
    at: dt.datetime | None = None,
) -> RoundRow:
    return record_result(
        community=yard.a,
        actor=yard.actor(who),
        row_id=row.id,
        result=result,
        note=note,
        happened_at=at,
    )


def close(yard: Yard, row: Round) -> Round:
    return close_round(community=yard.a, actor=yard.actor("committee"), round_id=row.id)


def test_every_place_of_a_kind_below_the_chosen_one_has_a_row(yard: Yard) -> None:
    whole, part = yard.round(), yard.round(within_id=yard.building.id)
    assert [row.place_id for row in yard.rows(whole)] == [each.id for each in yard.entrances]
    assert [row.place_id for row in yard.rows(part)] == [each.id for each in yard.entrances[:2]]
    with pytest.raises(IntegrityError), transaction.atomic():
        RoundRow.objects.create(
            community_id=yard.a.id, round=whole, place=yard.entrances[0], grid=None
        )


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"place_kind": "shop"}, "no_places"),
        ({"within_id": uuid.UUID(int=7)}, "unknown_place"),
        ({"due_on": dt.date(2020, 1, 1)}, "in_the_past"),
        ({"question": ""}, "required_question"),
        ({"kind": "tour"}, "unknown_kind"),
    ],
)
def test_what_is_no_round_is_refused(yard: Yard, wrong: dict[str, object], code: str) -> None:
    with pytest.raises(RuleNotMet) as refused:
        yard.round(**wrong)
    assert refused.value.code == code
    assert Round.objects.filter(community=yard.a).count() == 0


def test_a_result_is_written_once_and_the_same_tap_again_changes_nothing(yard: Yard) -> None:
    row = yard.rows(yard.round())[0]
    look(yard, row)
    look(yard, row)
    told = Record.objects.filter(community=yard.a, verb="rounds.result_recorded")
    assert told.count() == 1
    with pytest.raises(Conflict):
        look(yard, row, "finding", "灯罩掉了")
    with pytest.raises(Conflict):
        look(yard, row, who="chief")


def test_a_finding_says_what_and_not_needed_says_why(yard: Yard) -> None:
    row = yard.rows(yard.round())[0]
    for result in ("finding", "not_needed"):
        with pytest.raises(RuleNotMet):
            look(yard, row, result)
    assert look(yard, row, "finding", "二楼灯不亮").note == "二楼灯不亮"


def test_a_grid_worker_writes_in_the_own_grid_only(yard: Yard) -> None:
    mine, _second, other = yard.rows(yard.round())
    assert look(yard, mine, who="grid_worker").state == "fine"
    with pytest.raises(NotSeen):
        look(yard, other, who="grid_worker")
    assert rows_to_do(yard.a, yard.actor("grid_worker")) == 1
    for who in ("grid_worker", "partner", "resident", "outsider", "street"):
        with pytest.raises(NotAllowed):
            open_round(
                community=yard.a,
                actor=yard.actor(who),
                question=QUESTION,
                due_on=clock.today(yard.a),
            )


def test_missed_places_are_visible_and_stay_missed(yard: Yard) -> None:
    made = yard.round()
    first, second, _third = yard.rows(made)
    look(yard, first)
    close(yard, made)
    states = [row.state for row in yard.rows(made)]
    assert states == ["fine", "missed", "missed"]
    with pytest.raises(Conflict):
        look(yard, second)
    with pytest.raises(Conflict):
        close(yard, made)
    (line,) = round_lines(yard.a, yard.actor("committee"), closed=True)
    assert (line.missed, line.to_do, line.percent) == (2, 0, 33)


def test_what_was_seen_without_a_net_is_told_late_with_its_true_moment(yard: Yard, at: At) -> None:
    with at("2026-03-02 09:00"):
        made = yard.round()
        first, second, third = yard.rows(made)
    with at("2026-03-06 18:00"):
        close(yard, made)
    with at("2026-03-07 09:00"):
        seen = clock.now() - dt.timedelta(days=3)
        row = look(yard, first, who="grid_worker", at=seen)
        assert (row.state, row.happened_at, row.late) == ("fine", seen, False)
        assert row.written_at == clock.now()
        late = look(yard, second, at=clock.now() - dt.timedelta(hours=20))
        assert late.late is True
        for wrong in (clock.now() + dt.timedelta(hours=1), seen - dt.timedelta(days=9)):
            with pytest.raises(RuleNotMet):
                look(yard, third, at=wrong)
        with pytest.raises(Conflict):
            look(yard, third, at=clock.now())


def test_rounds_are_counted_with_their_drill(yard: Yard) -> None:
    made = yard.round()
    first, second, third = yard.rows(made)
    look(yard, first)
    look(yard, second, "finding", "二楼灯不亮")
    close(yard, made)
    today = clock.today(yard.a)
    question = Question([yard.a], end=today, start=today)
    assert MEASURES["rounds.checked"].value(question) == 2
    assert MEASURES["rounds.findings"].ids(question) == [second.id]
    assert MEASURES["rounds.missed"].ids(question) == [third.id]


def test_the_view_counts_each_building(yard: Yard) -> None:
    made = yard.round()
    look(yard, yard.rows(made)[0])
    view = view_round(yard.a, yard.actor("grid_worker"), made.id)
    assert [(block.name, block.done, block.total) for block in view.blocks] == [
        ("金星苑2栋", 1, 2),
        ("金星苑3栋", 0, 1),
    ]
    assert [line.mine for block in view.blocks for line in block.lines] == [True, True, False]


def test_a_round_on_screen_from_opening_to_closing(
    yard: Yard, visit: Callable[[str], Client]
) -> None:
    committee, worker = visit("committee"), visit("grid_worker")
    home = "/c/alpha/work/rounds/"
    assert "No round under way" in committee.get(home).text
    due = (clock.today(yard.a) + dt.timedelta(days=3)).isoformat()
    form = {"question": QUESTION, "kind": "check", "place_kind": "entrance", "due_on": due}
    assert committee.post(f"{home}new/", form | {"question": ""}).status_code == 422
    assert committee.post(f"{home}new/", form).status_code == 302
    made = Round.objects.get(community=yard.a)
    first, second, third = yard.rows(made)
    page = worker.get(f"{home}{made.id}/")
    assert page.text.count("Something is wrong") == 2
    assert worker.post(f"{home}rows/{first.id}/", {"result": "fine"}).status_code == 302
    bad = {"result": "finding", "note": ""}
    assert worker.post(f"{home}rows/{second.id}/", bad).status_code == 422
    assert worker.get(f"{home}rows/{third.id}/").status_code == 404
    assert worker.post(f"{home}{made.id}/closings/").status_code == 403
    assert committee.post(f"{home}{made.id}/closings/").status_code == 302
    assert "missed" in worker.get(f"{home}{made.id}/?state=missed").text
    assert committee.get(f"{home}?shelf=closed").text.count("2 missed") == 1
    assert visit("partner").get(home).status_code == 403
    assert visit("outsider").get(f"{home}{made.id}/").status_code in (403, 404)
