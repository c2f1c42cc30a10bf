"""The web server: two processes of one thread on SQLite, threads on PostgreSQL."""

import argparse
import os

from linli.cli.ground import port_is_free
from linli.cli.main import CommandError
from linli.cli.serving import serve

HELP = "serve the web pages and the API"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--threads", type=int, default=0, help="0: what the database likes")


def run(args: argparse.Namespace) -> int:
    if not port_is_free(args.host, args.port):
        raise CommandError(f"port {args.port} is taken. Set PORT to another one.")
    serve(host=args.host, port=args.port, processes=args.processes, threads=args.threads)
    return 0
