"""The worker: due timers, the outbox, seals. Several may run; each thing is done once."""

import argparse

from linli.cli.say import say_json
from linli.cli.working import work_forever, work_once

HELP = "run due timers, send notices, seal records"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what is due now, then stop")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two looks")


def run(args: argparse.Namespace) -> int:
    if args.once:
        say_json(work_once())
        return 0
    work_forever(args.pause)
    return 0
