"""Numbers that a community may choose, each with its source."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.cases.defaults import load_supervision
from linli.kernel.policies import policy_kind


def default_ladder() -> list[dict[str, Any]]:
    """The packaged ladder as the policy's value: rungs at a percent or an offset after expiry."""
    rungs = []
    for step in load_supervision().steps:
        rung: dict[str, Any] = {"code": step.code, "kind": step.kind}
        if step.percent_of_limit is not None:
            rung["percent"] = step.percent_of_limit
        if step.after_expiry is not None:
            rung["after"] = {"value": step.after_expiry.value, "unit": step.after_expiry.unit}
        if step.needs_answer and step.answer_within is not None:
            rung["answer"] = {"value": step.answer_within.value, "unit": step.answer_within.unit}
        rungs.append(rung)
    return rungs


PROPOSAL = _("project's proposal")
policy_kind(
    "cases.reopen_days",
    _("Days after closing in which the reporter may say “not solved”"),
    default=7,
    unit=_("days"),
    source=PROPOSAL,
    low=1,
    high=90,
)
policy_kind(
    "cases.free_reopenings",
    _("Reopenings without approval"),
    default=1,
    unit=_("times"),
    source=PROPOSAL,
    low=0,
    high=5,
)
policy_kind(
    "cases.archive_days",
    _("Days after closing until a case is archived"),
    default=30,
    unit=_("days"),
    source=PROPOSAL,
    low=1,
    high=365,
)
policy_kind(
    "cases.contact_days",
    _("Days after the archiving that it is kept how to reach the reporter"),
    default=730,
    unit=_("days"),
    source=_("project's proposal: PIPL article 19, the shortest time that serves"),
    low=30,
    high=3650,
)
policy_kind(
    "cases.assist_hours",
    _("Working hours a unit has to answer a call for assistance"),
    default=8,
    unit=_("working hours"),
    source=PROPOSAL,
    low=1,
    high=200,
)
policy_kind(
    "cases.wrong_codes",
    _("Wrong query codes from one address in ten minutes"),
    default=10,
    unit=_("times"),
    source=PROPOSAL,
    low=3,
    high=100,
)
policy_kind(
    "cases.ladder",
    _("Supervision ladder of the resolution clock"),
    default=default_ladder(),
    source=_("field rules 1.9: reminders at 50 and 80 %, urge at expiry, supervision levels"),
)
policy_kind(
    "cases.response_ladder",
    _("Supervision ladder of the response clock"),
    default=[
        {"code": "response.most", "kind": "reminder", "percent": 80},
        {
            "code": "response.expiry",
            "kind": "urge",
            "percent": 100,
            "answer": {"value": 1, "unit": "working_day"},
        },
    ],
    source=PROPOSAL,
)
