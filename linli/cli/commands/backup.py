"""One file with database and uploads, without keys."""

import argparse
from pathlib import Path

from linli.cli.backups import backup
from linli.cli.say import say, say_json

HELP = "write database and uploads into one archive (never the keys)"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="archive to write, ending in .tar.gz")
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(args: argparse.Namespace) -> int:
    result = backup(args.file)
    say_json(result) if args.json else say(f"{result['file']}: {result['bytes']} bytes")
    return 0
