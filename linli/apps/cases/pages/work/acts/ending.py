"""Close, call back, open again, archive; supervision; what counts in the rates; contact data."""

import datetime as dt
import uuid
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import CaseState
from linli.apps.cases.forms.work.base import CaseForm, PlainForm
from linli.apps.cases.forms.work.ending import (
    AnswerSupervisionForm,
    CallBackForm,
    CloseForm,
    DecideForm,
    ExclusionForm,
    ReopenForm,
    SuperviseForm,
)
from linli.apps.cases.forms.work.keeping import RevealForm
from linli.apps.cases.pages.work.acts.act import Act, versioned
from linli.apps.cases.public import (
    answer_supervision,
    archive_case,
    calendar_for,
    call_back,
    close_case,
    decide_reopen,
    exclude_from_rates,
    reopen_case,
    request_reopen,
    reveal_contact,
    review_exclusion,
    supervise,
)
from linli.apps.cases.queries.folder import CONTACT, Folder
from linli.kernel import clock
from linli.kernel.errors import Conflict


def _close(folder: Folder, form: CaseForm) -> Any:
    given = form.cleaned_data
    return close_case(
        **versioned(folder, form),
        settled_level=given["settled_level"],
        settled_how=given["settled_how"],
        closing_words=given["words"],
    )


def _call_back(folder: Folder, form: CallBackForm) -> Any:
    given = form.cleaned_data
    own = next((row for row in folder.reporters if not row.joined), None)
    return call_back(
        **versioned(folder, form),
        reached=given["reached"] == "yes",
        solved=form.answer("solved"),
        satisfied=form.answer("satisfied"),
        said_words=given["words"],
        reporter_id=own.id if own and isinstance(own.id, uuid.UUID) else None,
    )


def _reopen(folder: Folder, form: CaseForm) -> Any:
    return reopen_case(**versioned(folder, form), reopen_words=form.cleaned_data["words"])


def _request_reopen(folder: Folder, form: CaseForm) -> Any:
    return request_reopen(**folder.key, request_words=form.cleaned_data["words"])


def _decide_reopen(folder: Folder, form: CaseForm) -> Any:
    given = form.cleaned_data
    return decide_reopen(
        **versioned(folder, form), grant=given["grant"] == "yes", decision_words=given["words"]
    )


def _archive(folder: Folder, form: CaseForm) -> Any:
    return archive_case(**versioned(folder, form))


def _exclude(folder: Folder, form: CaseForm) -> Any:
    given = form.cleaned_data
    return exclude_from_rates(**folder.key, reason=given["reason"], exclusion_words=given["words"])


def _review(folder: Folder, form: CaseForm) -> Any:
    asked, given = folder.asked_exclusion, form.cleaned_data
    if asked is None:
        raise Conflict("decided_already", _("Someone decided on this request just now."))
    return review_exclusion(
        community=folder.community,
        actor=folder.actor,
        exclusion_id=asked.id,
        grant=given["grant"] == "yes",
        review_words=given["words"],
    )


def _supervise(folder: Folder, form: CaseForm) -> Any:
    given = form.cleaned_data
    return supervise(
        **folder.key,
        level=given["level"],
        trigger=given["trigger"],
        supervision_words=given["words"],
        answer_due=_evening(folder, given["answer_on"]),
    )


def _evening(folder: Folder, day: dt.date | None) -> dt.datetime | None:
    return calendar_for(folder.community, clock.now()).close_of(day) if day else None


def _answer_supervision(folder: Folder, form: CaseForm) -> Any:
    given = form.cleaned_data
    if not given["which"]:
        raise Conflict("answered_already", _("This has been answered."))
    return answer_supervision(
        **folder.key, supervision_id=uuid.UUID(given["which"]), answer=given["answer"]
    )


def _reveal(folder: Folder, form: CaseForm) -> Any:
    given = form.cleaned_data
    reporter = uuid.UUID(given["reporter"]) if given["reporter"] else uuid.UUID(int=0)
    return reveal_contact(**folder.key, reporter_id=reporter, why=given["why"])


def _to_be_called(folder: Folder) -> bool:
    """Not once the reporter was reached in this round."""
    if folder.case.state != CaseState.CALLED_BACK:
        return True
    last = folder.last("call_back")
    return last is None or not last.extra.get("reached")


def _contactable(folder: Folder) -> bool:
    return any(row.phone or row.has_email for row in folder.reporters)


ACTS = (
    Act(
        "closures",
        ("close", "close_checked"),
        _("Close"),
        _("Close it"),
        _("Closed. The reporter is told and asked for an opinion."),
        CloseForm,
        _close,
        icon="check",
    ),
    Act(
        "call-backs",
        ("call_back",),
        _("Call the reporter back"),
        _("Save what was said"),
        _("Written down."),
        CallBackForm,
        _call_back,
        icon="phone",
        hint=_("“Not solved” opens the case again under its number."),
        fits=_to_be_called,
    ),
    Act(
        "reopenings",
        ("reopen",),
        _("Open again"),
        _("Open it again"),
        _("Opened again. Both clocks run anew."),
        ReopenForm,
        _reopen,
        icon="undo",
        rare=True,
        fits=lambda folder: folder.case.reopened_count == 0,
    ),
    Act(
        "reopen-requests",
        ("request_reopen",),
        _("Ask to open it again"),
        _("Ask"),
        _("Asked. The committee decides."),
        ReopenForm,
        _request_reopen,
        icon="undo",
        rare=True,
        fits=lambda f: f.case.reopened_count > 0 and f.asked_reopening is None,
    ),
    Act(
        "reopen-decisions",
        ("grant_reopen", "refuse_reopen"),
        _("Decide on opening again"),
        _("Decide"),
        _("Decided. The reporter is told."),
        DecideForm,
        _decide_reopen,
        icon="undo",
        fits=lambda folder: folder.asked_reopening is not None,
    ),
    Act(
        "archivings",
        ("archive",),
        _("Archive"),
        _("Archive it"),
        _("Archived."),
        PlainForm,
        _archive,
        icon="inbox",
        hint=_("From here on it can only be read."),
        fits=lambda folder: folder.asked_reopening is None,
    ),
    Act(
        "supervisions",
        ("supervise",),
        _("Supervise"),
        _("Supervise"),
        _("Under supervision. The unit has to answer."),
        SuperviseForm,
        _supervise,
        icon="flag",
    ),
    Act(
        "supervision-answers",
        ("answer_supervision",),
        _("Answer the supervision"),
        _("Answer"),
        _("Answered."),
        AnswerSupervisionForm,
        _answer_supervision,
        icon="flag",
        fits=lambda folder: bool(folder.unanswered),
    ),
    Act(
        "exclusions",
        ("exclude",),
        _("Leave out of the rates"),
        _("Ask"),
        _("Asked. It counts until another person has agreed."),
        ExclusionForm,
        _exclude,
        icon="filter",
        rare=True,
        fits=lambda f: not f.case.rate_excluded and not f.exclusion_waits,
    ),
    Act(
        "exclusion-reviews",
        (),
        _("Review: leave out of the rates?"),
        _("Decide"),
        _("Decided."),
        DecideForm,
        _review,
        icon="filter",
        permission="cases.act.review_exclusion",
        fits=lambda folder: folder.exclusion_waits,
    ),
    Act(
        "contact-views",
        (),
        _("Show how to reach the reporter"),
        _("Show it"),
        _("The view is recorded."),
        RevealForm,
        _reveal,
        icon="eye",
        permission=CONTACT,
        fits=_contactable,
        rare=True,
        shows=True,
    ),
)
