"""Every operation on a case with arguments that fit, for the table test and the random walks."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from linli.apps.cases.models import AssistCall, Case, Reporter, Supervision
from linli.apps.cases.operations.adding import add_words
from linli.apps.cases.operations.assisting import answer_assist, call_assist
from linli.apps.cases.operations.dispatching import (
    Unit,
    dispatch_case,
    object_dispatch,
    pass_up,
    redetermine,
    sign_dispatch,
)
from linli.apps.cases.operations.editing import correct_case, publish_text
from linli.apps.cases.operations.extending import ask_extension, decide_extension
from linli.apps.cases.operations.finishing import (
    archive_case,
    call_back,
    check_site,
    close_case,
    send_back,
)
from linli.apps.cases.operations.handling import (
    note_progress,
    record_contact,
    report_done,
    start_handling,
)
from linli.apps.cases.operations.holding import hang_case, resume_case
from linli.apps.cases.operations.reopening import decide_reopen, reopen_case, request_reopen
from linli.apps.cases.operations.settling import settle_on_spot
from linli.apps.cases.operations.supervising import (
    answer_supervision,
    exclude_from_rates,
    supervise,
)
from linli.apps.cases.operations.triage import (
    accept_case,
    answer_case,
    decline_case,
    merge_case,
    unmerge_case,
)
from linli.apps.cases.operations.voices import rate_case, support_case
from linli.apps.cases.tests.conftest import Ground
from linli.kernel import clock
from linli.kernel.access.actor import Actor

Run = Callable[[Ground, Actor, Case], object]


@dataclass(frozen=True)
class Act:
    """`moves` are the lines of the table this operation may take."""

    moves: tuple[str, ...]
    run: Run


def _until(case: Case) -> dt.date:
    return (case.resolution_due or clock.now()).date() + dt.timedelta(days=3)


def _main(ground: Ground, case: Case) -> uuid.UUID:
    others = Case.objects.filter(community_id=ground.a.id, merged_into__isnull=True)
    found = others.exclude(id=case.id).exclude(state="archived").first()
    return found.id if found else uuid.uuid4()


def _supervision(ground: Ground, case: Case) -> uuid.UUID:
    row = Supervision.objects.filter(community_id=ground.a.id, case_id=case.id).first()
    return row.id if row else uuid.uuid4()


def _reporter(ground: Ground, case: Case) -> Reporter:
    return Reporter.objects.filter(community_id=ground.a.id, case_id=case.id)[0]


def _call(ground: Ground, case: Case) -> uuid.UUID | None:
    rows = AssistCall.objects.filter(community_id=ground.a.id, case_id=case.id)
    row = rows.filter(answered_at__isnull=True).first()
    return row.id if row else None


def _on(operation: Callable[..., object], **given: object) -> Run:
    def run(ground: Ground, actor: Actor, case: Case) -> object:
        return operation(community=ground.a, actor=actor, case_id=case.id, **given)

    return run


ACTS: dict[str, Act] = {
    "answer": Act(("answer",), _on(answer_case, answer="物业办公时间是8:30到17:30。")),
    "decline": Act(("decline",), _on(decline_case, reason="decline.judicial")),
    "accept": Act(("accept",), _on(accept_case)),
    "merge": Act(
        ("merge",),
        lambda g, a, c: merge_case(community=g.a, actor=a, case_id=c.id, into=_main(g, c)),
    ),
    "unmerge": Act(("unmerge", "unmerge_accepted"), _on(unmerge_case)),
    "dispatch": Act(
        ("dispatch", "redispatch"),
        lambda g, a, c: dispatch_case(
            community=g.a, actor=a, case_id=c.id, to=Unit(organisation_id=g.firm.id)
        ),
    ),
    "sign": Act(("sign",), _on(sign_dispatch)),
    "object": Act(("object",), _on(object_dispatch, reason="objection.not_duty")),
    "redetermine": Act(
        ("redetermine",),
        lambda g, a, c: redetermine(
            community=g.a, actor=a, case_id=c.id, to=Unit(organisation_id=g.rival_firm.id)
        ),
    ),
    "contact": Act(("record_contact", "note_contact"), _on(record_contact)),
    "start": Act(("start_handling",), _on(start_handling)),
    "progress": Act(("note_progress",), _on(note_progress, progress="材料已经订好。")),
    "call_assist": Act(
        ("call_assist",),
        lambda g, a, c: call_assist(
            community=g.a, actor=a, case_id=c.id, organisation_id=g.office.id, text="请到场。"
        ),
    ),
    "answer_assist": Act(
        ("answer_assist",),
        lambda g, a, c: answer_assist(
            community=g.a, actor=a, case_id=c.id, answer="已到场。", call_id=_call(g, c)
        ),
    ),
    "ask_extension": Act(
        ("ask_extension",),
        lambda g, a, c: ask_extension(
            community=g.a, actor=a, case_id=c.id, reason="extension.works", until=_until(c)
        ),
    ),
    "decide_extension": Act(("decide_extension",), _on(decide_extension, grant=True)),
    "hang": Act(("hang",), _on(hang_case, reason="hanging.budget", reason_words="资金正在申请。")),
    "resume": Act(("resume",), _on(resume_case)),
    "pass_up": Act(("pass_up", "pass_up_waiting"), _on(pass_up)),
    "climb": Act(("climb",), _on(pass_up, to="street", reason_words="需要街道协调。")),
    "report_done": Act(("report_done",), _on(report_done, result="灯已经换好。")),
    "settle": Act(("settle_on_spot", "settle_unchecked"), _on(settle_on_spot, result="当场拧紧。")),
    "check_passed": Act(("check_passed",), _on(check_site, passed=True)),
    "check_failed": Act(
        ("check_failed",), _on(check_site, passed=False, check_words="灯还是不亮。")
    ),
    "send_back": Act(("send_back",), _on(send_back, back_words="缺照片。")),
    "close": Act(("close", "close_checked"), _on(close_case)),
    "call_back": Act(("call_back",), _on(call_back, reached=True, solved=True)),
    "rate": Act(
        ("rate",),
        lambda g, a, c: rate_case(
            community=g.a, actor=a, reporter=_reporter(g, c), solved=True, satisfied=True
        ),
    ),
    "reopen": Act(("reopen",), _on(reopen_case, reopen_words="晚上还是不亮。")),
    "request_reopen": Act(("request_reopen",), _on(request_reopen, request_words="还是不亮。")),
    "grant_reopen": Act(("grant_reopen",), _on(decide_reopen, grant=True)),
    "refuse_reopen": Act(
        ("refuse_reopen",), _on(decide_reopen, grant=False, decision_words="已到现场核实。")
    ),
    "add_words": Act(
        ("add_words",),
        lambda g, a, c: add_words(community=g.a, actor=a, case=c, text="补充：三楼也不亮。"),
    ),
    "archive": Act(("archive",), _on(archive_case)),
    "support": Act(("support",), _on(support_case)),
    "exclude": Act(
        ("exclude",),
        _on(exclude_from_rates, reason="exclusion.unreasonable", exclusion_words="已说明。"),
    ),
    "supervise": Act(("supervise",), _on(supervise, level="routine", supervision_words="请说明。")),
    "answer_supervision": Act(
        ("answer_supervision",),
        lambda g, a, c: answer_supervision(
            community=g.a,
            actor=a,
            case_id=c.id,
            supervision_id=_supervision(g, c),
            answer="明天完成。",
        ),
    ),
    "correct": Act(
        ("correct",),
        lambda g, a, c: correct_case(
            community=g.a, actor=a, case_id=c.id, base_version=c.version, title="楼道灯"
        ),
    ),
    "publish": Act(("publish",), _on(publish_text, public=True, public_title="楼道灯不亮")),
}
