"""Tables made at once are the tables that the migrations make."""

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from linli.cli.schema import only_schema

ROOT = Path(__file__).resolve().parents[3]
BY_MIGRATIONS = (
    "from django.core.management import call_command; call_command('migrate', verbosity=0)"
)
AT_ONCE = "from linli.cli.schema import create_at_once; assert create_at_once()"
BEGIN = "from linli.cli.main import set_up_django; set_up_django(); "


def made(folder: Path, how: str) -> sqlite3.Connection:
    folder.mkdir()
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("LINLI_", "DATABASE_URL"))}
    own = {"LINLI_DATA": str(folder), "LINLI_KEY_FILE": str(folder.parent / "keys.json")}
    subprocess.run([sys.executable, "-c", BEGIN + how], cwd=ROOT, env={**plain, **own}, check=True)
    return sqlite3.connect(folder / "linli.sqlite3")


def tables(database: sqlite3.Connection) -> list[str]:
    return [name for (name,) in database.execute(OF_KIND, ("table",))]


OF_KIND = "SELECT name FROM sqlite_master WHERE type = ? AND sql IS NOT NULL ORDER BY name"


def shape(database: sqlite3.Connection) -> dict[str, Any]:
    """Columns, foreign keys and checks by table, indexes by name; the order of columns apart."""
    found: dict[str, Any] = {}
    for table in tables(database):
        columns = database.execute(f'PRAGMA table_info("{table}")').fetchall()
        keys = database.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
        found[table] = sorted(row[1:] for row in columns), sorted(row[2:5] for row in keys)
    rows = database.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql <> ''")
    for kind, name, table, sql in rows:
        if kind == "index":
            found[f"index {name}"] = sql
        else:
            found[f"checks {table}"] = checks(sql)
    return found


def checks(sql: str) -> list[str]:
    return sorted(re.findall(r'CONSTRAINT "\w+" (?:CHECK|UNIQUE) .*?(?=, CONSTRAINT|$)', sql))


@pytest.mark.django_db
def test_a_newcomer_never_waits_for_the_long_way() -> None:
    """A migration that tends old rows says so with elidable=True; see linli/cli/schema.py."""
    assert only_schema(MigrationExecutor(connection))


@pytest.mark.long
def test_both_ways_lead_to_the_same_tables(tmp_path: Path) -> None:
    long_way, at_once = made(tmp_path / "long", BY_MIGRATIONS), made(tmp_path / "once", AT_ONCE)
    assert shape(at_once) == shape(long_way)
    names = "SELECT app, name FROM django_migrations ORDER BY app, name"
    assert at_once.execute(names).fetchall() == long_way.execute(names).fetchall()


def test_a_database_that_holds_something_goes_the_long_way(tmp_path: Path) -> None:
    begun = "from django.db import connection; connection.cursor().execute('CREATE TABLE x (y)'); "
    never = "from linli.cli.schema import create_at_once; assert create_at_once() == 0"
    assert tables(made(tmp_path / "begun", begun + never)) == ["x"]
