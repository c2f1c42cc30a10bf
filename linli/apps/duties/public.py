"""The door of duties for other apps."""

from linli.apps.duties.choices import DueState, Rhythm
from linli.apps.duties.models import DutyDue, Plan
from linli.apps.duties.operations import (
    end_plan,
    excuse_duty,
    lay_dues,
    open_plan,
    report_duty,
    waive_duty,
)
from linli.apps.duties.queries import due_today, plan_lines

__all__ = [
    "DueState",
    "DutyDue",
    "Plan",
    "Rhythm",
    "due_today",
    "end_plan",
    "excuse_duty",
    "lay_dues",
    "open_plan",
    "plan_lines",
    "report_duty",
    "waive_duty",
]
