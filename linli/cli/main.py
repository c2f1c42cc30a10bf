"""`linli COMMAND …`: each command is a module in linli/cli/commands.

A command module has HELP (one line), `arguments(parser)` and `run(args) -> exit code`; DJANGO
= False says that it starts before settings are read. Only the chosen module is imported, so
`--help` answers at once. Exit codes: 0 done, 1 refused or found faults, 2 wrong use.
"""

import argparse
import ast
import os
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from linli import __version__

SHELF = Path(__file__).with_name("commands")


class CommandError(Exception):
    """A clear line for the person at the terminal; the command ends with exit code 1."""


@dataclass(frozen=True)
class Command:
    """`stem` is the module's file; a name that Python keeps for itself ends in an underscore."""

    stem: str
    help: str
    django: bool

    @property
    def name(self) -> str:
        return self.stem.rstrip("_").replace("_", "-")

    @property
    def module(self) -> Any:
        return import_module(f"linli.cli.commands.{self.stem}")


def commands() -> dict[str, Command]:
    """Every command by name, read from the modules' constants without importing them."""
    found = {}
    for path in sorted(SHELF.glob("[a-z]*.py")):
        constants = _constants(path)
        command = Command(path.stem, constants["HELP"], constants.get("DJANGO", True))
        found[command.name] = command
    return found


def _constants(path: Path) -> dict[str, Any]:
    return {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }


def overview(known: dict[str, Command]) -> argparse.ArgumentParser:
    lines = "\n".join(f"  {command.name:<12} {command.help}" for command in known.values())
    parser = argparse.ArgumentParser(
        prog="linli",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Linli 邻里: the operating system of a residents' community.",
        epilog=f"commands:\n{lines}\n\n`linli COMMAND --help` explains one.",
    )
    parser.add_argument("--version", action="version", version=f"linli {__version__}")
    parser.add_argument("command", choices=known, metavar="COMMAND")
    return parser


def main(argv: list[str] | None = None) -> int:
    words = sys.argv[1:] if argv is None else argv
    os.umask(0o077)  # database, uploads and backups are for the user that runs Linli, nobody else
    known = commands()
    command = known[overview(known).parse_args(words[:1]).command]
    try:
        if command.django:
            set_up_django()
        parser = argparse.ArgumentParser(prog=f"linli {command.name}", description=command.help)
        command.module.arguments(parser)
        return int(command.module.run(parser.parse_args(words[1:])))
    except CommandError as trouble:
        sys.stderr.write(f"linli {command.name}: {trouble}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as trouble:
        raise CommandError(str(trouble)) from trouble
    except OSError as trouble:
        raise CommandError(f"{trouble.filename}: {trouble.strerror}") from trouble
