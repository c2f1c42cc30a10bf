"""The story of a case in plain words, each reader the lines that are for them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import StepReach
from linli.apps.cases.models import Case, Pause, Reason, Step
from linli.apps.organisations.public import Organisation
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import may
from linli.kernel.community import spoken

PLAIN: dict[str, str | Promise] = {
    "register": _("We have your report."),
    "answer": _("Answered."),
    "decline": _("This is not ours to settle. Below is the right door."),
    "accept": _("Accepted: we take care of it."),
    "merge": _("The same matter was reported before. You follow that case from here."),
    "unmerge": _("Treated as a case of its own again."),
    "unmerge_accepted": _("Treated as a case of its own again."),
    "dispatch": _("Handed to %(unit)s."),
    "redispatch": _("Handed anew to %(unit)s."),
    "redetermine": _("It was determined finally: %(unit)s does it."),
    "climb": _("Passed up to %(unit)s."),
    "sign": _("%(unit)s has signed for it."),
    "object": _("The unit says it is not theirs; the community decides who does it."),
    "record_contact": _("We spoke with the person who reported it."),
    "note_contact": _("We contacted the person who reported it."),
    "start_handling": _("The work has begun."),
    "note_progress": _("News of the work."),
    "call_assist": _("%(unit)s was called in to help."),
    "answer_assist": _("%(unit)s has answered the call."),
    "ask_extension": _("More time was asked for."),
    "decide_extension": _("Decided on more time."),
    "hang": _("On hold: the time stands still."),
    "resume": _("It goes on, the time runs again."),
    "pass_up": _("Passed up to the community."),
    "pass_up_waiting": _("Passed up to the community."),
    "report_done": _("Reported done."),
    "settle_on_spot": _("Settled on the spot."),
    "settle_unchecked": _("Settled; somebody looks at it on site."),
    "check_passed": _("Looked at on site: it is done."),
    "check_failed": _("Looked at on site: not done yet, the work goes on."),
    "send_back": _("Sent back: the work goes on."),
    "close": _("Closed. Please say whether it is solved."),
    "close_checked": _("Closed. Please say whether it is solved."),
    "call_back": _("We called back to ask."),
    "rate": _("The answer was rated."),
    "reopen": _("Not solved: opened again, both clocks run anew."),
    "request_reopen": _("Asked to open it again; the committee decides."),
    "grant_reopen": _("Opened again, both clocks run anew."),
    "refuse_reopen": _("Not opened again; the reason is below."),
    "archive": _("Archived."),
    "add_words": _("Something was added."),
    "support": _("A neighbour says “me too”."),
    "exclude": _("Asked to leave it out of the rates."),
    "supervise": _("Put under supervision."),
    "answer_supervision": _("The supervision was answered."),
    "correct": _("The entry was corrected."),
    "publish": _("The public text was confirmed."),
    "join_repeat": _("Reported once more."),
    "dispute_rung": _("The talks go on at the next level."),
}

# Records a reporter is told of, and the step that says it.
TOLD = {
    "cases.registered": "register",
    "cases.accepted": "accept",
    "cases.answered": "answer",
    "cases.declined": "decline",
    "cases.merged": "merge",
    "cases.hung": "hang",
    "cases.resumed": "resume",
    "cases.extension_decided": "decide_extension",
    "cases.closed": "close",
    "cases.settled_on_spot": "settle_on_spot",
    "cases.reopened": "reopen",
    "cases.reopening_granted": "grant_reopen",
    "cases.reopening_refused": "refuse_reopen",
}


@dataclass(frozen=True)
class StoryLine:
    """One line as a reader sees it. `words` are what a person wrote, maybe empty."""

    kind: str
    plain: str
    words: str
    inside_words: str
    at: dt.datetime
    by_name: str
    unit: str
    state: str
    extra: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    door: str = ""


def case_story(case: Case, actor: Actor) -> list[StoryLine]:
    """All lines for those who work on it, the told ones for its reporter."""
    inside = may(actor, "cases.see_inside", case)
    return story_for(case, inside=inside)


def story_for(case: Case, *, inside: bool, public: bool = False) -> list[StoryLine]:
    return lines_of(case, steps_of(case, inside=inside, public=public), inside, public=public)


def steps_of(case: Case, *, inside: bool, public: bool = False) -> list[Step]:
    """The steps that are for this reader, oldest first: one statement."""
    steps = Step.objects.filter(community_id=case.community_id, case_id=case.id)
    if public:
        steps = steps.filter(reach=StepReach.PUBLIC)
    elif not inside:
        steps = steps.exclude(reach=StepReach.INSIDE)
    return list(steps.select_related("organisation"))


def lines_of(
    case: Case,
    rows: list[Step],
    inside: bool,
    *,
    public: bool = False,
    units: dict[int, str] | None = None,
) -> list[StoryLine]:
    """One line a step, in the same order; a statement for the units and one for the reasons."""
    named = unit_names(rows) if units is None else units
    reasons = _reasons(case, rows)
    return [_line(step, named, reasons, inside=inside, public=public) for step in rows]


def unit_names(
    rows: Iterable[Step], known: Mapping[int | None, str] | None = None
) -> dict[int, str]:
    """Names of the units that steps speak of; only those not yet known are read."""
    wanted = {row.extra.get("unit") for row in rows if row.extra.get("unit")}
    names = {unit: name for unit, name in (known or {}).items() if unit is not None}
    missing = wanted - names.keys()
    if missing:
        names |= dict(Organisation.objects.filter(id__in=missing).values_list("id", "name"))
    return names


def _reasons(case: Case, rows: Iterable[Step]) -> dict[str, Reason]:
    codes = {row.extra.get("reason") for row in rows if row.extra.get("reason")}
    if not codes:
        return {}
    found = Reason.objects.filter(community_id=case.community_id, code__in=codes)
    return {reason.code: reason for reason in found}


def _line(
    step: Step,
    units: dict[int, str],
    reasons: dict[str, Reason],
    *,
    inside: bool,
    public: bool,
) -> StoryLine:
    own = step.organisation.name if step.organisation else ""
    unit = units.get(step.extra.get("unit", 0), "") or own
    reason = reasons.get(step.extra.get("reason", ""))
    return StoryLine(
        kind=step.kind,
        plain=in_plain_words(step.kind, unit or step.by_name),
        words="" if public else step.public_text,
        inside_words=step.text if inside else "",
        at=step.happened_at,
        by_name="" if public else step.by_name,
        unit=unit,
        state=step.state,
        extra=step.extra if inside else {},
        reason=(reason.name if inside else reason.told_text or reason.name) if reason else "",
        door=reason.right_door if reason else "",
    )


def in_plain_words(kind: str, unit: str = "") -> str:
    text = str(PLAIN.get(kind, kind))
    return text % {"unit": unit or _("the unit in charge")} if "%(unit)s" in text else text


def pauses_of(case: Case) -> QuerySet[Pause]:
    """The holds with their reasons, for the reporter's page too."""
    rows = Pause.objects.filter(community_id=case.community_id, case_id=case.id)
    return rows.select_related("reason")


def right_door(case: Case) -> dict[str, str]:
    """For a declined case: the listed reason in the reporter's words and where to go."""
    step = Step.objects.filter(
        community_id=case.community_id, case_id=case.id, kind="decline"
    ).last()
    if step is None:
        return {}
    reason = Reason.objects.filter(
        community_id=case.community_id, code=step.extra.get("reason", "")
    ).first()
    if reason is None:
        return {}
    return {"reason": reason.name, "door": spoken(reason.door), "phones": " ".join(reason.phones)}
