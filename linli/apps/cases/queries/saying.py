"""How cases look on pages: the tone and sign of a state, a step's dot, what comes next."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from linli.kernel import clock
from linli.kernel.worktime import Limit
from linli.web import dates

STATE_TONES = {
    "registered": ("info", "inbox"),
    "reopened": ("warn", "undo"),
    "accepted": ("info", "inbox"),
    "dispatched": ("info", "route"),
    "objected": ("warn", "undo"),
    "signed": ("info", "wrench"),
    "contacted": ("info", "phone"),
    "handling": ("info", "wrench"),
    "hung": ("idle", "pause"),
    "reported_done": ("warn", "eye"),
    "checked": ("info", "eye"),
    "closed": ("good", "check"),
    "answered": ("good", "check"),
    "called_back": ("good", "check"),
    "archived": ("good", "check"),
    "declined": ("idle", "next"),
    "merged": ("idle", "users"),
}
DOTS = {
    "hang": ("p", "pause"),
    "object": ("w", "undo"),
    "send_back": ("w", "undo"),
    "check_failed": ("w", "undo"),
    "reopen": ("w", "undo"),
    "grant_reopen": ("w", "undo"),
    "request_reopen": ("w", "undo"),
    "decline": ("p", "next"),
    "supervise": ("w", "flag"),
    "merge": ("p", "users"),
}
NEXT = {
    "registered": gettext_lazy("The community looks at it"),
    "reopened": gettext_lazy("The community looks at it anew"),
    "accepted": gettext_lazy("The community sends it to those whose duty it is"),
    "dispatched": gettext_lazy("%(unit)s signs for it and gets in touch"),
    "objected": gettext_lazy("The community decides for good whose duty it is"),
    "signed": gettext_lazy("%(unit)s gets in touch"),
    "contacted": gettext_lazy("%(unit)s does the work"),
    "handling": gettext_lazy("%(unit)s finishes the work"),
    "hung": gettext_lazy("On hold; the reason stands below"),
    "reported_done": gettext_lazy("The community looks whether it is really done"),
    "checked": gettext_lazy("The community closes it, then asks you"),
}
LIMITS = {
    "working_hour": ngettext_lazy("%(n)s working hour", "%(n)s working hours", "n"),
    "working_day": ngettext_lazy("%(n)s working day", "%(n)s working days", "n"),
    "hour": ngettext_lazy("%(n)s hour", "%(n)s hours", "n"),
    "day": ngettext_lazy("%(n)s day", "%(n)s days", "n"),
}


def limit_words(limit: Limit) -> str:
    return str(LIMITS[limit.unit.value] % {"n": limit.value})


def state_tone(state: str) -> tuple[str, str]:
    return STATE_TONES.get(state, ("idle", "more"))


def dot(kind: str) -> tuple[str, str]:
    return DOTS.get(kind, ("", "check"))


def say_next(state: str, unit: str) -> str:
    text = NEXT.get(state)
    return str(text) % {"unit": unit or _("the community")} if text else ""


def dressed(line: Any, attachments: list[Any] | None = None) -> dict[str, Any]:
    """A story line with its dot, for `cases/story.html`."""
    tone, sign = dot(line.kind)
    return {
        "when": line.at,
        "title": line.plain,
        "reason": line.reason,
        "door": line.door,
        "quote": line.words,
        "inside_quote": line.inside_words,
        "by": line.by_name,
        "tone": tone,
        "sign": sign,
        "attachments": attachments or [],
    }


def row_words(row: Any) -> str:
    """The short line under a public case: by when, how long it took, or over."""
    if not row.is_open:
        days = (row.closed_at - row.registered_at).days if row.closed_at else None
        if days is None:
            return dates.day(row.changed_at)
        return _("same day") if days == 0 else _("took %(n)s days") % {"n": days}
    if row.resolution_due is None:
        return _("reported %(when)s") % {"when": dates.day(row.registered_at)}
    if row.resolution_due < clock.now():
        return _("overdue since %(when)s") % {"when": dates.day(row.resolution_due)}
    return _("by %(when)s") % {"when": dates.day(row.resolution_due)}
