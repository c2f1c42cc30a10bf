"""Measure speed and size on a throw-away installation."""

import argparse

HELP = "measure CPU, statements and answers per request, with a bare twin beside them"
DJANGO = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cases", type=int, default=10_000, help="cases in the measured community")
    parser.add_argument("--total", type=int, default=0, help="cases in all (0: as --cases)")
    parser.add_argument("--communities", type=int, default=1)
    parser.add_argument("--times", type=int, default=200, help="requests per measurement")
    parser.add_argument("--on", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(args: argparse.Namespace) -> int:
    from linli.cli.benchmark.whole import bench

    return bench(args)
