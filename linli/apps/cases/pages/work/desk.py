"""The page of one case for those who work on it, and its short form beside the pool."""

import uuid
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.apps.cases.choices import CaseState, FoundBy, Level, Source
from linli.apps.cases.forms.work.ending import rung_name
from linli.apps.cases.models import Case
from linli.apps.cases.pages.work.acts import KEYS, offer_of
from linli.apps.cases.queries.folder import CONTACT, Folder, Party, open_folder
from linli.apps.cases.queries.saying import limit_words, say_next, state_tone
from linli.kernel import clock
from linli.kernel.access.permissions import holds, refuse
from linli.kernel.community import spoken
from linli.kernel.panels import Scene, fill_panels
from linli.web.asked import Asked, show

SHORT = 4
TABS = ("", "told", "inside")


def opened(request: HttpRequest, case_id: uuid.UUID) -> tuple[Asked, Folder]:
    """The folder for those who work on the case; its reporter has a page of their own."""
    asked = cast(Asked, request)
    folder = open_folder(asked.community, asked.actor, case_id, KEYS)
    if not folder.inside:
        refuse(asked.actor, "cases.see_inside")
    return asked, folder


def case_page(request: HttpRequest, slug: str, case_id: uuid.UUID) -> HttpResponse:
    asked, folder = opened(request, case_id)
    tab = asked.GET.get("show", "")
    tab = tab if tab in TABS else ""
    context = {
        **_head(folder),
        "above": list_above(asked),
        "tab": tab,
        "tabs": _tabs(folder),
        "story": _of_tab(folder, tab),
        "ahead": _ahead(folder),
        "parties": _parties(folder),
        "reporters": folder.reporters,
        "may_reach": CONTACT in folder.held,
        "facts": _facts(folder.case),
        "neighbours": [(row, *state_tone(row.state)) for row in folder.neighbours],
        "warnings": _warnings(folder),
        "supervisions": [(row, rung_name(row.code, row.level)) for row in folder.unanswered],
        "panels": fill_panels("cases.case", Scene(asked.community, asked.actor, folder.case)),
    }
    return show(request, "cases/work/case.html", context)


def side_panel(request: HttpRequest, slug: str, case_id: uuid.UUID) -> HttpResponse:
    """A fragment beside the pool."""
    _asked, folder = opened(request, case_id)
    context = {
        **_head(folder),
        "story": folder.story[:SHORT],
        "ahead": _ahead(folder),
        "photos": folder.photos[-2:],
    }
    return show(request, "cases/work/panel.html", context)


def list_above(asked: Asked) -> tuple[str, str]:
    """The list a reader came from: those who may not open the pool have their own orders."""
    home = asked.community
    if holds(asked.actor, "cases.pool", home.id):
        return _("Cases"), reverse("cases:pool", kwargs={"slug": home.slug})
    if holds(asked.actor, "cases.orders", home.id):
        return _("My orders"), reverse("cases:orders", kwargs={"slug": home.slug})
    return _("Cases"), ""


def _head(folder: Folder) -> dict[str, Any]:
    case = folder.case
    tone, sign = state_tone(case.state)
    return {
        "case": case,
        "folder": folder,
        "state": CaseState(case.state).label,
        "tone": tone,
        "sign": sign,
        "late": case.overdue(clock.now()),
        "clocks": folder.clocks,
        "offer": offer_of(folder),
    }


def _ahead(folder: Folder) -> str:
    case = folder.case
    unit = case.lead.name if case.lead_id and case.lead else case.worker_name
    return say_next(case.state, unit)


def _tabs(folder: Folder) -> list[tuple[str, str, int]]:
    told = sum(1 for each in folder.story if each["told"])
    return [
        ("", _("all"), len(folder.story)),
        ("told", _("told to the reporter"), told),
        ("inside", _("staff only"), len(folder.story) - told),
    ]


def _of_tab(folder: Folder, tab: str) -> list[dict[str, Any]]:
    if not tab:
        return folder.story
    return [each for each in folder.story if each["told"] == (tab == "told")]


def _parties(folder: Folder) -> list[Party]:
    case = folder.case
    found = []
    if case.lead_id and case.lead:
        found.append(Party(case.lead.name, _("leads"), "b"))
    elif case.worker_name:
        found.append(Party(case.worker_name, _("grid worker, handles it")))
    for call in folder.calls:
        duty = _("called in, no answer yet") if call.is_open else _("assists")
        found.append(Party(call.unit, duty, "c"))
    if case.first_receiver_name:
        found.append(Party(case.first_receiver_name, _("received it first, stays responsible")))
    return found


def _facts(case: Case) -> list[tuple[str, str]]:
    kind = case.type
    public = _("yes, without names") if case.public else _("no")
    limit = limit_words(kind.resolution_limit)
    facts = [
        (_("Kind"), kind.name),
        (_("Came by"), str(Source(case.source).label)),
        (_("Found"), str(FoundBy(case.found_by).label)),
        (_("Level"), str(Level(case.level).label)),
        (_("Me too"), str(case.support_count)),
        (_("Public"), _("confidential") if case.confidential else public),
        (_("Time for it"), limit),
        (_("Basis"), kind.legal_basis),
        (_("Result"), case.result),
    ]
    return [*((name, text) for name, text in facts if text), *_answers(case)]


def _answers(case: Case) -> list[tuple[str, str]]:
    """The answers to the type's own questions, in the reader's language."""
    shown = []
    for question in case.type.questions:
        value = case.answers.get(question["code"])
        if value in (None, "", []):
            continue
        options = question.get("options") or {}
        values = value if isinstance(value, list) else [value]
        words = [spoken(options[str(v)]) if str(v) in options else str(v) for v in values]
        shown.append((spoken(question["label"]), ", ".join(words)))
    return shown


def _warnings(folder: Folder) -> list[str]:
    found = []
    notice = folder.case.type.emergency_notice
    if notice and folder.case.is_open:
        found.append(spoken(notice["text"]))
    if any(photo.reused for photo in folder.photos):
        found.append(_("One of the photos was sent with another case before."))
    if folder.case.rate_excluded:
        found.append(_("This case is left out of the rates."))
    return found
