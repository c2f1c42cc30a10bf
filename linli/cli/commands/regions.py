"""Load administrative divisions, from the province down to the community."""

import argparse
from pathlib import Path

from linli.apps.places.public import load_region_file
from linli.cli.main import CommandError
from linli.cli.say import say
from linli.kernel.access.actor import Actor
from linli.kernel.errors import Malformed, RuleNotMet

HELP = "load administrative divisions from a CSV or JSON list"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="columns: level, code, name; also parent_code, short_name, kind, valid_from, "
        "valid_to, replaced_by_code, source, community (the slug of a community here)",
    )


def run(args: argparse.Namespace) -> int:
    try:
        loaded = load_region_file(path=args.file, actor=Actor.system())
    except OSError as trouble:
        raise CommandError(f"{args.file} cannot be read ({trouble.strerror}).") from trouble
    except Malformed as refusal:
        raise CommandError(f"{args.file}: {refusal.detail}") from refusal
    except RuleNotMet as refusal:
        for level in ("errors", "warnings"):
            for each in refusal.data[level]:
                say(f"{level[:-1]}, line {each['line']}, {each['column']}: {each['detail']}")
        say(str(refusal.detail))
        return 1
    for remark in loaded.warnings:
        say(f"warning, line {remark.line}, {remark.column}: {remark.says}")
    say(f"{loaded.new} new, {loaded.changed} changed, {loaded.unchanged} as before")
    return 0
