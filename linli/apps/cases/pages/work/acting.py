"""One page for every act on a case: a short form, one operation, and back to the case."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from linli.apps.cases.choices import CaseState
from linli.apps.cases.forms.work.base import CaseForm
from linli.apps.cases.pages.work.acts import BY_NOUN, KEYS
from linli.apps.cases.pages.work.acts.act import Act
from linli.apps.cases.pages.work.desk import list_above
from linli.apps.cases.queries.folder import Folder, open_folder
from linli.apps.cases.queries.saying import state_tone
from linli.kernel.access.permissions import refuse
from linli.kernel.errors import Conflict, NotSeen, Refusal, RuleNotMet
from linli.web.asked import Asked, show

MEANWHILE = 3
CORRECTED = {
    "title": gettext_lazy("Title"),
    "text": gettext_lazy("What was reported"),
    "place_words": gettext_lazy("Where"),
}


@require_http_methods(["GET", "POST"])
@never_cache
def act_page(request: HttpRequest, slug: str, case_id: uuid.UUID, noun: str) -> HttpResponse:
    asked = cast(Asked, request)
    act = BY_NOUN.get(noun)
    if act is None:
        raise NotSeen("not_found", _("There is nothing at this address."))
    folder = open_folder(asked.community, asked.actor, case_id, KEYS)
    if not act.keys & folder.held:
        refuse(asked.actor, min(act.keys))
    if request.method == "GET":
        return _ask(asked, act, folder)
    form = act.form(request.POST, request.FILES, folder=folder)
    if not form.is_valid():
        return _show(asked, act, folder, form, 422)
    try:
        done = act.run(folder, form)
    except (RuleNotMet, Conflict) as refusal:
        return _refused(asked, act, form, refusal)
    if act.shows:
        return _show(asked, act, folder, form, 200, answer=done)
    messages.success(request, str(act.done))
    return redirect("cases:case", slug=slug, case_id=case_id)


def _ask(asked: Asked, act: Act, folder: Folder) -> HttpResponse:
    """An empty form; what is not open any more leads back to the case, with a word."""
    if not act.is_open(folder):
        text = _("“%(act)s” is not open here: the case is %(state)s.")
        state = CaseState(folder.case.state).label
        messages.warning(asked, text % {"act": act.title, "state": state})
        return redirect("cases:case", slug=asked.community.slug, case_id=folder.case.id)
    return _show(asked, act, folder, act.form(folder=folder), 200)


def _refused(asked: Asked, act: Act, form: CaseForm, refusal: Refusal) -> HttpResponse:
    """The typed words come back, beside the case as it is now."""
    case_id = form.folder.case.id
    folder = open_folder(asked.community, asked.actor, case_id, KEYS)
    form.refuse(refusal.detail, str(refusal.data.get("field", "")))
    conflict = isinstance(refusal, Conflict)
    if conflict:
        form.refresh(folder.version)
    both = _both(refusal.data)
    return _show(asked, act, folder, form, refusal.status, meanwhile=conflict, both=both)


def _both(data: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(field, theirs, mine) of an edit conflict, for the texts that a person can compare."""
    theirs, mine = data.get("theirs") or {}, data.get("mine") or {}
    return [
        (str(CORRECTED[name]), str(theirs.get(name, "")), str(mine[name]))
        for name in mine
        if name in CORRECTED
    ]


def _show(
    asked: Asked,
    act: Act,
    folder: Folder,
    form: CaseForm,
    status: int,
    *,
    answer: Any = None,
    meanwhile: bool = False,
    both: list[tuple[str, str, str]] | None = None,
) -> HttpResponse:
    tone, sign = state_tone(folder.case.state)
    context = {
        "above": list_above(asked),
        "act": act,
        "form": form,
        "case": folder.case,
        "folder": folder,
        "state": CaseState(folder.case.state).label,
        "tone": tone,
        "sign": sign,
        "answer": answer,
        "meanwhile": folder.story[:MEANWHILE] if meanwhile else [],
        "both": both or [],
        "still_open": act.is_open(folder),
    }
    return show(asked, "cases/work/act.html", context, status)
