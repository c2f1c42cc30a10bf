"""Residents through the importer, as a community brings its register in and up to date.

Each intake is one file with everybody who had come by that day and was not in the one before.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from functools import partial

from linli.apps.people.public import set_entry
from linli.demo.ground import HouseholdRow, ResidentRow
from linli.demo.loading.context import SYSTEM, Loading
from linli.demo.loading.labels import FIVE_OLDS, in_languages
from linli.demo.loading.timeline import Act
from linli.kernel.registers.checking import check_import
from linli.kernel.registers.definition import REGISTERS
from linli.kernel.registers.models import ImportRun, RunState
from linli.kernel.registers.running import finish, start_import

REGISTER = "people.residents"

EARLY = dt.time(9, 0)
HEADER = (
    "姓名",
    "性别",
    "出生日期",
    "证件类型",
    "证件号码",
    "电话",
    "住址",
    "居住类型",
    "户籍在此",
    "入住日期",
    "与户主关系",
    "党员",
    "标签",
)
SEXES = {"male": "1", "female": "2"}


def acts(loading: Loading) -> Iterator[Act]:
    yield Act(loading.moment(loading.opened, dt.time(8, 40)), partial(_words, loading))
    for day in loading.intakes:
        yield Act(loading.moment(day, EARLY), partial(_take_in, loading, day), alone=True)


def _words(loading: Loading) -> None:
    for code, words in FIVE_OLDS.items():
        set_entry(
            actor=SYSTEM,
            community=loading.home,
            kind="five_olds",
            code=code,
            names=in_languages(words),
        )


def _take_in(loading: Loading, day: dt.date) -> None:
    """Repeating it changes nothing: an interrupted run is finished, known rows are recognised."""
    home = loading.home
    begun = ImportRun.objects.filter(community_id=home.id, state=RunState.RUNNING)
    for run_id in begun.values_list("id", flat=True):
        finish(home, run_id)
    content = table(loading, day)
    if content is None:
        return
    run = check_import(
        actor=SYSTEM,
        community=home,
        register=REGISTERS[REGISTER],
        content=content,
        filename=f"居民信息-{day:%Y%m%d}.csv",
    )
    if run.bad:
        raise ValueError(f"{home.slug}: {run.bad} residents of {day} cannot be taken in")
    if run.new or run.changed:
        start_import(actor=SYSTEM, community=home, run_id=run.id)
        finish(home, run.id)


def table(loading: Loading, day: dt.date) -> bytes | None:
    """The file of one intake; None where nobody new has come."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    count = 0
    for household in loading.ground.households:
        if not loading.kept(household):
            continue
        for one in loading.ground.members(household):
            if loading.known_from(one) == day:
                writer.writerow(_row(household, one))
                count += 1
    return out.getvalue().encode("utf-8-sig") if count else None


def _row(household: HouseholdRow, one: ResidentRow) -> list[str]:
    tags = [*one.tags, *([one.five_olds] if one.five_olds else [])]
    return [
        one.name,
        SEXES[one.sex],
        one.birth_date.isoformat(),
        "居民身份证",
        one.document_number,
        one.mobile,
        household.dwelling.words,
        _living(household, one),
        "是" if one.registered_here else "否",
        one.since.isoformat(),
        one.relation,
        "resident" if one.party else "",
        "、".join(tags),
    ]


def _living(household: HouseholdRow, one: ResidentRow) -> str:
    """The head owns or rents; the others live there."""
    if one.key != household.members[0]:
        return "actual"
    return "tenant" if household.tenure == "tenant" else "owner_living"
