"""The register of the 232 practices the product exists for."""

import argparse

from linli.cli.practices import main

HELP = "how many of the 232 practices work, per article"
DJANGO = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--article")
    parser.add_argument("--state", choices=["planned", "works"])


def run(args: argparse.Namespace) -> int:
    argv = [f"--{name}" for name in ("json", "markdown") if getattr(args, name)]
    for name in ("article", "state"):
        if getattr(args, name):
            argv += [f"--{name}", getattr(args, name)]
    return main(argv)
