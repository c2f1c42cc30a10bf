"""The words of a case: states, sources, levels, reasons, clocks, and the verbs it records."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel.records.writing import verb


class CaseState(models.TextChoices):
    REGISTERED = "registered", _("registered")
    ANSWERED = "answered", _("answered at once")
    DECLINED = "declined", _("not accepted")
    MERGED = "merged", _("joined to an earlier case")
    ACCEPTED = "accepted", _("accepted")
    DISPATCHED = "dispatched", _("dispatched")
    OBJECTED = "objected", _("objected to")
    SIGNED = "signed", _("signed for")
    CONTACTED = "contacted", _("reporter contacted")
    HANDLING = "handling", _("being handled")
    HUNG = "hung", _("on hold")
    REPORTED_DONE = "reported_done", _("reported done")
    CHECKED = "checked", _("checked on site")
    CLOSED = "closed", _("closed")
    CALLED_BACK = "called_back", _("called back")
    REOPENED = "reopened", _("reopened")
    ARCHIVED = "archived", _("archived")


WAITING_STATES = (CaseState.REGISTERED, CaseState.ACCEPTED, CaseState.REOPENED, CaseState.OBJECTED)
WORKING_STATES = (
    CaseState.DISPATCHED,
    CaseState.SIGNED,
    CaseState.CONTACTED,
    CaseState.HANDLING,
    CaseState.HUNG,
    CaseState.REPORTED_DONE,
    CaseState.CHECKED,
)
OPEN_STATES = (*WAITING_STATES, *WORKING_STATES)
LIVING_STATES = (*OPEN_STATES, CaseState.CLOSED)
"""Open, or closed and waiting for its call-back: what desks look at, a small part of all."""
FINISHED_STATES = (
    CaseState.ANSWERED,
    CaseState.DECLINED,
    CaseState.CLOSED,
    CaseState.CALLED_BACK,
    CaseState.ARCHIVED,
)


class CaseKind(models.TextChoices):
    EVENT = "event", _("event")
    COMPONENT = "component", _("public asset")
    HAZARD = "hazard", _("hazard")
    DISPUTE = "dispute", _("dispute")
    NEED = "need", _("need")
    DEED = "deed", _("practical deed")
    SUGGESTION = "suggestion", _("suggestion")
    ENQUIRY = "enquiry", _("enquiry")
    TIP = "tip", _("confidential report")


class Source(models.TextChoices):
    RESIDENT = "resident", _("resident's report")
    GRID_WORKER = "grid_worker", _("grid worker's finding")
    TELEPHONE = "telephone", _("telephone")
    COUNTER = "counter", _("counter")
    PAPER = "paper", _("paper slip")
    HOTLINE = "hotline", _("hotline 12345")
    VISIT = "visit", _("home visit")
    HAZARD = "hazard", _("hazard check")
    MEETING = "meeting", _("meeting")
    PROGRAM = "program", _("another system")


class FoundBy(models.TextChoices):
    US = "us", _("found by ourselves")
    COMPLAINT = "complaint", _("raised by residents")


FOUND_BY_US = (Source.GRID_WORKER, Source.VISIT, Source.HAZARD, Source.MEETING)


class Level(models.TextChoices):
    """Where a case is being handled, and where it was settled."""

    GRID = "grid", _("grid")
    COMMUNITY = "community", _("community")
    STREET = "street", _("street")
    DISTRICT = "district", _("district")
    OUTSIDE = "outside", _("outside (court, arbitration)")


LADDER_OF_LEVELS = (Level.GRID, Level.COMMUNITY, Level.STREET, Level.DISTRICT)


class Duty(models.TextChoices):
    MAIN = "main", _("leads")
    ASSIST = "assist", _("assists")
    OUTSIDE = "outside", _("outside its duties")


class ReasonKind(models.TextChoices):
    PAUSE = "pause", _("pause of the clock")
    HANGING = "hanging", _("hanging list")
    DECLINE = "decline", _("not accepted")
    OBJECTION = "objection", _("objection")
    EXTENSION = "extension", _("extension")
    EXCLUSION = "exclusion", _("exclusion from the rates")
    TRIGGER = "trigger", _("supervision by hand")
    OUTCOME = "outcome", _("how it ended")


class Channel(models.TextChoices):
    """How the reporter is told: a link, a telephone call, or only on asking."""

    LINK = "link", _("link or e-mail")
    PHONE = "phone", _("telephone call")
    NONE = "none", _("asks by number")


class Part(models.TextChoices):
    LEAD = "lead", _("leading unit")
    ASSIST = "assist", _("assisting unit")


class DispatchState(models.TextChoices):
    SENT = "sent", _("sent")
    SIGNED = "signed", _("signed for")
    OBJECTED = "objected", _("objected to")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DONE = "done", pgettext_lazy("dispatch", "done")


LIVE_DISPATCH = (DispatchState.SENT, DispatchState.SIGNED, DispatchState.OBJECTED)


class ClockName(models.TextChoices):
    RESPONSE = "response", _("response")
    RESOLUTION = "resolution", _("resolution")
    STAGE = "stage", _("stage of the work")


class SupervisionKind(models.TextChoices):
    REMINDER = "reminder", _("reminder")
    URGE = "urge", _("urge")
    SUPERVISION = "supervision", _("supervision")


class Decision(models.TextChoices):
    ASKED = "asked", pgettext_lazy("request", "asked")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")


class StepReach(models.TextChoices):
    """Who reads a step: those who work on the case, its reporters too, or everybody."""

    INSIDE = "inside", _("staff and units")
    REPORTER = "reporter", _("the reporter too")
    PUBLIC = "public", _("everybody")


class DeedSource(models.TextChoices):
    """Where the wish for a practical deed came from."""

    NEEDS = "needs", _("needs gathered")
    VISITS = "visits", _("home visits")
    MEETING = "meeting", _("residents' meeting")
    REPORTS = "reports", _("repeated reports")
    PROPOSAL = "proposal", _("proposed by representatives")


class DeedState(models.TextChoices):
    OPEN = "open", _("under way")
    DONE = "done", pgettext_lazy("deed", "done")
    DROPPED = "dropped", _("not carried on")


class PartySide(models.TextChoices):
    ASKING = "asking", _("asks for mediation")
    OTHER = "other", _("other side")
    THIRD = "third", _("also concerned")


RECORD_KEYS = (
    "number",
    "state",
    "before",
    "type",
    "reason",
    "organisation",
    "level",
    "round",
    "grid",
    "into",
    "due",
    "source",
    "decision",
    "solved",
    "reached",
    "satisfied",
    "late",
    "fields",
    "duty",
    "digest",
    "count",
    "why",
)
VERBS = {
    move: verb(f"cases.{word}", *RECORD_KEYS)
    for move, word in {
        "register": "registered",
        "answer": "answered",
        "decline": "declined",
        "accept": "accepted",
        "merge": "merged",
        "unmerge": "unmerged",
        "unmerge_accepted": "unmerged",
        "dispatch": "dispatched",
        "redispatch": "redispatched",
        "sign": "signed",
        "object": "objected",
        "redetermine": "redetermined",
        "record_contact": "contacted",
        "note_contact": "contacted",
        "start_handling": "handling_started",
        "call_assist": "assist_called",
        "answer_assist": "assist_answered",
        "ask_extension": "extension_asked",
        "decide_extension": "extension_decided",
        "hang": "hung",
        "resume": "resumed",
        "pass_up": "passed_up",
        "pass_up_waiting": "passed_up",
        "climb": "climbed",
        "report_done": "reported_done",
        "check_passed": "checked",
        "check_failed": "check_failed",
        "send_back": "sent_back",
        "close": "closed",
        "close_checked": "closed",
        "settle_on_spot": "settled_on_spot",
        "settle_unchecked": "settled_unchecked",
        "call_back": "called_back",
        "rate": "rated",
        "reopen": "reopened",
        "request_reopen": "reopening_asked",
        "grant_reopen": "reopening_granted",
        "refuse_reopen": "reopening_refused",
        "archive": "archived",
        "add_words": "words_added",
        "support": "supported",
        "exclude": "excluded",
        "supervise": "supervised",
        "answer_supervision": "supervision_answered",
        "correct": "corrected",
        "publish": "text_published",
        "join_repeat": "repeat_joined",
        "note_progress": "progress_noted",
        "defaults": "defaults_loaded",
        "type": "type_changed",
        "recompute": "dues_recomputed",
        "reveal": "contact_shown",
        "export": "exported",
        "reason": "reason_changed",
        "duty": "duty_changed",
        "policy": "policy_chosen",
        "hours": "hours_chosen",
        "year": "year_entered",
    }.items()
}
DISPUTE_VERBS = {
    act: verb(f"cases.dispute_{act}", "case", "code", "side", "version", "count", "kept", "late")
    for act in (
        "opened",
        "passed_on",
        "party_added",
        "party_left",
        "mediator_named",
        "mediator_left",
        "talked",
        "agreement_written",
        "agreement_signed",
        "settled",
        "opened_again",
        "legal_aid_named",
        "followed_up",
    )
}
DEED_VERBS = {
    act: verb(f"cases.deed_{act}", "number", "year", "state", "case")
    for act in ("listed", "led", "noted", "closed")
}
