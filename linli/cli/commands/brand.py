"""Check a brand file, or make it a community's brand."""

import argparse
from pathlib import Path

from linli.apps.bulletins.public import check_text, load_brand, pack_slugs, pack_text
from linli.cli.main import CommandError
from linli.cli.say import say
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Refusal

HELP = "check a brand file or load it into a community"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=("check", "load", "list"))
    parser.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help="a TOML file, or the name of a brand that `list` says",
    )
    parser.add_argument("--community", metavar="SLUG", help="for load: which community")


def run(args: argparse.Namespace) -> int:
    if args.action == "list":
        for slug in pack_slugs():
            say(slug)
        return 0
    if not args.file:
        raise CommandError("say which file.")
    text = _text(args.file)
    return _check(text) if args.action == "check" else _load(args, text)


def _text(name: str) -> str:
    path = Path(name)
    if not path.exists() and name in pack_slugs():
        return pack_text(name)
    try:
        return path.read_text(encoding="utf-8")
    except OSError as trouble:
        raise CommandError(f"{name} cannot be read ({trouble.strerror}).") from trouble
    except UnicodeDecodeError as trouble:
        raise CommandError(f"{name} is not UTF-8.") from trouble


def _check(text: str) -> int:
    read = check_text(text)
    for fault in read.faults:
        say(str(fault))
    if read.faults:
        say(f"{len(read.faults)} faults")
        return 1
    say("the brand holds together")
    return 0


def _load(args: argparse.Namespace, text: str) -> int:
    """Faults that only wait for a part of Linli are said, and do not keep it from being loaded."""
    if not args.community:
        raise CommandError("say which community: --community SLUG.")
    community = Community.objects.filter(slug=args.community).first()
    if community is None:
        raise CommandError(f"there is no community “{args.community}”.")
    read = check_text(text)
    for fault in read.faults:
        say(str(fault))
    try:
        version = load_brand(community=community, actor=Actor.system(), text=text)
    except Refusal as refusal:
        raise CommandError(str(refusal.detail)) from refusal
    say(f"{community.slug}: brand {version.key} since {version.since}")
    return 0
