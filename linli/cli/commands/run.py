"""What `make run` does: everything, on the embedded database, until Ctrl-C."""

import argparse
import os

HELP = "set up, load the demo, serve web and worker, print address and log-ins"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    parser.add_argument("--no-demo", action="store_true", help="start empty")


def run(args: argparse.Namespace) -> int:
    from linli.cli.running import run_all

    return run_all(host=args.host, port=args.port, demo=not args.no_demo)
