"""The demonstration: six communities at their published size, with fictional people."""

import argparse
from dataclasses import asdict

from django.conf import settings

from linli.cli.ground import migrate, prepare_data
from linli.cli.main import CommandError
from linli.cli.say import say, say_json
from linli.demo.public import (
    LEFT_TO_OTHERS,
    SLUGS,
    TOUR_SLUG,
    Busy,
    load_some,
    logins,
    rest_to_load,
)

HELP = "load the demonstration communities, or show who can sign in to them"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--community", metavar="SLUG", choices=SLUGS, help="only this one")
    parser.add_argument("--rest", action="store_true", help="all that the tour left for later")
    parser.add_argument("--wait", action="store_true", help="wait for another loader, then go on")
    parser.add_argument("--logins", action="store_true", help="show the log-ins, load nothing")
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(args: argparse.Namespace) -> int:
    if settings.LINLI_PRODUCTION:
        raise CommandError("the demonstration is never loaded in production.")
    if not args.logins:
        _load(args)
    found = logins(args.community or "")
    if args.json:
        say_json({"logins": [asdict(login) for login in found], "complete": not rest_to_load()})
    elif args.logins:
        for login in found:
            say(f"{login.community:<14} {login.role:<16} {login.login:<28} {login.password}")
    return 0


def _load(args: argparse.Namespace) -> None:
    prepare_data()
    migrate()
    slugs = [args.community] if args.community else list(SLUGS)
    quiet = args.json
    try:
        load_some(
            slugs,
            tell=(lambda _line: None) if quiet else say,
            wait=args.wait or args.rest,
            pause=LEFT_TO_OTHERS if args.rest or args.wait else 0.0,
        )
    except Busy as trouble:
        raise CommandError(str(trouble)) from trouble
    if not args.community and not quiet and not rest_to_load():
        say(f"all {len(SLUGS)} communities are loaded; the tour's is {TOUR_SLUG}")
