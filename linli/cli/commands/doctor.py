"""What is well and what is not, with the way out."""

import argparse

from linli.cli.checkup import examine
from linli.cli.say import say, say_json

HELP = "check data folder, keys, database, worker and calendar; say how to mend"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(args: argparse.Namespace) -> int:
    findings = examine()
    if args.json:
        say_json([vars(finding) for finding in findings])
    else:
        for finding in findings:
            say(f"{'ok  ' if finding.well else 'BAD '} {finding.what}: {finding.says}")
    return 0 if all(finding.well for finding in findings) else 1
