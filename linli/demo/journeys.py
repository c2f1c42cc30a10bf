"""How far a matter has come: the steps of a stage, put into working time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from linli.demo.matters import Matter
from linli.demo.storybook import Dispute, Step, Story
from linli.demo.telling import GREETINGS, Clerk, calendar

ZONE = calendar().zone

ORDERS = (
    "请处理：{title}。办理前先联系反映人，办完说一声。",
    "请今天联系反映人，现场看过再定办法：{title}。",
    "{title}。请尽快安排，有困难及时说，不要让人等着没消息。",
)
NOTES = (
    "已到现场看过，情况属实，正在备料。",
    "和住户约好了时间，上门处理。",
    "先做了临时处理，彻底弄好还要一两天。",
    "现场看过，要和另一家一起办，已经联系上。",
)
TALKS = (
    "已经通过电话，情况记下来了，正在落实。",
    "约好明天当面再聊一次。",
    "问过几位邻居，情况清楚了，正在商量办法。",
)
UNSOLVED = (
    "“昨天又这样了，还没彻底弄好。”",
    "“只好了两天，今早又犯了。”",
    "“来看过，可问题还在。”",
)
CHECKED = (
    "到现场看过，与办理结果一致。",
    "照反映的位置走了一遍，已经恢复正常。",
    "问了两户邻居，都说好了。",
)


@dataclass(frozen=True)
class Journey:
    stage: str
    reported_at: datetime
    end: datetime


# The stages that share the road of an ordinary case, each with the act that ends it.
ROAD_ENDS = {
    "new": "",
    "accepted": "accept",
    "dispatched": "dispatch",
    "objected": "object",
    "paused": "pause",
    "handling": "note",
    "overdue": "note",
    "to_check": "report_done",
    "closed": "close",
    "rated": "rate",
    "reopened": "reopen",
}


def walk(rng: Random, key: str, matter: Matter, journey: Journey) -> Story:
    clerk = Clerk(rng, journey.reported_at, ZONE)
    steps = _reply(clerk, matter) if matter.reply else _road(rng, clerk, matter, journey)
    ended = journey.stage in {"to_check", "closed", "rated", "answered"}
    outcome = "outcome.answered" if matter.reply else "outcome.done"
    return Story(
        key=key,
        type=matter.type,
        title=matter.title,
        text=matter.text,
        place=matter.place,
        source=matter.source,
        reported_at=journey.reported_at,
        reporter=matter.reporter,
        steps=tuple(steps),
        outcome=outcome if ended else "",
        level=("grid" if matter.to == matter.worker else "community") if ended else "",
        confidential=bool(matter.parties),
        dispute=_dispute(matter, ended),
    )


def _dispute(matter: Matter, ended: bool) -> Dispute | None:
    if not matter.parties or not matter.painting:
        return None
    outcome, agreement = ("grid", matter.painting.result) if ended else ("", "")
    return Dispute("neighbours", "grid", matter.parties, (matter.to,), outcome, agreement)


def _reply(clerk: Clerk, matter: Matter) -> list[Step]:
    reply = matter.reply
    assert reply is not None
    act = "decline" if reply.reason else "answer"
    return [Step(clerk.after(5, 60), act, text=reply.answer, reason=reply.reason)]


def _road(rng: Random, clerk: Clerk, matter: Matter, journey: Journey) -> list[Step]:
    last = ROAD_ENDS[journey.stage]
    if not last:
        return []
    steps = _opening(rng, clerk, matter, last)
    if steps[-1].act == last:
        return steps
    if last == "pause":
        return [*steps, _pause(rng, clerk, matter, journey)]
    note = rng.choice(TALKS if matter.by_talk else NOTES)
    steps.append(Step(clerk.after(40, 200), "note", by=matter.to, text=note))
    if last == "note":
        return steps
    return steps + _ending(rng, clerk, matter, last)


def _opening(rng: Random, clerk: Clerk, matter: Matter, last: str) -> list[Step]:
    steps = [Step(clerk.after(5, 45), "accept", text="已受理，会有人和您联系。")]
    if last == "accept":
        return steps
    ourselves = matter.to in {matter.worker, "committee"}
    if ourselves:
        steps.append(Step(clerk.after(3, 30), "take", by=matter.to))
    else:
        order = rng.choice(ORDERS).format(title=matter.title)
        steps.append(Step(clerk.after(4, 40), "dispatch", to=matter.to, text=order))
        if last == "dispatch":
            return steps
        if last == "object":
            return [*steps, _objection(clerk, matter)]
        steps.append(Step(clerk.after(8, 80), "sign", by=matter.to))
    steps.append(Step(clerk.after(8, 70), "contact", by=matter.to, text=GREETINGS[ourselves]))
    return steps


def _objection(clerk: Clerk, matter: Matter) -> Step:
    remark = matter.entry.objection if matter.entry else None
    assert remark is not None
    return Step(clerk.after(20, 90), "object", by=matter.to, text=remark.text, reason=remark.reason)


def _pause(rng: Random, clerk: Clerk, matter: Matter, journey: Journey) -> Step:
    remark = matter.entry.pause if matter.entry else None
    assert remark is not None
    at = clerk.after(60, 240)
    until = journey.end.date() + timedelta(days=rng.randint(2, 12))
    return Step(at, "pause", matter.to, "", remark.text, remark.reason, until)


def _ending(rng: Random, clerk: Clerk, matter: Matter, last: str) -> list[Step]:
    painting, entry = matter.painting, matter.entry
    assert painting is not None
    assert entry is not None
    working_day = 7 * 60
    done = clerk.after(30, max(120, int(entry.limit_days * working_day * 0.7)))
    steps = [Step(done, "report_done", by=matter.to, text=painting.result)]
    if last == "report_done":
        return steps
    if entry.check:
        text = rng.choice(CHECKED)
        steps.append(Step(clerk.after(20, 300), "check", by=matter.worker, text=text))
    steps.append(Step(clerk.after(5, 60), "close", reason="outcome.done"))
    if last == "close":
        return steps
    return steps + _last_word(rng, clerk, matter, last)


def _last_word(rng: Random, clerk: Clerk, matter: Matter, last: str) -> list[Step]:
    painting = matter.painting
    assert painting is not None
    at = clerk.after(120, 500)
    if last == "reopen":
        words = rng.choice(UNSOLVED)
        called = Step(at, "call_back", matter.worker, text=words, solved=False, satisfied=False)
        return [called, Step(clerk.after(5, 40), "reopen", by="reporter", text=words)]
    satisfied = rng.random() < 0.87
    words = painting.words if satisfied else painting.unhappy
    act, by = "call_back", matter.worker
    if matter.source == "resident":
        act, by = "rate", "reporter"
    return [Step(at, act, by, text=words, solved=True, satisfied=satisfied)]
