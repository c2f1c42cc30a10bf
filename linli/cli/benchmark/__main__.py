"""Fill and measure one database; started by linli.cli.benchmark.whole."""

import argparse
import os
import platform
import sys
import time
from http import HTTPStatus
from typing import Any

from linli.cli.main import set_up_django
from linli.cli.say import say, say_json

POSTMASTER = "LINLI_BENCH_DATABASE"  # set by linli.cli.benchmark.whole


def main() -> int:
    parser = argparse.ArgumentParser()
    for name in ("cases", "total", "communities", "times"):
        parser.add_argument(f"--{name}", type=int, required=True)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    set_up_django()
    from django.db import connection

    from linli.cli.benchmark.generator import generate, generate_others
    from linli.cli.benchmark.running import run
    from linli.cli.ground import migrate, prepare_data

    prepare_data()
    migrate()
    began = time.perf_counter()
    home = generate(args.cases)
    took = time.perf_counter() - began
    postmaster = int(os.environ.get(POSTMASTER, "0"))

    def measured() -> list[dict[str, Any]]:
        database = [postmaster] if postmaster else []
        return [_plain(line) for line in run(home, {}, database, args.times)]

    tables = [(f"{args.cases} cases in one community", measured())]
    if args.total > args.cases:
        began = time.perf_counter()
        generate_others(args.total - args.cases, args.communities - 1)
        took += time.perf_counter() - began
        tables.append((f"{args.total} cases in {args.communities} communities", measured()))
        before = {str(line["name"]): line for line in tables[0][1]}
        for line in tables[1][1]:
            line["growth"] = _growth(before.get(str(line["name"])), line)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    about = f"{connection.vendor} on {machine}, generated in {took:.0f} s"
    if args.json:
        say_json({"about": about, "tables": dict(tables)})
        return 0
    for title, lines in tables:
        _say_table(f"{title}: {about}", lines)
    return 0


def _say_table(title: str, lines: list[dict[str, Any]]) -> None:
    say(f"\n{title}\n")
    say("| request | CPU ms | database CPU ms | p95 ms | a second | statements | × twin | growth |")
    say("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for line in lines:
        say(_row(line))


def _growth(small: dict[str, Any] | None, large: dict[str, Any]) -> float:
    """How many times the CPU with the smaller number of cases in all."""
    before = small["cpu"] + small["database_cpu"] if small else 0
    return (large["cpu"] + large["database_cpu"]) / before if before else 0


def _row(value: dict[str, Any]) -> str:
    if str(value["name"]).startswith("memory"):
        return f"| {value['name']} | | | | | | | |"
    growth = f"{value['growth']:.1f}" if value["growth"] else ""
    twin = f"{value['times_twin']:.1f}" if value["times_twin"] else ""
    if int(str(value["status"])) >= HTTPStatus.BAD_REQUEST:
        return f"| {value['name']} | answered {value['status']} | | | | | | |"
    return (
        f"| {value['name']} | {value['cpu']:.1f} | {value['database_cpu']:.1f} "
        f"| {value['p95']:.0f} | {value['rate']:.0f} | {value['statements'] or ''} "
        f"| {twin} | {growth} |"
    )


def _plain(line: object) -> dict[str, Any]:
    from linli.cli.benchmark.running import Line

    if not isinstance(line, Line):
        raise TypeError(line)
    own, twin = line.measured, line.twin
    whole = own.cpu + own.database_cpu
    beside = (twin.cpu + twin.database_cpu) if twin else 0
    return {
        "name": line.name,
        "cpu": own.cpu,
        "database_cpu": own.database_cpu,
        "p95": own.p95,
        "rate": own.rate,
        "status": own.status,
        "statements": line.statements,
        "times_twin": whole / beside if beside else 0,
        "growth": 0.0,
    }


if __name__ == "__main__":
    sys.exit(main())
