"""Bring a register in from Excel or CSV, by the same rules as the page of imports."""

import argparse
from pathlib import Path

from linli.cli.registers import LISTS, bring_in
from linli.cli.say import say, say_json

HELP = "bring in people, places, units, duties, hotline orders or regions from Excel or CSV"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("list", choices=LISTS, metavar="LIST", help=", ".join(LISTS))
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--community", metavar="SLUG", help="not needed for regions")
    parser.add_argument("--dry-run", action="store_true", help="say what would be, store nothing")
    parser.add_argument(
        "--good-rows", action="store_true", help="import the good rows although others are bad"
    )
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(args: argparse.Namespace) -> int:
    brought = bring_in(args)
    if args.json:
        say_json(brought.as_dict())
        return 0 if brought.well else 1
    for fault in brought.faults:
        say(f"line {fault['line']}, {fault['column']}: {fault['reason']}")
    say(
        f"{brought.new} new, {brought.changed} changed, {brought.unchanged} as before, "
        f"{brought.bad} bad: {brought.state}"
    )
    return 0 if brought.well else 1
