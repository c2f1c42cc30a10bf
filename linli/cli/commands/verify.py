"""Recompute the hash chain of every community."""

import argparse

from linli.cli.main import CommandError
from linli.cli.say import say, say_json
from linli.kernel.community import Community
from linli.kernel.records.sealing import head, verify

HELP = "check that no record was changed, added or removed behind the seals"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--community", metavar="SLUG", help="only this one")
    parser.add_argument(
        "--anchor",
        metavar="NUMBER:DIGEST",
        help="a head that stood on the public board; the chain must still hold it",
    )
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(args: argparse.Namespace) -> int:
    anchor = _anchor(args.anchor)
    if anchor and not args.community:
        raise CommandError("--anchor belongs to one community: name it with --community.")
    rows = Community.objects.filter(slug=args.community) if args.community else None
    homes = list(rows if rows is not None else Community.objects.all())
    if args.community and not homes:
        raise CommandError("there is no such community.")
    faults = [fault for home in homes for fault in verify(home.id, anchor)]
    heads = {home.slug: _head(home.id) for home in homes}
    if args.json:
        say_json({"faults": [vars(fault) for fault in faults], "heads": heads})
    else:
        for fault in faults:
            say(f"{fault.what}: {fault.where}")
        say(f"{len(homes)} communities, {len(faults)} faults")
    return 1 if faults else 0


def _head(community_id: int) -> str:
    newest = head(community_id)
    return f"{newest.number}:{newest.digest}" if newest else ""


def _anchor(text: str | None) -> tuple[int, str] | None:
    if not text:
        return None
    number, _colon, digest = text.partition(":")
    if not number.isdigit() or len(digest) < 8:
        raise CommandError("--anchor looks like 12:3f9a0c77…, as the public board shows it.")
    return int(number), digest
