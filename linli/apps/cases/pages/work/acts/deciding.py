"""Accept, answer, decline, join, separate, correct, publish."""

import uuid
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.cases.forms.work.base import CaseForm, PlainForm
from linli.apps.cases.forms.work.deciding import AcceptForm, AnswerForm, DeclineForm, MergeForm
from linli.apps.cases.forms.work.keeping import CorrectForm, PublishForm
from linli.apps.cases.operations.picturing import publish_case
from linli.apps.cases.pages.work.acts.act import Act, versioned
from linli.apps.cases.public import (
    accept_case,
    answer_case,
    correct_case,
    decline_case,
    merge_case,
    unmerge_case,
)
from linli.apps.cases.queries.folder import Folder


def _accept(folder: Folder, form: CaseForm) -> Any:
    given = form.cleaned_data
    title = given["title"] if given["title"] != folder.case.title else ""
    return accept_case(**versioned(folder, form), type_code=given["type_code"], title=title)


def _answer(folder: Folder, form: CaseForm) -> Any:
    return answer_case(**versioned(folder, form), answer=form.cleaned_data["answer"])


def _decline(folder: Folder, form: CaseForm) -> Any:
    given = form.cleaned_data
    return decline_case(
        **versioned(folder, form),
        reason=given["reason"],
        words_told=given["words_told"],
        duty_item=given["duty_item"],
    )


def _merge(folder: Folder, form: CaseForm) -> Any:
    return merge_case(**versioned(folder, form), into=uuid.UUID(form.cleaned_data["into"]))


def _separate(folder: Folder, form: CaseForm) -> Any:
    return unmerge_case(**versioned(folder, form))


def _correct(folder: Folder, form: CorrectForm) -> Any:
    base = form.cleaned_data.get("version")
    version = folder.version if base is None else base
    return correct_case(**folder.key, base_version=version, **form.changes())


def _publish(folder: Folder, form: PublishForm) -> Any:
    given = form.cleaned_data
    return publish_case(
        **versioned(folder, form),
        public=given["public"],
        photos=[uuid.UUID(each) for each in given["photos"]],
        texts={name: given[name] for name in ("public_title", "public_text", "public_result")},
    )


ACTS = (
    Act(
        "acceptances",
        ("accept",),
        _("Accept"),
        _("Accept it"),
        _("Accepted. The time to settle it runs from now."),
        AcceptForm,
        _accept,
        icon="check",
        hint=_("The type decides how long it may take and whether somebody looks on site."),
    ),
    Act(
        "answers",
        ("answer",),
        _("Answer at once"),
        _("Send the answer"),
        _("Answered. The reporter can read and rate it."),
        AnswerForm,
        _answer,
        icon="chat",
    ),
    Act(
        "refusals",
        ("decline",),
        _("Decline"),
        _("Decline and name the right door"),
        _("Declined. The reporter reads the reason and where to go."),
        DeclineForm,
        _decline,
        icon="next",
        hint=_("What is outside the duty list is refused with one choice; the list is cited."),
        danger=True,
    ),
    Act(
        "merges",
        ("merge",),
        _("Join to an earlier case"),
        _("Join them"),
        _("Joined. Its reporter follows the earlier case from here."),
        MergeForm,
        _merge,
        icon="users",
        hint=_("For a repeat of the same matter. Nothing is lost, and it can be separated again."),
    ),
    Act(
        "separations",
        ("unmerge", "unmerge_accepted"),
        _("Separate again"),
        _("Separate it"),
        _("Separated. It stands for itself again."),
        PlainForm,
        _separate,
        icon="undo",
    ),
    Act(
        "corrections",
        ("correct",),
        _("Correct what is written"),
        _("Save"),
        _("Corrected. The story keeps what stood there before."),
        CorrectForm,
        _correct,
        icon="edit",
        rare=True,
    ),
    Act(
        "publications",
        ("publish",),
        _("What everybody may read"),
        _("Confirm"),
        _("Confirmed. The public board shows exactly this."),
        PublishForm,
        _publish,
        icon="mega",
        hint=_("Read it with a stranger's eyes: no names, no telephone, no flat."),
        rare=True,
    ),
)
