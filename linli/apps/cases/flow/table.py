"""Which moves are allowed: from, to, by whom, with what evidence.

A move whose name ends differently but which people know as one act (two ways to close, two ways
to pass up) stands in two lines, so that each line has one end.
"""

from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import CaseState as S
from linli.kernel.flow import Flow

FLOW = Flow(states=S.values, start=S.REGISTERED, ends=[S.ARCHIVED])

TRIAGE = "cases.act.triage"
DECIDE = "cases.act.decide"
DISPATCH = "cases.act.dispatch"
HANDLE = "cases.act.handle"

WAITING = [S.REGISTERED, S.ACCEPTED, S.REOPENED]
IN_HAND = [S.SIGNED, S.CONTACTED, S.HANDLING]
OUT = [S.DISPATCHED, *IN_HAND, S.HUNG]
UNFINISHED = [*WAITING, S.OBJECTED, *OUT, S.REPORTED_DONE, S.CHECKED]
SAID_DONE = [S.ANSWERED, S.CLOSED, S.CALLED_BACK]

move = FLOW.move
move(
    "answer",
    _("Answer at once"),
    sources=[S.REGISTERED, S.REOPENED],
    target=S.ANSWERED,
    permission=TRIAGE,
    evidence=("answer",),
)
move(
    "decline",
    _("Decline and name the right door"),
    sources=[S.REGISTERED],
    target=S.DECLINED,
    permission=DECIDE,
    evidence=("reason",),
)
move("accept", _("Accept"), sources=[S.REGISTERED], target=S.ACCEPTED, permission=TRIAGE)
move(
    "merge",
    _("Join to an earlier case"),
    sources=[S.REGISTERED, S.ACCEPTED],
    target=S.MERGED,
    permission=DECIDE,
    evidence=("into",),
)
move("unmerge", _("Separate again"), sources=[S.MERGED], target=S.REGISTERED, permission=DECIDE)
move(
    "unmerge_accepted",
    _("Separate again, accepted"),
    sources=[S.MERGED],
    target=S.ACCEPTED,
    permission=DECIDE,
)
move(
    "dispatch",
    _("Dispatch"),
    sources=[S.ACCEPTED, S.REOPENED],
    target=S.DISPATCHED,
    permission=DISPATCH,
    evidence=("to",),
)
move(
    "redispatch",
    _("Take back and dispatch anew"),
    sources=[S.DISPATCHED, *IN_HAND],
    target=S.DISPATCHED,
    permission=DISPATCH,
    evidence=("to",),
)
move("sign", _("Sign for"), sources=[S.DISPATCHED], target=S.SIGNED, permission=HANDLE)
move(
    "object",
    _("Object with a reason"),
    sources=[S.DISPATCHED],
    target=S.OBJECTED,
    permission=HANDLE,
    evidence=("reason",),
)
move(
    "redetermine",
    _("Determine finally"),
    sources=[S.OBJECTED],
    target=S.DISPATCHED,
    permission=DISPATCH,
    evidence=("to",),
)
move(
    "record_contact",
    _("Record the first contact"),
    sources=[S.SIGNED],
    target=S.CONTACTED,
    permission=HANDLE,
)
move(
    "note_contact",
    _("Record a contact"),
    sources=[S.ACCEPTED, S.REOPENED, S.DISPATCHED, S.OBJECTED, *IN_HAND, S.HUNG, S.REPORTED_DONE],
    permission=HANDLE,
)
move(
    "start_handling",
    _("Start the work"),
    sources=[S.SIGNED, S.CONTACTED],
    target=S.HANDLING,
    permission=HANDLE,
)
move(
    "note_progress",
    _("Write down progress"),
    sources=UNFINISHED,
    permission=HANDLE,
    evidence=("words",),
)
move(
    "call_assist",
    _("Call in another unit"),
    sources=[S.ACCEPTED, S.REOPENED, S.DISPATCHED, *IN_HAND, S.HUNG],
    permission=TRIAGE,
    evidence=("text",),
)
move(
    "answer_assist",
    _("Answer the call"),
    sources=UNFINISHED,
    permission="cases.act.assist",
    evidence=("answer",),
)
move(
    "ask_extension",
    _("Ask for more time"),
    sources=IN_HAND,
    permission=HANDLE,
    evidence=("reason", "until"),
)
move(
    "decide_extension",
    _("Decide on more time"),
    sources=[*IN_HAND, S.HUNG, S.DISPATCHED],
    permission=DISPATCH,
)
move(
    "hang",
    _("Put on hold"),
    sources=IN_HAND,
    target=S.HUNG,
    permission=HANDLE,
    evidence=("reason",),
)
move("resume", _("Go on"), sources=[S.HUNG], target=S.HANDLING, permission=HANDLE)
move("pass_up_waiting", _("Pass up to the community"), sources=WAITING, permission=TRIAGE)
move(
    "pass_up",
    _("Pass up to the community"),
    sources=[S.DISPATCHED, *IN_HAND],
    target=S.ACCEPTED,
    permission="cases.act.settle",
)
move(
    "climb",
    _("Pass up to the street or district"),
    sources=[S.ACCEPTED, S.REOPENED, S.DISPATCHED, *IN_HAND],
    target=S.DISPATCHED,
    permission=DISPATCH,
    evidence=("words",),
)
move(
    "report_done",
    _("Report it done"),
    sources=[S.CONTACTED, S.HANDLING],
    target=S.REPORTED_DONE,
    permission=HANDLE,
    evidence=("result",),
)
move(
    "settle_on_spot",
    _("Settled on the spot"),
    sources=[*WAITING, S.DISPATCHED, *IN_HAND],
    target=S.CLOSED,
    permission="cases.act.settle",
    evidence=("result",),
)
move(
    "settle_unchecked",
    _("Settled, to be checked on site"),
    sources=[*WAITING, S.DISPATCHED, *IN_HAND],
    target=S.REPORTED_DONE,
    permission="cases.act.settle",
    evidence=("result",),
)
move(
    "check_passed",
    _("Checked on site: done"),
    sources=[S.REPORTED_DONE],
    target=S.CHECKED,
    permission="cases.act.check",
)
move(
    "check_failed",
    _("Checked on site: not done"),
    sources=[S.REPORTED_DONE],
    target=S.HANDLING,
    permission="cases.act.check",
    evidence=("words",),
)
move(
    "send_back",
    _("Send back to the unit"),
    sources=[S.REPORTED_DONE, S.CHECKED],
    target=S.HANDLING,
    permission=DISPATCH,
    evidence=("words",),
)
move("close", _("Close"), sources=[S.REPORTED_DONE], target=S.CLOSED, permission="cases.act.close")
move(
    "close_checked", _("Close"), sources=[S.CHECKED], target=S.CLOSED, permission="cases.act.close"
)
move(
    "call_back",
    _("Call the reporter back"),
    sources=[S.CLOSED, S.CALLED_BACK],
    target=S.CALLED_BACK,
    permission="cases.act.call_back",
)
move("rate", _("Rate the answer"), sources=SAID_DONE, permission="cases.act.rate")
move(
    "reopen",
    _("Not solved: open again"),
    sources=SAID_DONE,
    target=S.REOPENED,
    permission="cases.act.reopen",
    evidence=("words",),
)
move(
    "request_reopen",
    _("Not solved: ask to open again"),
    sources=[*SAID_DONE, S.DECLINED],
    permission="cases.act.reopen",
    evidence=("words",),
)
move(
    "grant_reopen",
    _("Open again as asked"),
    sources=[*SAID_DONE, S.DECLINED],
    target=S.REOPENED,
    permission=DECIDE,
)
move(
    "refuse_reopen",
    _("Not open again, with the reason"),
    sources=[*SAID_DONE, S.DECLINED],
    permission=DECIDE,
    evidence=("words",),
)
move(
    "archive",
    _("Archive"),
    sources=[*SAID_DONE, S.DECLINED],
    target=S.ARCHIVED,
    permission="cases.act.archive",
)
move(
    "add_words",
    _("Add something"),
    sources=[*UNFINISHED, *SAID_DONE],
    permission="cases.act.add",
)
move("support", _("Me too"), sources=UNFINISHED, permission="cases.act.support")
move(
    "exclude",
    _("Leave out of the rates"),
    sources=[*UNFINISHED, *SAID_DONE, S.ARCHIVED],
    permission="cases.act.exclude",
    evidence=("reason",),
)
move(
    "supervise",
    _("Supervise"),
    sources=UNFINISHED,
    permission="cases.act.supervise",
    evidence=("words",),
)
move(
    "answer_supervision",
    _("Answer the supervision"),
    sources=[*UNFINISHED, *SAID_DONE],
    permission="cases.act.answer_supervision",
    evidence=("answer",),
)
move("correct", _("Correct"), sources=UNFINISHED, permission=TRIAGE)
move("publish", _("Confirm the public text"), sources=[*UNFINISHED, *SAID_DONE], permission=DECIDE)
