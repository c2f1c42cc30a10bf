"""Dispatch, sign, object, determine; calls for assistance; passing up."""

import uuid
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import Level
from linli.apps.cases.forms.work.base import CaseForm, PlainForm
from linli.apps.cases.forms.work.sending import (
    AnswerCallForm,
    AssistForm,
    ClimbForm,
    ObjectForm,
    PassForm,
    UnitForm,
)
from linli.apps.cases.pages.work.acts.act import Act, versioned
from linli.apps.cases.public import (
    answer_assist,
    call_assist,
    dispatch_case,
    object_dispatch,
    pass_up,
    redetermine,
    sign_dispatch,
)
from linli.apps.cases.queries.folder import Folder


def _dispatch(folder: Folder, form: UnitForm) -> Any:
    words = form.cleaned_data["words"]
    return dispatch_case(**versioned(folder, form), to=form.unit(), order_words=words)


def _determine(folder: Folder, form: UnitForm) -> Any:
    words = form.cleaned_data["words"]
    return redetermine(**versioned(folder, form), to=form.unit(), order_words=words)


def _sign(folder: Folder, form: CaseForm) -> Any:
    return sign_dispatch(**versioned(folder, form))


def _object(folder: Folder, form: CaseForm) -> Any:
    given = form.cleaned_data
    return object_dispatch(
        **versioned(folder, form), reason=given["reason"], objection_words=given["words"]
    )


def _assist(folder: Folder, form: CaseForm) -> Any:
    given = form.cleaned_data
    return call_assist(
        **folder.key,
        organisation_id=int(given["unit"]),
        text=given["text"],
        working_hours=given["working_hours"],
    )


def _answer_call(folder: Folder, form: CaseForm) -> Any:
    given = form.cleaned_data
    call = uuid.UUID(given["call"]) if given["call"] else None
    return answer_assist(**folder.key, call_id=call, answer=given["answer"])


def _pass_up(folder: Folder, form: CaseForm) -> Any:
    words = form.cleaned_data["words"]
    return pass_up(**versioned(folder, form), to=Level.COMMUNITY, reason_words=words)


def _climb(folder: Folder, form: CaseForm) -> Any:
    given = form.cleaned_data
    return pass_up(
        **versioned(folder, form),
        to=given["to"],
        reason_words=given["words"],
        organisation_id=int(given["unit"]) if given["unit"] else None,
    )


def _is_called(folder: Folder) -> bool:
    return bool(folder.open_calls)


def _can_climb(folder: Folder) -> bool:
    return folder.case.level not in (Level.DISTRICT, Level.OUTSIDE)


def _may_object(folder: Folder) -> bool:
    """Not after the second determination, which is final."""
    last = next((s for s in reversed(folder.steps) if s.kind in ORDERS), None)
    return last is None or not last.extra.get("final")


ORDERS = ("dispatch", "redispatch", "redetermine", "climb")
ACTS = (
    Act(
        "dispatches",
        ("dispatch",),
        _("Dispatch"),
        _("Send the order"),
        _("Sent. The unit sees it under “my orders”."),
        UnitForm,
        _dispatch,
        icon="route",
    ),
    Act(
        "transfers",
        ("redispatch",),
        _("Give it to another unit"),
        _("Take it back and send it anew"),
        _("Sent. The unit sees it under “my orders”."),
        UnitForm,
        _dispatch,
        icon="route",
        hint=_("The present order is withdrawn; the clock runs on."),
        rare=True,
    ),
    Act(
        "determinations",
        ("redetermine",),
        _("Determine finally"),
        _("Determine"),
        _("Determined. This is final: no second objection."),
        UnitForm,
        _determine,
        icon="route",
        hint=_("The same unit or another one. After this nobody can object again."),
    ),
    Act(
        "signatures",
        ("sign",),
        _("Sign for it"),
        _("Sign for it"),
        _("Signed for. Next: get in touch with the person who reported it."),
        PlainForm,
        _sign,
        icon="edit",
        by_handler=True,
    ),
    Act(
        "objections",
        ("object",),
        _("Object"),
        _("Object with this reason"),
        _("Noted. The community decides whose duty it is."),
        ObjectForm,
        _object,
        icon="undo",
        hint=_("Once, with a reason. The community's second decision is final."),
        fits=_may_object,
        by_handler=True,
    ),
    Act(
        "assists",
        ("call_assist",),
        _("Call in another unit"),
        _("Call it in"),
        _("Called in. It has its own time to answer."),
        AssistForm,
        _assist,
        icon="mega",
    ),
    Act(
        "assist-answers",
        ("answer_assist",),
        _("Answer the call"),
        _("Answer"),
        _("Answered. The leading unit sees it."),
        AnswerCallForm,
        _answer_call,
        icon="chat",
        fits=_is_called,
    ),
    Act(
        "passes",
        ("pass_up", "pass_up_waiting"),
        _("Pass up to the community"),
        _("Pass it up"),
        _("Passed up. You stay the one who received it first."),
        PassForm,
        _pass_up,
        icon="lift",
    ),
    Act(
        "climbs",
        ("climb",),
        _("Pass up to the street"),
        _("Pass it up"),
        _("Passed up. The street sees it now."),
        ClimbForm,
        _climb,
        icon="lift",
        fits=_can_climb,
        rare=True,
    ),
)
