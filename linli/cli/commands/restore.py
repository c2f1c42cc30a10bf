"""Read an archive of `linli backup` into an empty installation."""

import argparse
from pathlib import Path

from linli.cli.backups import restore
from linli.cli.say import say, say_json

HELP = "read a backup into an empty installation and verify it"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(args: argparse.Namespace) -> int:
    result = restore(args.file)
    say_json(result) if args.json else say(f"restored {result['rows']} rows")
    return 0
