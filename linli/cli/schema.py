"""An empty database gets its tables straight from the models.

Walking through every migration takes a quarter of a minute of processor time, which is what a
newcomer waits for at the first start. On an empty database the end is the same, so it is made at
once and the migrations are noted as applied; `test_schema` holds the two ways equal. A migration
that does more than change the schema sends us the long way, but for those of Django itself and
those marked elidable, which find no rows to tend.
"""

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.operations import RunPython, RunSQL, SeparateDatabaseAndState

OURS = "linli."
MORE_THAN_SCHEMA = (RunPython, RunSQL, SeparateDatabaseAndState)


def create_at_once() -> int:
    """Tables for every model in an empty database; how many migrations that stands for.

    0 where the database is not empty, or where a migration of ours does more than schema.
    """
    executor = MigrationExecutor(connection)
    if connection.introspection.table_names() or not only_schema(executor):
        return 0
    names = list(executor.loader.disk_migrations)
    emit_pre_migrate_signal(0, False, connection.alias, plan=[])
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
        executor.recorder.ensure_schema()
        for app, name in names:
            executor.recorder.record_applied(app, name)
    emit_post_migrate_signal(0, False, connection.alias, plan=[])
    return len(names)


def only_schema(executor: MigrationExecutor) -> bool:
    ours = [
        migration
        for migration in executor.loader.disk_migrations.values()
        if type(migration).__module__.startswith(OURS)
    ]
    return not any(_does_more(migration) for migration in ours)


def _does_more(migration: Migration) -> bool:
    """Whether it matters on an empty database: Django calls what only tends old rows elidable."""
    return any(
        isinstance(operation, MORE_THAN_SCHEMA) and not getattr(operation, "elidable", False)
        for operation in migration.operations
    )
