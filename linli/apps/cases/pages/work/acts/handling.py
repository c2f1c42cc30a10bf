"""Contact, work, more time, hold, result, site check, additions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.cases.forms.work.base import CaseForm, PlainForm
from linli.apps.cases.forms.work.handling import (
    AddForm,
    ContactForm,
    DecideExtensionForm,
    DoneForm,
    ExtensionForm,
    HoldForm,
    NeededWordsForm,
    ProgressForm,
    ResultForm,
    SiteCheckForm,
    WordsForm,
)
from linli.apps.cases.operations.picturing import act_with_photos
from linli.apps.cases.pages.work.acts.act import Act, versioned
from linli.apps.cases.public import (
    add_words,
    ask_extension,
    check_site,
    decide_extension,
    hang_case,
    note_progress,
    record_contact,
    report_done,
    resume_case,
    send_back,
    settle_on_spot,
    start_handling,
)
from linli.apps.cases.queries.folder import Folder


def _contact(folder: Folder, form: CaseForm) -> Any:
    given = form.cleaned_data
    return record_contact(
        **versioned(folder, form),
        reached=given["reached"] == "yes",
        way=given["way"],
        contact_words=given["words"],
    )


def _start(folder: Folder, form: CaseForm) -> Any:
    return start_handling(**versioned(folder, form))


def _progress(folder: Folder, form: CaseForm) -> Any:
    given = form.cleaned_data
    return note_progress(
        **folder.key,
        progress=given["progress"],
        for_reporter=given["for_reporter"],
        stage=given.get("stage", ""),
    )


def _ask_extension(folder: Folder, form: CaseForm) -> Any:
    given = form.cleaned_data
    return ask_extension(
        **versioned(folder, form),
        reason=given["reason"],
        until=given["until"],
        request_words=given["words"],
    )


def _decide_extension(folder: Folder, form: CaseForm) -> Any:
    given = form.cleaned_data
    return decide_extension(
        **folder.key,
        grant=given["grant"] == "yes",
        until=given["until"],
        decision_words=given["words"],
    )


def _hold(folder: Folder, form: CaseForm) -> Any:
    given = form.cleaned_data
    return hang_case(
        **versioned(folder, form),
        reason=given["reason"],
        reason_words=given["words"],
        review_on=given["review_on"],
    )


def _resume(folder: Folder, form: CaseForm) -> Any:
    return resume_case(**versioned(folder, form), resume_words=form.cleaned_data["words"])


def _done(folder: Folder, form: DoneForm) -> Any:
    given, known = form.cleaned_data, versioned(folder, form)
    return act_with_photos(
        **folder.key,
        act=lambda: report_done(
            **known, result=form.words(), inside_words=given["inside"], outcome=given["outcome"]
        ),
        befores=given["before"],
        afters=given["after"],
    )


def _settle(folder: Folder, form: ResultForm) -> Any:
    given, known = form.cleaned_data, versioned(folder, form)
    return act_with_photos(
        **folder.key,
        act=lambda: settle_on_spot(**known, result=form.words(), settled_how=given["outcome"]),
        befores=given["before"],
        afters=given["after"],
    )


def _check(folder: Folder, form: CaseForm) -> Any:
    given, known = form.cleaned_data, versioned(folder, form)
    return act_with_photos(
        **folder.key,
        act=lambda: check_site(
            **known, passed=given["passed"] == "yes", check_words=given["words"]
        ),
        afters=given["photos"],
    )


def _send_back(folder: Folder, form: CaseForm) -> Any:
    return send_back(**versioned(folder, form), back_words=form.cleaned_data["words"])


def _add(folder: Folder, form: CaseForm) -> Any:
    given = form.cleaned_data
    return add_words(
        community=folder.community,
        actor=folder.actor,
        case=folder.case,
        text=given["text"],
        photos=given["photos"],
    )


def _not_own_work(folder: Folder) -> bool:
    return not (folder.case.worker == folder.actor.ref and folder.case.lead_id is None)


ACTS = (
    Act(
        "contacts",
        ("record_contact", "note_contact"),
        _("Write down the contact"),
        _("Save the contact"),
        _("Written down."),
        ContactForm,
        _contact,
        icon="phone",
        hint=_("Reached for the first time, the response clock stops."),
        by_handler=True,
    ),
    Act(
        "starts",
        ("start_handling",),
        _("Start the work"),
        _("Start the work"),
        _("The work has begun."),
        PlainForm,
        _start,
        icon="wrench",
        by_handler=True,
    ),
    Act(
        "progress",
        ("note_progress",),
        _("Write down progress"),
        _("Save"),
        _("Written down."),
        ProgressForm,
        _progress,
        icon="chat",
    ),
    Act(
        "results",
        ("report_done",),
        _("Report it done"),
        _("Report it done"),
        _("Reported. The community looks at it and closes it."),
        DoneForm,
        _done,
        icon="check",
        by_handler=True,
    ),
    Act(
        "settlements",
        ("settle_on_spot", "settle_unchecked"),
        _("Settled on the spot"),
        _("Write it down as settled"),
        _("Written down as settled."),
        ResultForm,
        _settle,
        icon="check",
    ),
    Act(
        "extensions",
        ("ask_extension",),
        _("Ask for more time"),
        _("Ask"),
        _("Asked. The committee decides."),
        ExtensionForm,
        _ask_extension,
        icon="clock",
        fits=lambda folder: folder.asked_extension is None,
        by_handler=True,
    ),
    Act(
        "extension-decisions",
        ("decide_extension",),
        _("Decide on more time"),
        _("Decide"),
        _("Decided. The unit sees it."),
        DecideExtensionForm,
        _decide_extension,
        icon="clock",
        fits=lambda folder: folder.asked_extension is not None,
    ),
    Act(
        "holds",
        ("hang",),
        _("Put on hold"),
        _("Put on hold"),
        _("On hold. The reporter reads why and until when."),
        HoldForm,
        _hold,
        icon="pause",
        hint=_("Only for a listed reason. The clock stands, and the reporter sees it."),
        by_handler=True,
    ),
    Act(
        "resumptions",
        ("resume",),
        _("Go on"),
        _("Go on"),
        _("It goes on. What was left of the time runs from now."),
        WordsForm,
        _resume,
        icon="next",
    ),
    Act(
        "site-checks",
        ("check_passed", "check_failed"),
        _("Write down the site check"),
        _("Save the check"),
        _("The check is written down."),
        SiteCheckForm,
        _check,
        icon="eye",
        fits=_not_own_work,
    ),
    Act(
        "returns",
        ("send_back",),
        _("Send back"),
        _("Send it back"),
        _("Sent back to the unit."),
        NeededWordsForm,
        _send_back,
        icon="undo",
    ),
    Act(
        "additions",
        ("add_words",),
        _("Add words or photos"),
        _("Add"),
        _("Added."),
        AddForm,
        _add,
        icon="cam",
        rare=True,
    ),
)
