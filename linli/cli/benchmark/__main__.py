"""Fill and measure one database; started by linli.cli.benchmark.whole."""

import argparse
import os
import platform
import sys
import time

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

    from linli.cli.benchmark.asking import family
    from linli.cli.benchmark.generator import generate
    from linli.cli.benchmark.running import run
    from linli.cli.ground import migrate, prepare_data

    prepare_data()
    migrate()
    began = time.perf_counter()
    home = generate(args.cases, args.total, args.communities)
    took = time.perf_counter() - began
    postmaster = int(os.environ.get(POSTMASTER, "0"))
    lines = run(home, {}, family(postmaster) if postmaster else [], args.times)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    about = f"{connection.vendor}: {args.total} cases in {args.communities} communities, {machine}"
    if args.json:
        say_json({"about": about, "lines": [_plain(line) for line in lines]})
        return 0
    say(f"\n{about} (generated in {took:.0f} s)\n")
    say("| request | CPU ms | database CPU ms | p95 ms | a second | statements | × twin |")
    say("| --- | --- | --- | --- | --- | --- | --- |")
    for line in lines:
        say(_row(line))
    return 0


def _row(line: object) -> str:
    value = _plain(line)
    if str(value["name"]).startswith("memory"):
        return f"| {value['name']} | | | | | | |"
    twin = f"{value['times_twin']:.1f}" if value["times_twin"] else ""
    return (
        f"| {value['name']} | {value['cpu']:.1f} | {value['database_cpu']:.1f} "
        f"| {value['p95']:.0f} | {value['rate']:.0f} | {value['statements'] or ''} | {twin} |"
    )


def _plain(line: object) -> dict[str, object]:
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
    }


if __name__ == "__main__":
    sys.exit(main())
