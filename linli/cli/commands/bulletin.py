"""Make a community's bulletin as of a day: JSON, Word, Excel appendix, HTML."""

import argparse
import datetime as dt
import sys
from pathlib import Path

from django.utils import timezone, translation

from linli.apps.bulletins.public import FORMATS, live_document
from linli.cli.main import CommandError
from linli.cli.say import say
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.errors import Refusal

HELP = "make a community's bulletin as of a day"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("community", metavar="NAME", help="the slug of a community")
    parser.add_argument("--as-of", type=dt.date.fromisoformat, metavar="DATE", help="2024-11-30")
    parser.add_argument("--format", choices=sorted(FORMATS), default="json")
    parser.add_argument("--bulletin", default="", metavar="KEY", help="which text of the brand")
    parser.add_argument("--language", choices=("zh-hans", "zh-hant", "en"), default="zh-hans")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="else to the terminal")


def run(args: argparse.Namespace) -> int:
    """1 where a figure has no number: nobody hands in a bulletin with a hole unnoticed."""
    community = Community.objects.filter(slug=args.community).first()
    if community is None:
        raise CommandError(f"there is no community “{args.community}”.")
    make, _kind = FORMATS[args.format]
    with translation.override(args.language), timezone.override(community.zone):
        try:
            day = args.as_of or clock.today(community)
            document = live_document(community, day, args.bulletin)
        except Refusal as refusal:
            raise CommandError(str(refusal.detail)) from refusal
        content = make(document)
        faults = [f"{one.key}: {one.fault}" for one in document.faults]
    _write(args.output, content)
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return 1 if faults else 0


def _write(path: Path | None, content: bytes) -> None:
    if path is None:
        sys.stdout.buffer.write(content)
        return
    try:
        path.write_bytes(content)
    except OSError as trouble:
        raise CommandError(f"{path} cannot be written ({trouble.strerror}).") from trouble
    say(f"{path}")
