"""An import with its rows staged encrypted, until it is finished; its trace, until it is final."""

from django.db import models

from linli.kernel.tenancy import CommunityModel, LocalKey


class RunState(models.TextChoices):
    CHECKED = "checked"
    RUNNING = "running"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"
    """Rolled back: nothing of it is left."""


class ImportRun(CommunityModel):
    """`faults` is encrypted: a reason may quote a cell. `trouble` is the code of a refusal."""

    register = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.CHECKED)
    actor = models.CharField(max_length=60)
    actor_name = models.CharField(max_length=60, blank=True)
    filename = models.CharField(max_length=120, blank=True)
    digest = models.CharField(max_length=64)
    total = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    faults = models.TextField(blank=True)
    trouble = models.CharField(max_length=60, blank=True)
    checked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-checked_at"]
        indexes = [
            models.Index(fields=["community", "register", "checked_at"], name="import_by_register")
        ]


class ChunkState(models.TextChoices):
    WAITING = "waiting"
    DONE = "done"
    REVERTED = "reverted"


class ImportChunk(CommunityModel):
    """Some rows of an import: one transaction, one timer. Both texts are encrypted JSON."""

    run = LocalKey(ImportRun, related_name="chunks", db_index=False)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=ChunkState.choices, default=ChunkState.WAITING)
    count = models.PositiveIntegerField()
    content = models.TextField(blank=True)
    trace = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["community", "run", "number"], name="chunk_once")
        ]


class ExportLog(CommunityModel):
    """Who took a register out of the house, and for what."""

    register = models.CharField(max_length=60)
    actor = models.CharField(max_length=60)
    actor_name = models.CharField(max_length=60, blank=True)
    purpose = models.CharField(max_length=200)
    count = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["community", "register", "at"], name="export_by_register")]
