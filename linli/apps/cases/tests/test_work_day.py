"""A day's work: findings, calls, rates, supervision, the street, deadlines to subscribe to."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

from django.test import Client

from linli.apps.cases.models import Case, Reporter
from linli.apps.cases.operations.dispatching import pass_up
from linli.apps.cases.operations.due import raise_due_rungs
from linli.apps.cases.operations.holding import hang_case
from linli.apps.cases.tests.conftest import FAMILY, Ground
from linli.apps.cases.tests.test_public_pages import photo
from linli.apps.cases.tests.test_work_pages import WORK, Visit, address, done, text_of
from linli.apps.cases.tests.test_work_pages import present as present
from linli.kernel.outbox.models import Notice, NoticeState
from linli.kernel.outbox.sending import send_due
from linli.kernel.records.models import Record

At = Callable[[str], AbstractContextManager[None]]


def test_today_shows_the_own_grid_and_settles_with_one_hand(present: Ground, visit: Visit) -> None:
    case = present.new(text="楼道堆了纸箱")
    client = visit("grid_worker")
    page = client.get(f"{WORK}today/").content.decode()
    assert "楼道堆了纸箱" in page
    assert address(case, "settlements") in page
    assert "楼道堆了纸箱" not in visit("other_grid_worker").get(f"{WORK}today/").content.decode()
    done(client, case, "settlements", outcome="outcome.done", result="已搬走")
    assert (present.fresh(case).state, present.fresh(case).settled_level) == ("closed", "grid")
    assert "楼道堆了纸箱" not in client.get(f"{WORK}today/", {"show": "new"}).content.decode()


def finding(client: Client, **data: object) -> str:
    form = client.get(f"{WORK}cases/new/").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', form)
    assert key
    answer = client.post(
        f"{WORK}cases/new/", {"key": key[1], "source": "grid_worker", "text": "灯坏了", **data}
    )
    assert answer.status_code == 302, text_of(answer.content.decode())[:600]
    return answer.headers["Location"]


def test_a_finding_settled_at_once_is_closed_with_both_photos(
    present: Ground, visit: Visit
) -> None:
    client = visit("grid_worker")
    finding(
        client,
        place=str(present.building.id),
        photos=[photo()],
        settled="on",
        outcome="outcome.done",
        result="换了灯泡",
    )
    case = Case.objects.get(community_id=present.a.id)
    assert (case.state, case.place_id, case.found_by) == ("closed", present.building.id, "us")
    assert not Reporter.objects.filter(community_id=present.a.id).exists()


def test_a_telephone_report_has_a_receipt_and_a_call_to_make(present: Ground, visit: Visit) -> None:
    client = visit("committee")
    where = finding(
        client,
        text="金星苑2栋灯不亮",
        place_words="2栋",
        source="telephone",
        name="陈阿婆",
        phone="13800138000",
        proxy_name="何楼长",
    )
    row = Reporter.objects.get(community_id=present.a.id)
    assert (row.name, row.basis, row.channel, row.proxy_name) == (
        "陈阿婆",
        "staff_phone",
        "phone",
        "何楼长",
    )
    assert "/query/" in where
    case = Case.objects.get(community_id=present.a.id)
    assert case.place_id == present.building.id
    done(client, case, "answers", answer="已经换好")
    send_due()
    page = client.get(f"{WORK}calls/").content.decode()
    assert "何楼长" in page
    assert "13800138000" not in page
    assert client.post(f"{WORK}calls/sheets/", {"why": ""}).status_code == 422
    sheet = client.post(f"{WORK}calls/sheets/", {"why": "今天的电话"}).content.decode()
    assert "13800138000" in sheet
    assert Record.objects.filter(community_id=present.a.id, verb="cases.contact_shown").exists()
    notice = Notice.objects.get(community_id=present.a.id, state=NoticeState.TO_CALL)
    client.post(f"{WORK}calls/{notice.id}/tellings/")
    assert "何楼长" not in client.get(f"{WORK}calls/").content.decode()


def test_a_wrong_telephone_keeps_what_was_typed(present: Ground, visit: Visit) -> None:
    answer = visit("committee").post(
        f"{WORK}cases/new/",
        {"source": "telephone", "text": "二楼漏水", "name": "陈阿婆", "phone": "12"},
    )
    assert answer.status_code == 422
    assert "二楼漏水" in answer.content.decode()
    assert not Case.objects.filter(community_id=present.a.id).exists()


def test_the_rates_are_those_of_the_measures_and_open_their_cases(
    present: Ground, visit: Visit, at: At
) -> None:
    with at("2026-03-02 09:00"):
        case = present.closed()
        done(visit("committee"), case, "call-backs", reached="yes", solved="yes", satisfied="yes")
        present.contacted(text="还在办的")
    with at("2026-03-20 09:00"):
        page = visit("committee").get(f"{WORK}rates/").content.decode()
        assert "100.0%" in page
        drilled = visit("committee").get(
            f"{WORK}rates/cases/",
            {"measure": "cases.due.open", "unit": str(present.firm.id)},
        )
    assert "还在办的" in drilled.content.decode()
    assert case.number not in drilled.content.decode()
    assert visit("committee").get(f"{WORK}rates/cases/", {"measure": "x"}).status_code == 404


def test_unanswered_urges_and_holds_are_listed_until_somebody_answers(
    present: Ground, visit: Visit, at: At
) -> None:
    present.limits(resolution_value=4, resolution_unit="working_hour")
    with at("2026-03-02 08:30"):
        case = present.contacted(text="超时的单子")
        held = present.contacted(text="挂起的单子")
        hang_case(
            community=present.a,
            actor=present.actor("partner"),
            case_id=held.id,
            reason="pause.weather",
        )
    with at("2026-03-03 18:00"):
        for which in ("response", "resolution"):
            raise_due_rungs(community_id=present.a.id, case_id=case.id, which=which, round_number=1)
        page = visit("committee").get(f"{WORK}supervision/").content.decode()
        assert "超时的单子" in page
        assert "挂起的单子" in page
        for _again in range(2):
            shown = visit("partner").get(address(case, "supervision-answers")).content.decode()
            which_one = re.search(r'name="which"[^>]*value="([^"]+)"', shown)
            assert which_one
            done(
                visit("partner"),
                case,
                "supervision-answers",
                which=which_one[1],
                answer="零件明天到",
            )
        after = visit("committee").get(f"{WORK}supervision/").content.decode()
    assert after.count("超时的单子") == 1  # still in the list of what is overdue


def test_the_street_reads_its_communities_and_answers_what_came_up(
    present: Ground, visit: Visit
) -> None:
    case = present.accepted(text="市政管网的事")
    present.new(type_code=FAMILY, text="家里的事")
    pass_up(
        community=present.a,
        actor=present.actor("committee"),
        case_id=case.id,
        to="street",
        reason_words="要市政来修",
    )
    client = visit("street")
    page = client.get("/c/sigma/work/street/").content.decode()
    assert "市政管网的事" in page
    assert "家里的事" not in page
    assert page.index("Alpha") < page.index("Beta")
    done(client, case, "signatures")
    assert present.fresh(case).state == "signed"
    assert client.get(f"{WORK}street/").headers["Location"] == "/c/sigma/work/street/"
    assert visit("committee").get("/c/sigma/work/street/").status_code == 403


def test_deadlines_can_be_subscribed_to_until_the_password_changes(
    present: Ground, visit: Visit
) -> None:
    case = present.contacted(text="不写进日历的话")
    page = visit("partner").get(f"{WORK}deadlines/").content.decode()
    found = re.search(r'value="http://testserver(/c/alpha/deadlines/[^"]+)"', page)
    assert found
    anybody = visit("anonymous")
    body = anybody.get(found[1])
    assert body.headers["Content-Type"].startswith("text/calendar")
    text = body.content.decode().replace("\r\n ", "")
    assert case.number in text
    assert "不写进日历的话" not in text
    assert anybody.get(found[1][:-8] + "xxxx.ics").status_code == 404
    partner = present.cast.credential("partner")
    partner.set_password("another long password 9")
    partner.save()
    assert anybody.get(found[1]).status_code == 404
