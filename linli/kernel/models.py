"""The kernel's tables, each defined beside the code that keeps it."""

from linli.kernel.calendar import CalendarDay, CalendarYear, OfficeHours
from linli.kernel.community import Community
from linli.kernel.idempotency import KeptAnswer
from linli.kernel.limits import Attempt
from linli.kernel.media.models import Attachment
from linli.kernel.outbox.models import Notice
from linli.kernel.policies import Policy
from linli.kernel.records.models import Record, Seal, SealedRecord
from linli.kernel.registers.models import ExportLog, ImportChunk, ImportRun
from linli.kernel.timers.models import Timer
from linli.kernel.webhooks.models import Webhook

__all__ = [
    "Attachment",
    "Attempt",
    "CalendarDay",
    "CalendarYear",
    "Community",
    "ExportLog",
    "ImportChunk",
    "ImportRun",
    "KeptAnswer",
    "Notice",
    "OfficeHours",
    "Policy",
    "Record",
    "Seal",
    "SealedRecord",
    "Timer",
    "Webhook",
]
