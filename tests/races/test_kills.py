"""CASE-16: kill -9 of web and worker under load loses no acknowledged case and doubles none."""

import subprocess
import threading
import time
from http.client import HTTPException

import pytest

from tests.races.reporting import code_of, report
from tests.running import Running, running

Child = subprocess.Popen[bytes]
KILLS = 50
SECONDS_OF_LOAD = 0.6
pytestmark = pytest.mark.long


LISTING = """
from django.db.models import Count
from linli.kernel.models import Record
from linli.apps.cases.models import Case, Step
from linli.kernel.tenancy import across_communities
with across_communities("a test counts"):
    steps = dict(Step.objects.values_list("case_id").annotate(n=Count("id")))
    records = dict(Record.objects.values_list("object_id").annotate(n=Count("id")))
    answer = [
        {"number": c.number, "query_code": c.query_code,
         "steps": steps.get(c.id, 0), "records": records.get(c.id, 0)}
        for c in Case.objects.all()
    ]
"""


SEALS = """
from linli.kernel.records.models import Seal
from linli.kernel.tenancy import across_communities
with across_communities("a test counts"):
    answer = Seal.objects.count()
"""


def started(linli: Running) -> tuple[Child, Child]:
    """Both stand when the web answers: the worker has the shorter way and begins first."""
    worker = linli.start("work", "--pause", "0.05")
    return linli.serve(), worker


class Load:
    """Residents who report as fast as they can until told to stop; keeps what was acknowledged."""

    def __init__(self, linli: Running, people: int = 4) -> None:
        self.linli, self.people = linli, people
        self.stop = threading.Event()
        self.acknowledged: list[str] = []
        self.sent = 0

    def __enter__(self) -> "Load":
        self.threads = [threading.Thread(target=self._one) for _ in range(self.people)]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def _one(self) -> None:
        visitor = self.linli.visitor(follow=False)
        while not self.stop.is_set():
            self.sent += 1
            try:
                code = code_of(report(visitor, "楼道灯不亮"))
            except (OSError, HTTPException):
                return  # the server is gone: nothing was acknowledged
            if code:
                self.acknowledged.append(code)


def test_case_16_fifty_kills_under_load(database: str) -> None:
    with running(database, serve=False) as linli:
        web, worker = started(linli)
        linli.door("seed", {"fixture": "ground"})
        acknowledged: list[str] = []
        for number in range(KILLS):
            # Another half hour each round: the limit of reports from one address is not the point.
            linli.door(
                "clock", {"now": f"2026-{1 + number // 25:02}-{1 + number % 25:02}T09:00:00+08:00"}
            )
            with Load(linli) as load:
                time.sleep(SECONDS_OF_LOAD)
                linli.kill(web)
                linli.kill(worker)
            acknowledged += load.acknowledged
            web, worker = started(linli)
        assert len(acknowledged) >= KILLS
        linli.kill(worker)
        assert linli.ask(SEALS) >= KILLS  # the worker was at work when it was killed
        check(linli, acknowledged)


def check(linli: Running, acknowledged: list[str]) -> None:
    assert len(set(acknowledged)) == len(acknowledged)
    linli.command("work", "--once")
    listed = linli.ask(LISTING)
    codes = [row["query_code"] for row in listed]
    numbers = [row["number"] for row in listed]
    assert set(acknowledged) <= set(codes)
    assert len(set(codes)) == len(codes)
    assert len(set(numbers)) == len(numbers)
    assert all(row["steps"] >= 1 and row["records"] >= 1 for row in listed)
    assert linli.command("verify", "--json", check=False).returncode == 0
