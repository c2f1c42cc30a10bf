"""Types, reasons, rules, hours and the calendar of a year, changed on their pages."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

from linli.apps.cases.models import CaseType, DutyItem, Reason
from linli.apps.cases.tests.conftest import LIGHT, Ground
from linli.apps.cases.tests.test_work_pages import WORK, Visit
from linli.apps.cases.tests.test_work_pages import present as present
from linli.kernel.calendar import CalendarDay, CalendarYear, OfficeHours
from linli.kernel.policies import Policy, policy

At = Callable[[str], AbstractContextManager[None]]


def test_a_type_is_changed_as_a_new_version(present: Ground, visit: Visit) -> None:
    old = present.new()
    client = visit("committee")
    where = f"{WORK}types/kinds/{LIGHT}/"
    form = client.get(where).content.decode()
    assert 'value="1"' in form
    data = {
        "version": "1",
        "name_zh": "楼道灯",
        "name_en": "Stair light",
        "parent": CaseType.objects.filter(community_id=present.a.id, parent="facility")[0].parent,
        "kind": "component",
        "response_value": "2",
        "response_unit": "working_hour",
        "resolution_value": "3",
        "resolution_unit": "working_day",
        "source": "居委会会议决定",
        "lead_unit_kind": "property_firm",
        "duty": "assist",
        "duty_item": "",
        "keywords": "楼道灯 声控灯",
        "public": "on",
    }
    assert client.post(where, data).status_code == 302
    fresh = CaseType.objects.get(community_id=present.a.id, code=LIGHT, active=True)
    assert (fresh.version, fresh.resolution_value, fresh.keywords) == (2, 3, ["楼道灯", "声控灯"])
    assert present.fresh(old).type.version == 1
    again = client.post(where, {**data, "name_zh": "别的名字"})
    assert again.status_code == 409
    assert "别的名字" in again.content.decode()
    wrong = client.post(where, {**data, "version": "2", "response_value": "0"})
    assert wrong.status_code == 422


def test_reasons_and_duties_are_added_and_switched_off(present: Ground, visit: Visit) -> None:
    client = visit("committee")
    client.post(
        f"{WORK}types/reasons/",
        {"kind": "decline", "name_zh": "属于业主自管", "door_zh": "请找业委会", "source": "本社区"},
    )
    rows = Reason.objects.filter(community_id=present.a.id, code__startswith="decline.own_")
    made = rows.get()
    assert made.name == "属于业主自管"
    client.post(f"{WORK}types/reasons/{made.code}/", {"active": "off"})
    assert not rows.get().active
    missing = client.post(
        f"{WORK}types/duties/", {"role": "outside", "name_zh": "道路修补", "source": "本社区"}
    )
    assert missing.status_code == 422
    assert not DutyItem.objects.filter(community_id=present.a.id, code__startswith="own.").exists()


def test_a_rule_holds_from_its_day_with_its_source(present: Ground, visit: Visit, at: At) -> None:
    where = f"{WORK}types/policies/cases.reopen_days/"
    with at("2026-03-02 09:00"):
        assert visit("committee").get(where).status_code == 403
        client = visit("chief")
        data = {"value": "10", "day": "2026-03-10", "source": "居民代表会议"}
        assert client.post(where, {**data, "value": "500"}).status_code == 422
        assert client.post(where, {**data, "day": "2026-03-01"}).status_code == 422
        assert client.post(where, data).status_code == 302
        assert client.post(where, data).status_code == 409
        assert policy(present.a, "cases.reopen_days").value == 7
    with at("2026-03-10 09:00"):
        assert policy(present.a, "cases.reopen_days").value == 10
    assert Policy.objects.get(community_id=present.a.id).source == "居民代表会议"


def test_the_ladder_is_changed_rung_by_rung(present: Ground, visit: Visit) -> None:
    client = visit("chief")
    where = f"{WORK}types/policies/cases.ladder/"
    page = client.get(where).content.decode()
    fields = dict(re.findall(r'name="((?:percent|after|answer)_\d+)" value="(\d+)"', page))
    assert fields["percent_0"] == "50"
    day = re.search(r'name="day" value="([^"]+)"', page)
    assert day
    sent = {**fields, "percent_0": "60", "day": day[1], "source": "街道文件"}
    assert client.post(where, sent).status_code == 302
    assert policy(present.a, "cases.ladder").value[0]["percent"] == 60


NOTICE = """2027-01-01 元旦
2027-02-05 至 2027-02-11 春节
4月5日 清明节"""


def test_an_entered_year_makes_provisional_deadlines_firm(
    present: Ground, visit: Visit, at: At
) -> None:
    CalendarYear.objects.filter(year__gte=2027).delete()
    CalendarDay.objects.filter(date__year__gte=2027).delete()
    with at("2026-12-31 16:00"):
        case = present.accepted()
        assert present.fresh(case).resolution_provisional
        where = f"{WORK}types/calendar/"
        data = {"what": "year", "year": "2027", "source": "国办发明电〔2026〕7号", "free": NOTICE}
        wrong = visit("chief").post(where, {**data, "free": "春节放七天"})
        assert wrong.status_code == 422
        assert "春节放七天" in wrong.content.decode()
        assert visit("chief").post(where, {**data, "worked": "2月20日"}).status_code == 302
        fresh = present.fresh(case)
        assert not fresh.resolution_provisional
        assert CalendarDay.objects.filter(date__year=2027, is_workday=False).count() == 9
        assert visit("chief").post(where, data).status_code == 409


def test_other_office_hours_hold_from_a_day(present: Ground, visit: Visit, at: At) -> None:
    with at("2026-03-02 09:00"):
        data = {
            "what": "hours",
            "morning_from": "09:00",
            "morning_to": "12:00",
            "afternoon_from": "11:00",
            "afternoon_to": "18:00",
            "day": "2026-04-01",
        }
        assert visit("chief").post(f"{WORK}types/calendar/", data).status_code == 422
        good = {**data, "afternoon_from": "13:30"}
        assert visit("chief").post(f"{WORK}types/calendar/", good).status_code == 302
    assert OfficeHours.objects.get(community_id=present.a.id).intervals[1] == ["13:30", "18:00"]
