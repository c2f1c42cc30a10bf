"""Accounts from the terminal of the machine: for the first administrators, and for rescue."""

import argparse

from linli.cli.say import say, say_json

HELP = "open accounts, give roles, set a new first password, list accounts"


def arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    listing = acts.add_parser("list", help="accounts with the roles that count today")
    listing.add_argument("--community", metavar="SLUG", help="only those with a role here")
    opening = acts.add_parser("open", help="a new account; prints its first password once")
    opening.add_argument("login")
    opening.add_argument("--name", required=True)
    opening.add_argument("--email", default="")
    opening.add_argument("--community", metavar="SLUG", required=True, help="answers for it")
    giving = acts.add_parser("role", help="give a role from today on")
    giving.add_argument("login")
    giving.add_argument("role")
    giving.add_argument("--community", metavar="SLUG", required=True)
    giving.add_argument("--until", metavar="DAY", help="last day, such as 2027-06-30")
    setting = acts.add_parser("reset-password", help="a new first password; signs all devices out")
    setting.add_argument("login")
    for each in (listing, opening, giving, setting):
        each.add_argument("--json", action="store_true", help="answer as JSON")


def run(args: argparse.Namespace) -> int:
    from linli.cli.people import ACTS

    result = ACTS[args.act](args)
    if args.json:
        say_json(result)
        return 0
    for line in result if isinstance(result, list) else [result]:
        say("  ".join(f"{value}" for value in line.values() if value))
    return 0
