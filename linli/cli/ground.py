"""What must be there before anything runs: a writable data folder, keys, a migrated database."""

import os
import socket
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from linli.cli.main import CommandError
from linli.cli.schema import create_at_once


def prepare_data() -> None:
    """Make LINLI_DATA, or say in one line why it cannot be."""
    folder = Path(settings.LINLI_DATA)
    try:
        (folder / "static").mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise CommandError(
            f"the data folder {folder} cannot be made ({trouble.strerror}). Set LINLI_DATA."
        ) from trouble
    if not os.access(folder, os.W_OK | os.X_OK):
        raise CommandError(f"the data folder {folder} is not writable. Set LINLI_DATA elsewhere.")


def pending_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate() -> int:
    """Bring the schema up to date; how many migrations were applied."""
    if connection.vendor == "sqlite" and (made := create_at_once()):
        return made
    pending = pending_migrations()
    if pending:
        call_command("migrate", interactive=False, verbosity=0)
    return pending


def collect_styles() -> int:
    """In production style sheets are served by the name of their content; how many are ready."""
    if not settings.LINLI_PRODUCTION:
        return 0
    call_command("collectstatic", interactive=False, verbosity=0)
    return sum(1 for file in Path(settings.STATIC_ROOT).rglob("*") if file.is_file())


def port_is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
