"""Demands from above with their cost, what is asked twice, and evidence entered once."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from linli.apps.bulletins.models import Demand, Programme
from linli.apps.bulletins.operations import demands, evidence
from linli.apps.bulletins.queries.demands import demand_lines, month_sheet
from linli.apps.bulletins.queries.evidence import programme_page
from linli.apps.organisations.public import form_team
from linli.kernel import clock
from linli.kernel.errors import Conflict, NotAllowed, RuleNotMet
from linli.kernel.records.models import Record
from tests.cast import Cast

Visit = Callable[[str], Client]
WORK = "/c/alpha/work/"
SINCE = dt.date(2025, 1, 1)


def by(cast: Cast, who: str = "committee") -> dict[str, Any]:
    return {"community": cast.a, "actor": cast.actor(who)}


def demand(
    cast: Cast, title: str = "独居老人月报表", who: str = "committee", **given: Any
) -> Demand:
    whole: dict[str, Any] = {
        "title": title,
        "from_whom": "街道民政办",
        "kind": "table",
        "rhythm": "monthly",
        "hours": Decimal("4"),
        "asks": "姓名\n住址\n联系电话\n帮扶人",
        "since": SINCE,
        **given,
    }
    return demands.file_demand(**by(cast, who), **whole)


def test_a_demand_says_who_what_how_often_and_what_it_costs(cast: Cast) -> None:
    weekly = demand(cast, "走访周报", rhythm="weekly", hours=Decimal("1.5"), asks="")
    demand(cast, hours=Decimal("4"))
    lines = demand_lines(cast.a, cast.actor("committee"))
    assert [(each.row.title, each.monthly) for each in lines] == [
        ("走访周报", Decimal("6.5")),
        ("独居老人月报表", Decimal("4.0")),
    ]
    with pytest.raises(Conflict):
        demand(cast)
    with pytest.raises(RuleNotMet):
        demand(cast, "别的", hours=Decimal("-1"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Demand.objects.filter(community_id=cast.a.id, id=weekly.id).update(hours=-1)


def test_what_is_asked_twice_is_found(cast: Cast) -> None:
    one = demand(cast)
    two = demand(cast, "高龄老人台账", from_whom="区老龄办", asks="姓名\n住 址\n帮扶人\n年龄")
    demand(cast, "消防隐患表", asks="地点\n隐患")
    found = {line.row.id: line.twice for line in demand_lines(cast.a, cast.actor("chief"))}
    assert (found[one.id], found[two.id]) == ([two], [one])
    demands.end_demand(**by(cast), demand_id=two.id, reason="合并到月报表", until=SINCE)
    lines = demand_lines(cast.a, cast.actor("chief"))
    assert not any(line.twice for line in lines)


def test_the_month_shows_what_was_planned_and_what_was_spent(cast: Cast) -> None:
    row, today = demand(cast), clock.today(cast.a)
    demands.match_demand(**by(cast), demand_id=row.id, measures=["people.elders_60"])
    demands.match_demand(**by(cast), demand_id=row.id, measures=["people.elders_60"])
    demands.answer_demand(**by(cast), demand_id=row.id, hours=Decimal("6.5"))
    sheet = month_sheet(cast.a, cast.actor("committee"), today)
    assert (sheet.planned, sheet.hours, sheet.answered) == (Decimal("4.0"), Decimal("6.5"), 1)
    assert sheet.without_basis == 1
    before = month_sheet(cast.a, cast.actor("committee"), dt.date(2025, 2, 1))
    assert (before.planned, before.hours) == (Decimal("4.0"), Decimal(0))
    with pytest.raises(RuleNotMet):
        demands.match_demand(**by(cast), demand_id=row.id, measures=["nothing.here"])
    tomorrow = today + dt.timedelta(days=1)
    with pytest.raises(RuleNotMet):
        demands.answer_demand(**by(cast), demand_id=row.id, hours=Decimal(1), handed_in_on=tomorrow)


def programme(cast: Cast, name: str = "文明城市创建") -> Programme:
    return evidence.open_programme(
        **by(cast), name=name, first_day=SINCE, last_day=clock.today(cast.a)
    )


def team(cast: Cast, name: str, kind: str = "volunteer") -> None:
    form_team(**by(cast), kind=kind, name=name, since=SINCE)


def standard(cast: Cast, row: Programme, number: str = "3.2", needed: int = 2) -> None:
    evidence.set_standard(
        **by(cast),
        programme_id=row.id,
        number=number,
        text="志愿服务队伍建设",
        measure="organisations.teams",
        by={"kind": "volunteer"},
        needed=needed,
    )


def test_2_38_one_record_serves_several_programmes_and_gaps_show(cast: Cast) -> None:
    one, two = programme(cast), programme(cast, "平安社区")
    standard(cast, one)
    standard(cast, two, "7", needed=1)
    team(cast, "同心街坊")
    team(cast, "舞蹈队", "culture_sport")
    page = programme_page(cast.a, cast.actor("committee"), one.id)
    (line,) = page.lines
    assert (line.found, line.missing, line.others, page.gaps) == (1, 1, ["平安社区"], 1)
    team(cast, "一村邻里")
    assert programme_page(cast.a, cast.actor("committee"), one.id).gaps == 0
    assert programme_page(cast.a, cast.actor("committee"), two.id).lines[0].found == 2
    with pytest.raises(RuleNotMet) as unknown:
        evidence.set_standard(
            **by(cast),
            programme_id=one.id,
            number="9",
            text="不存在的维度",
            measure="organisations.teams",
            by={"colour": "red"},
        )
    assert unknown.value.code == "dimension_not_known"


def test_the_file_holds_the_index_and_a_table_a_standard(cast: Cast, visit: Visit) -> None:
    row = programme(cast)
    standard(cast, row)
    team(cast, "=同心街坊")
    answer = visit("committee").get(f"{WORK}evidence/{row.id}/file.zip")
    assert answer["Content-Type"] == "application/zip"
    parcel = zipfile.ZipFile(io.BytesIO(answer.content))
    names = parcel.namelist()
    assert len(names) == 2
    index = list(csv.reader(io.StringIO(parcel.read(names[0]).decode("utf-8-sig"))))
    assert index[1][:5] == ["3.2", "志愿服务队伍建设", "2", "1", "1"]
    table = parcel.read(names[1]).decode("utf-8-sig")
    assert "'=同心街坊" in table
    told = Record.objects.get(community_id=cast.a.id, verb="bulletins.evidence_taken")
    assert told.payload == {"standards": 1, "files": 1}
    assert visit("grid_worker").get(f"{WORK}evidence/{row.id}/file.zip").status_code == 403


def test_the_pages_keep_demands_and_programmes(cast: Cast, visit: Visit) -> None:
    staff, day = visit("committee"), clock.today(cast.a).isoformat()

    def send(path: str, **typed: object) -> None:
        answer = staff.post(f"{WORK}{path}", typed)
        assert answer.status_code == 302, answer.content.decode()[-3000:]

    typed = {"kind": "table", "rhythm": "monthly", "hours": "4", "since": "2025-01-01"}
    send("demands/new/", title="老人月报", from_whom="街道", asks="姓名\n住址", **typed)
    send("demands/new/", title="老人台账", from_whom="区里", asks="姓名\n住址", **typed)
    row = Demand.objects.get(community_id=cast.a.id, title="老人月报")
    page = staff.get(f"{WORK}demands/").content.decode()
    assert ("asked twice" in page, "老人台账" in page) == (True, True)
    send(f"demands/{row.id}/matches/", measures=["people.elders_60"])
    send(f"demands/{row.id}/answers/", handed_in_on=day, hours="3.5")
    assert "3.5" in staff.get(f"{WORK}demands/{row.id}/").content.decode()
    assert "3.5" in staff.get(f"{WORK}demands/month/").content.decode()
    assert staff.get(f"{WORK}demands/month/?month=2025-13").status_code == 200
    send(f"demands/{row.id}/endings/", until=day, reason="取消")
    send("evidence/new/", name="文明城市", first_day="2025-01-01", last_day=day)
    one = Programme.objects.get(community_id=cast.a.id)
    wrong = {"number": "1", "text": "队伍", "needed": 1, "by": "kind"}
    assert staff.post(f"{WORK}evidence/{one.id}/standards/", wrong).status_code == 422
    good = wrong | {"by": "kind=volunteer", "measure": "organisations.teams"}
    send(f"evidence/{one.id}/standards/", **good)
    assert "1 missing" in staff.get(f"{WORK}evidence/{one.id}/").content.decode()
    assert "文明城市" in staff.get(f"{WORK}evidence/").content.decode()


def test_only_the_office_keeps_them(cast: Cast, visit: Visit) -> None:
    for who in ("grid_worker", "street", "resident", "outsider"):
        with pytest.raises(NotAllowed):
            demand(cast, who=who)
    assert visit("street").get(f"{WORK}demands/").status_code == 200
    assert visit("resident").get(f"{WORK}demands/").status_code == 403
