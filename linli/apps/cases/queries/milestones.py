"""Limits on the way that a type may have beside the two clocks, and which of them are met."""

from collections.abc import Iterable

from linli.apps.cases.defaults import load_types
from linli.apps.cases.models import Case, Step
from linli.kernel.community import spoken
from linli.kernel.worktime import Limit, Unit

OF_THE_TABLE = ("contact", "site_check", "call_back")
"""These begin with a step of the table and are kept where that step is."""


def milestones_of(case: Case) -> dict[str, Limit]:
    return {
        stage: Limit(span["value"], Unit(span["unit"]))
        for stage, span in case.type.stage_limits.items()
        if stage not in OF_THE_TABLE
    }


def reached_by(steps: Iterable[Step], round_number: int) -> set[str]:
    """What lines of progress in this round said to be done."""
    said = [step.extra for step in steps if step.kind == "note_progress"]
    return {one["stage"] for one in said if one.get("round") == round_number}


def stage_name(stage: str) -> str:
    known = load_types().stages.get(stage)
    if known is None:
        return stage
    return spoken({"zh-hans": known.zh_Hans, "zh-hant": known.zh_Hant, "en": known.en})
