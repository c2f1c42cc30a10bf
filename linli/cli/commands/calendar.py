"""Enter a year's working calendar from the State Council's notice, as the page does."""

import argparse
import csv
import datetime as dt
from pathlib import Path

from linli.apps.cases.public import enter_year
from linli.cli.main import CommandError
from linli.cli.say import say
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community, CommunityKind
from linli.kernel.errors import Refusal

HELP = "enter the days off and make-up days of a year; provisional deadlines follow"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("year", type=int, metavar="YEAR")
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="CSV with columns date, is_workday (1 or 0), note"
    )
    parser.add_argument("--source", required=True, metavar="TEXT", help="the notice, by its number")


def run(args: argparse.Namespace) -> int:
    days = read_days(args.file)
    home = Community.objects.filter(kind=CommunityKind.COMMUNITY).first()
    if home is None:
        raise CommandError("there is no community yet: run `linli init`.")
    try:
        moved = enter_year(
            community=home,
            actor=Actor.system(),
            year=args.year,
            source=args.source,
            free={day: note for day, works, note in days if not works},
            worked={day: note for day, works, note in days if works},
        )
    except Refusal as refusal:
        raise CommandError(str(refusal.detail)) from refusal
    say(f"{len(days)} days entered, {moved} provisional deadlines reckoned anew")
    return 0


def read_days(path: Path) -> list[tuple[dt.date, bool, str]]:
    """Rows of the file; CommandError names the line that cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as trouble:
        raise CommandError(f"{path} cannot be read as text.") from trouble
    found: list[tuple[dt.date, bool, str]] = []
    for row in csv.DictReader(text.splitlines()):
        try:
            day = dt.date.fromisoformat((row["date"] or "").strip())
            works = {"1": True, "0": False}[(row["is_workday"] or "").strip()]
        except (KeyError, ValueError) as trouble:
            line = len(found) + 2
            raise CommandError(f"{path}, line {line}: date, is_workday (1 or 0), note") from trouble
        found.append((day, works, (row.get("note") or "").strip()))
    return found
