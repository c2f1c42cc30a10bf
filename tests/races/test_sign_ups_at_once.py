"""ACT-1 and ACT-2 with real threads against two server processes, on both databases."""

import time
from typing import Any

import pytest

from tests.races.test_cases_at_once import at_once
from tests.running import Answer, Running, Visitor

API = "/api/v1/c/alpha"
SEATS, PEOPLE, NEWCOMERS = 30, 100, 20
ROUNDS = 50
SLOWEST = 10.0  # seconds at p95, a hundred at once on two busy cores


class Crowd:
    """Residents with their sessions, and one of the staff."""

    def __init__(self, linli: Running) -> None:
        self.linli = linli
        linli.door("clock", {"now": "2026-03-02T09:00:00+08:00"})
        linli.door("seed", {"fixture": "residents", "residents": PEOPLE + NEWCOMERS})
        self.staff = linli.visitor("committee")
        self.residents = [linli.visitor(f"r{n}") for n in range(1, PEOPLE + NEWCOMERS + 1)]
        for each in (self.staff, *self.residents):
            each.token()

    def session(self, number: int) -> str:
        """Each round on another evening, so that no two of one person are at one time."""
        day = f"2026-{4 + number // 25:02}-{1 + number % 25:02}"
        made = self.staff.post_json(
            f"{API}/activities",
            {
                "title": f"第{number + 1}场电影",
                "kind": "culture",
                "publish": True,
                "sessions": [
                    {
                        "starts_at": f"{day}T19:00:00+08:00",
                        "ends_at": f"{day}T21:00:00+08:00",
                        "terms": {"capacity": SEATS},
                    }
                ],
            },
        )
        assert made.status == 201, made.text
        return str(made.json()["sessions"][0]["id"])

    def sign_up(self, visitor: Visitor, session: str) -> Answer:
        return visitor.post_json(f"{API}/sessions/{session}/sign-ups", {})

    def listed(self, session: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        cursor = ""
        while True:
            path = f"{API}/sessions/{session}/sign-ups?limit=100&cursor={cursor}"
            answer = self.staff.get(path).json()
            rows += answer["items"]
            cursor = answer["next"]
            if not cursor:
                assert len(rows) == answer["total"]
                return rows


def one_round(crowd: Crowd, number: int) -> list[float]:
    """A hundred sign up at once; then one leaves while twenty more come. Seconds of each."""
    session = crowd.session(number)
    spent: list[float] = []

    def timed(visitor: Visitor) -> Answer:
        begun = time.perf_counter()
        answer = crowd.sign_up(visitor, session)
        spent.append(time.perf_counter() - begun)
        return answer

    first, later = crowd.residents[:PEOPLE], crowd.residents[PEOPLE:]
    answers = at_once([lambda v=each: timed(v) for each in first])  # type: ignore[misc]  # bound now
    assert {answer.status for answer in answers} == {201}, [a.text for a in answers][:3]
    rows = crowd.listed(session)
    states = [row["state"] for row in rows]
    assert (states.count("confirmed"), states.count("waitlisted")) == (SEATS, PEOPLE - SEATS)
    assert positions(rows) == list(range(1, PEOPLE - SEATS + 1))
    next_one = next(row["id"] for row in rows if row["position"] == 1)
    leaver = next(row["id"] for row in rows if row["state"] == "confirmed")
    leave = lambda: crowd.staff.post_json(f"{API}/sign-ups/{leaver}/withdrawals", {})  # noqa: E731
    at_once([leave, *(lambda v=each: timed(v) for each in later)])
    rows = crowd.listed(session)
    by_id = {row["id"]: row for row in rows}
    assert by_id[next_one]["state"] == "confirmed"
    fresh = rows[PEOPLE:]
    assert [row["state"] for row in fresh] == ["waitlisted"] * NEWCOMERS
    assert sum(row["state"] == "confirmed" for row in rows) == SEATS
    assert positions(rows) == list(range(1, PEOPLE - SEATS + NEWCOMERS))
    shown = crowd.staff.get(f"{API}/sessions/{session}").json()
    assert (shown["taken"], shown["free"]) == (SEATS, 0)
    return spent


def positions(rows: list[dict[str, Any]]) -> list[int]:
    return sorted(row["position"] for row in rows if row["position"] is not None)


@pytest.fixture(scope="module")
def crowd(linli: Running) -> Crowd:
    return Crowd(linli)


def test_act_1_2_a_hundred_at_once_for_thirty_seats(crowd: Crowd) -> None:
    one_round(crowd, 0)


@pytest.mark.long
def test_act_1_2_in_fifty_rounds(crowd: Crowd) -> None:
    spent: list[float] = []
    for number in range(1, ROUNDS):
        spent += one_round(crowd, number)
    spent.sort()
    assert spent[int(len(spent) * 0.95)] < SLOWEST
