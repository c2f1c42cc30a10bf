"""Backups that any of our databases can read: rows as JSON lines, uploads as they are.

Keys are never inside: without the key file the identity numbers and telephones in a stolen
backup stay closed.
"""

import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.db import connection, models, transaction

from linli import __version__
from linli.cli.ground import migrate, pending_migrations, prepare_data
from linli.cli.main import CommandError
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.tenancy import across_communities

FORMAT = 1
CHUNK = 2000
PASSING = {"sessions.Session", "contenttypes.ContentType", "auth.Permission", "kernel.Attempt"}


def kept_models() -> list[type[models.Model]]:
    """Every table that is backed up, referred-to tables first."""
    ordered = serializers.sort_dependencies([(config, None) for config in apps.get_app_configs()])
    return [m for m in ordered if m._meta.label not in PASSING and m._meta.managed]


def backup(target: Path) -> dict[str, object]:
    """Write the archive under a new name first, so that a broken one never looks whole."""
    if pending_migrations():
        raise CommandError("the schema is not up to date: run `linli init` first.")
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(target.name + ".part")
    counts: dict[str, int] = {}
    with tarfile.open(fresh, "w:gz", compresslevel=3) as archive, OneMoment():
        for model in kept_models():
            counts[model._meta.label] = _add_rows(archive, model)
        media = Path(settings.LINLI_MEDIA_ROOT)
        if media.exists():
            archive.add(media, arcname="media")
        about = {
            "format": FORMAT,
            "version": __version__,
            "rows": counts,
            "at": clock.now().timestamp(),
        }
        _add_bytes(archive, "about.json", json.dumps(about).encode())
    fresh.replace(target)
    return {"file": str(target), "bytes": target.stat().st_size, "rows": sum(counts.values())}


class OneMoment:
    """One moment of the database for all tables, while others go on writing."""

    def __enter__(self) -> None:
        self.reason = across_communities("a backup reads every community")
        self.reason.__enter__()
        self.block = transaction.atomic()
        self.block.__enter__()
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def __exit__(self, *trouble: Any) -> None:
        self.block.__exit__(*trouble)
        self.reason.__exit__(*trouble)


def _add_rows(archive: tarfile.TarFile, model: type[models.Model]) -> int:
    rows = model._base_manager.order_by("pk").iterator(chunk_size=CHUNK)
    count = 0
    for part, chunk in enumerate(_chunks(rows)):
        text = "\n".join(serializers.serialize("jsonl", [row]).strip() for row in chunk)
        _add_bytes(archive, f"rows/{model._meta.label}/{part:06}.jsonl", text.encode())
        count += len(chunk)
    return count


def _chunks(rows: Iterator[Any]) -> Iterator[list[Any]]:
    chunk: list[Any] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _add_bytes(archive: tarfile.TarFile, name: str, body: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mtime = len(body), int(clock.now().timestamp())
    archive.addfile(entry, io.BytesIO(body))


def restore(source: Path) -> dict[str, object]:
    """All rows in one transaction into an empty database; nothing is overwritten."""
    if not source.exists():
        raise CommandError(f"there is no file {source}.")
    prepare_data()
    migrate()
    if Community.objects.exists():
        raise CommandError("this installation is not empty. Restore into a new LINLI_DATA.")
    with tarfile.open(source, "r:gz") as archive:
        about = _about(archive)
        with transaction.atomic(), across_communities("a restore writes every community"):
            rows = sum(_read_rows(archive, name) for name in archive.getnames())
            _reset_sequences()
        archive.extractall(
            Path(settings.LINLI_DATA),
            members=[m for m in archive.getmembers() if m.name.startswith("media/")],
            filter="data",
        )
    if rows != sum(about["rows"].values()):
        raise CommandError("the archive holds fewer rows than it says.")
    return {"rows": rows, "version": about["version"]}


def _about(archive: tarfile.TarFile) -> dict[str, Any]:
    try:
        file = archive.extractfile("about.json")
    except KeyError:
        file = None
    if file is None:
        raise CommandError("this is no whole backup of Linli: it does not say what it holds.")
    about: dict[str, Any] = json.load(file)
    if about["format"] != FORMAT:
        raise CommandError(f"this backup has format {about['format']}; this Linli reads {FORMAT}.")
    return about


def _read_rows(archive: tarfile.TarFile, name: str) -> int:
    if not name.startswith("rows/"):
        return 0
    file = archive.extractfile(name)
    text = file.read().decode() if file else ""
    objects = [each.object for each in serializers.deserialize("jsonl", text)]
    if objects:
        type(objects[0])._base_manager.bulk_create(objects, batch_size=400)
    return len(objects)


def _reset_sequences() -> None:
    statements = connection.ops.sequence_reset_sql(no_style(), kept_models())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
