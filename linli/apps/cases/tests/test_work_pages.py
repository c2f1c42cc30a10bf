"""Staff take a case from the first word to the last through the pages, without JavaScript."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from linli.apps.cases.models import CallBack, Case, Dispatch, SavedFilter, SiteCheck
from linli.apps.cases.operations.dispatching import Unit
from linli.apps.cases.operations.handling import note_progress
from linli.apps.cases.tests.conftest import LIGHT, WALL, Ground
from linli.apps.cases.tests.test_public_pages import photo
from linli.apps.organisations.public import PresenceRole, bring_in_organisation
from linli.apps.people.public import Draft, register_person
from linli.kernel.media.models import Attachment

Visit = Callable[[str], Client]
WORK = "/c/alpha/work/"


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def address(case: Case, noun: str = "") -> str:
    return f"{WORK}cases/{case.id}/{f'{noun}/' if noun else ''}"


def act(client: Client, case: Case, noun: str, **data: Any) -> Any:
    """Open the form of an act as a person would, then send it; the answer."""
    form = client.get(address(case, noun))
    assert form.status_code == 200, (noun, form.status_code, text_of(form.content.decode())[:300])
    found = re.search(r'name="version" value="(\d+)"', form.content.decode())
    assert found, noun
    return client.post(address(case, noun), {"version": found.group(1), **data})


def done(client: Client, case: Case, noun: str, **data: Any) -> None:
    answer = act(client, case, noun, **data)
    assert answer.status_code == 302, (noun, text_of(answer.content.decode())[:900])


@pytest.fixture
def present(ground: Ground) -> Ground:
    """The firm works here, so that it can be chosen for an order."""
    for unit in (ground.firm, ground.rival_firm, ground.office):
        bring_in_organisation(
            community=ground.a,
            actor=ground.actor("committee"),
            organisation=unit,
            role=PresenceRole.SERVICE,
        )
    return ground


def test_main_path_from_the_report_to_the_call_back(present: Ground, visit: Visit) -> None:
    case = present.new(type_code=WALL)
    office, firm = visit("committee"), visit("partner")
    done(office, case, "acceptances", type_code=WALL, title="外墙瓷砖松动")
    done(office, case, "dispatches", to="", other=f"o:{present.firm.id}", words="钥匙在门卫")
    done(firm, case, "signatures")
    done(firm, case, "contacts", reached="yes", way="phone", words="约了下午")
    done(
        firm,
        case,
        "results",
        outcome="outcome.done",
        result="瓷砖已加固",
        before=photo("before.jpg"),
    )
    done(office, case, "site-checks", passed="yes", words="看过了")
    done(office, case, "closures", words="谢谢您")
    done(office, case, "call-backs", reached="yes", solved="yes", satisfied="yes", words="很好")
    fresh = present.fresh(case)
    assert (fresh.state, fresh.title, fresh.result) == ("called_back", "外墙瓷砖松动", "瓷砖已加固")
    assert Dispatch.objects.get(community_id=present.a.id).words == "钥匙在门卫"
    assert SiteCheck.objects.get(community_id=present.a.id).passed
    assert CallBack.objects.get(community_id=present.a.id).satisfied
    page = office.get(address(case))
    assert page.status_code == 200
    assert "钥匙在门卫" in page.content.decode()


def test_every_open_act_of_a_case_has_a_page_that_opens(present: Ground, visit: Visit) -> None:
    stages: list[Any] = [present.new, present.accepted, present.dispatched, present.signed]
    stages.append(present.contacted)
    stages += [present.done, present.closed]
    for make in stages:
        case = make()
        for who in ("committee", "chief", "partner", "grid_worker", "street"):
            client = visit(who)
            page = client.get(address(case))
            if page.status_code == 404:
                continue
            links = re.findall(rf'href="{address(case)}([a-z-]+)/"', page.content.decode())
            for noun in sorted(set(links)):
                shown = client.get(address(case, noun))
                assert shown.status_code == 200, (who, case.state, noun)


def test_no_form_for_a_move_that_is_not_allowed(present: Ground, visit: Visit) -> None:
    case = present.dispatched()
    partner = visit("partner").get(address(case)).content.decode()
    assert address(case, "signatures") in partner
    for noun in ("dispatches", "closures", "refusals", "publications", "supervisions"):
        assert address(case, noun) not in partner
    assert visit("partner").get(address(case, "dispatches")).status_code == 403
    assert visit("partner").post(address(case, "closures"), {}).status_code == 403
    late = visit("committee").get(address(case, "closures"), follow=True)
    assert "is not open here" in late.content.decode()


@pytest.mark.parametrize("who", ["rival", "outsider", "anonymous", "neighbour"])
def test_others_find_nothing_at_the_pages_of_a_case(
    present: Ground, visit: Visit, who: str
) -> None:
    case = present.dispatched(text="只给金星物业的单子")
    client = visit(who)
    for noun in ("", "panel", "signatures", "results"):
        assert client.get(address(case, noun)).status_code == 404
        answer = client.post(address(case, noun), {"version": "1"})
        assert answer.status_code in {404, 405}
    searched = client.get(f"{WORK}search/", {"q": "金星"}, follow=True)
    assert "只给金星物业的单子" not in searched.content.decode()


def test_typed_words_come_back_when_a_rule_is_not_met(present: Ground, visit: Visit) -> None:
    case = present.contacted()
    answer = act(
        visit("partner"), case, "extensions", reason="extension.nonsense", words="还差一个零件"
    )
    assert answer.status_code == 422
    assert "还差一个零件" in answer.content.decode()
    hold = act(visit("partner"), case, "holds", reason="", words="等天晴")
    assert hold.status_code == 422
    assert "等天晴" in hold.content.decode()


def test_second_dispatcher_sees_what_happened_and_keeps_the_words(
    present: Ground, visit: Visit
) -> None:
    case = present.accepted()
    first, second = visit("committee"), visit("chief")
    stale = second.get(address(case, "dispatches")).content.decode()
    version = re.search(r'name="version" value="(\d+)"', stale)
    assert version
    done(first, case, "dispatches", other=f"o:{present.firm.id}")
    answer = second.post(
        address(case, "dispatches"),
        {"version": version[1], "other": f"o:{present.rival_firm.id}", "words": "请带梯子"},
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "请带梯子" in page
    assert "meanwhile" in page
    assert Dispatch.objects.filter(community_id=present.a.id).count() == 1


def test_two_corrections_show_both_texts(present: Ground, visit: Visit) -> None:
    case = present.accepted()
    office, chief = visit("committee"), visit("chief")
    stale = {"version": str(present.fresh(case).version), "text": "四单元灯不亮", "place": "2栋"}
    done(office, case, "corrections", title="灯坏", text="2栋4单元一到三楼灯不亮", place="2栋")
    answer = chief.post(address(case, "corrections"), {**stale, "title": "楼道灯"})
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("2栋4单元一到三楼灯不亮", "四单元灯不亮", "灯坏", "楼道灯"):
        assert words in page


def test_before_and_after_become_a_pair(present: Ground, visit: Visit) -> None:
    case = present.contacted()
    done(
        visit("partner"),
        case,
        "results",
        outcome="outcome.done",
        before=[photo("a.jpg")],
        after=[bright()],
    )
    rows = Attachment.objects.filter(community_id=present.a.id, object_id=case.id)
    pairs = {row.pair_id for row in rows}
    assert ({row.role for row in rows}, len(pairs)) == ({"before", "after"}, 1)
    assert present.fresh(case).result != ""


def bright() -> Any:
    import io

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    body = io.BytesIO()
    Image.new("RGB", (64, 48), "white").save(body, "JPEG")
    return SimpleUploadedFile("b.jpg", body.getvalue(), "image/jpeg")


def test_contact_is_shown_with_a_reason_only(present: Ground, visit: Visit) -> None:
    from linli.apps.cases.operations.reporting import ReporterGiven

    case = present.dispatched(reporter=ReporterGiven(name="林小禾", phone="13800138000"))
    client = visit("partner")
    assert "13800138000" not in client.get(address(case)).content.decode()
    assert act(client, case, "contact-views", why="").status_code == 422
    found = re.search(
        r'name="reporter" value="([^"]+)"',
        client.get(address(case, "contact-views")).content.decode(),
    )
    assert found
    shown = act(client, case, "contact-views", why="约上门时间", reporter=found[1])
    assert shown.status_code == 200
    assert "13800138000" in shown.content.decode()


def test_inside_words_stay_inside_the_tabs(present: Ground, visit: Visit) -> None:
    case = present.accepted()
    note_progress(
        community=present.a,
        actor=present.actor("committee"),
        case_id=case.id,
        progress="内部：等预算",
        for_reporter=False,
    )
    client = visit("committee")
    assert "内部：等预算" in client.get(address(case), {"show": "inside"}).content.decode()
    assert "内部：等预算" not in client.get(address(case), {"show": "told"}).content.decode()


def test_saved_views_and_the_search_by_number(present: Ground, visit: Visit) -> None:
    case = present.accepted(text="电梯按钮失灵")
    present.accepted(text="楼道灯不亮")
    client = visit("committee")
    narrowed = client.get(f"{WORK}cases/", {"q": "电梯"}).content.decode()
    assert "电梯按钮失灵" in narrowed
    assert "楼道灯不亮" not in narrowed
    client.post(f"{WORK}cases/filters/", {"name": "电梯的事", "q": "电梯"})
    assert SavedFilter.objects.get(community_id=present.a.id).query == "q=%E7%94%B5%E6%A2%AF"
    assert "电梯的事" in client.get(f"{WORK}cases/").content.decode()
    found = client.get(f"{WORK}search/", {"q": case.number.lower()})
    assert found.headers["Location"] == address(case)


def test_lists_leave_as_files_without_contact_data(present: Ground, visit: Visit) -> None:
    present.accepted(text="=1+1 电梯")
    client = visit("committee")
    table = client.get(f"{WORK}cases/files/csv/")
    assert table.status_code == 200
    body = table.content.decode("utf-8-sig")
    assert "'=1+1 电梯" in body
    assert "林小禾" not in body
    assert client.get(f"{WORK}cases/files/xlsx/").content[:2] == b"PK"
    assert client.get(f"{WORK}cases/files/exe/").status_code == 404
    assert visit("partner").get(f"{WORK}cases/files/csv/").status_code == 403


def test_unit_order_for_a_grid_worker(present: Ground, visit: Visit) -> None:
    worker = present.actor("grid_worker")
    case = present.accepted()
    done(visit("committee"), case, "dispatches", to=worker.ref)
    fresh = present.fresh(case)
    assert (fresh.worker, fresh.lead_id) == (worker.ref, None)
    done(visit("grid_worker"), case, "settlements", outcome="outcome.settled_by_talk")
    assert present.fresh(case).state == "closed"
    assert Unit(worker=worker.ref).level == "grid"
    assert case.type.code == LIGHT


def test_search_finds_people_only_for_those_who_open_the_register(
    present: Ground, visit: Visit
) -> None:
    register_person(
        actor=present.actor("committee"), community=present.a, draft=Draft(name="欧阳春晓")
    )
    shown = visit("committee").get(f"{WORK}search/", {"q": "欧阳"}).content.decode()
    assert "欧阳春晓" in shown
    for who in ("street", "partner"):
        page = visit(who).get(f"{WORK}search/", {"q": "欧阳"}, follow=True).content.decode()
        assert "欧阳春晓" not in page
