"""Keys, data folder, schema; optionally the first community and its first administrator."""

import argparse

from linli.cli.main import CommandError, set_up_django
from linli.cli.say import say, say_json

HELP = "make keys, data folder and schema, and optionally the first community"
DJANGO = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--keys", action="store_true", help="only write the key file")
    parser.add_argument("--community", metavar="SLUG", help="address word of the first community")
    parser.add_argument("--name", default="", help="its name")
    parser.add_argument("--code", default="", help="2 to 6 letters that begin case numbers")
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(args: argparse.Namespace) -> int:
    from linli.config.key_file import key_path

    made = _make_keys()
    if args.keys:
        _tell(args, {"key_file": str(key_path()), "made": made})
        return 0
    set_up_django()
    from django.conf import settings

    from linli.cli.ground import collect_styles, migrate, prepare_data
    from linli.kernel.calendar_tables import seed_calendar

    prepare_data()
    result: dict[str, object] = {
        "key_file": str(key_path()),
        "data": settings.LINLI_DATA,
        "migrations": migrate(),
        "style_files": collect_styles(),
        "calendar_days": seed_calendar(),
    }
    if args.community:
        result |= _first_community(args)
    _tell(args, result)
    return 0


def _make_keys() -> bool:
    """Whether there were none; keys that exist are never touched."""
    from linli.config.key_file import key_path, write_keys

    path = key_path()
    if path.exists():
        return False
    try:
        write_keys(path)
    except OSError as trouble:
        raise CommandError(
            f"the key file {path} cannot be written ({trouble.strerror}). "
            "Run this as the user that owns its folder, or set LINLI_KEY_FILE."
        ) from trouble
    return True


def _first_community(args: argparse.Namespace) -> dict[str, object]:
    from linli.cli.founding import found_community

    if not args.name or not args.code:
        raise CommandError("--community needs --name and --code too.")
    return found_community(slug=args.community, name=args.name, code=args.code.upper())


def _tell(args: argparse.Namespace, result: dict[str, object]) -> None:
    if args.json:
        say_json(result)
        return
    for name, value in result.items():
        say(f"{name}: {value}")
