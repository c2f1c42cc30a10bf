"""The pages of honours, and their doors for programs."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from linli.apps.archive.models import Honour, HonourKind, Nomination
from linli.apps.archive.tests.conftest import STORY, Hall

Visit = Callable[[str], Client]
WORK = "/c/alpha/work/honours/"


def test_from_nomination_to_honour_by_the_pages(
    hall: Hall, visit: Visit, at: Callable[[str], AbstractContextManager[None]]
) -> None:
    staff, neighbour = visit("committee"), visit("neighbour")
    with at("2026-03-02 09:00"):
        typed = {"kind_id": hall.kind.id, "display_name": "二楼的秦姐", "story": STORY}
        sent = neighbour.post("/c/alpha/honours/nominations/new/", typed)
        assert sent.status_code == 302
        row = Nomination.objects.get(community_id=hall.a.id)
        base = f"{WORK}nominations/{row.id}/"
        assert "Who is meant" in staff.get(base).content.decode()
        assert staff.post(f"{base}identifications/", {"person": "h001"}).status_code == 302
        me = visit("resident").get("/c/alpha/me/").content.decode()
        assert "You are nominated" in me
        answer = f"/c/alpha/honours/nominations/{row.id}/answers/"
        assert visit("resident").post(answer, {"answer": "yes"}).status_code == 302
        assert staff.post(f"{base}notices/", {"story": STORY}).status_code == 302
        notice = f"/c/alpha/honours/notices/{row.id}/"
        assert STORY in visit("anonymous").get(notice).content.decode()
        assert neighbour.post(notice, {"text": "请再核实一下情况"}).status_code == 302
        objection = row.objections.get()
        decide = f"{WORK}objections/{objection.id}/decisions/"
        assert staff.post(decide, {"upheld": "no", "reason": "已核实"}).status_code == 302
        assert "the end of" in staff.post(f"{base}grants/", {}).content.decode()
    with at("2026-03-20 09:00"):
        assert "Grant the honour" in staff.get(base).content.decode()
        assert staff.post(f"{base}grants/", {}).status_code == 302
        honour = Honour.objects.get(community_id=hall.a.id)
        assert "秦小满" in visit("anonymous").get("/c/alpha/honours/").content.decode()
        assert "秦小满" in visit("anonymous").get("/c/alpha/").content.decode()
        hide = staff.post(f"{WORK}{honour.id}/publicity/", {"consent_basis": ""})
        assert hide.status_code == 302
        assert "秦小满" not in visit("anonymous").get("/c/alpha/honours/").content.decode()


@pytest.mark.parametrize("shelf", ["", "honours", "decided", "kinds", "nonsense"])
def test_the_desk_opens_on_every_shelf(hall: Hall, visit: Visit, shelf: str) -> None:
    hall.in_notice()
    assert visit("committee").get(f"{WORK}?shelf={shelf}").status_code == 200
    assert visit("street").get(f"{WORK}?shelf={shelf}").status_code == 200
    assert visit("resident").get(f"{WORK}?shelf={shelf}").status_code == 403


def test_staff_keep_kinds_and_honours_by_forms(hall: Hall, visit: Visit) -> None:
    staff = visit("committee")
    kind = {
        "name": "最美楼长",
        "level": "community",
        "cycle": "quarter",
        "notice_days": 5,
        "sort": "title",
    }
    assert staff.post(f"{WORK}kinds/new/", kind).status_code == 302
    again = staff.post(f"{WORK}kinds/new/", kind)
    assert (again.status_code, "最美楼长" in again.content.decode()) == (422, True)
    made = HonourKind.objects.get(community_id=hall.a.id, name="最美楼长")
    assert staff.post(f"{WORK}kinds/{made.id}/closings/").status_code == 302
    honour = {
        "name": "广州市六好和谐平安社区",
        "holder": "community",
        "level": "city",
        "granted_on": "2018-06-01",
        "sort": "title",
        "public": "on",
    }
    assert staff.post(f"{WORK}new/", honour).status_code == 302
    nameless = staff.post(f"{WORK}new/", honour | {"holder": "person"})
    assert nameless.status_code == 422
    row = Honour.objects.get(community_id=hall.a.id)
    assert row.granted_on == dt.date(2018, 6, 1)
    assert staff.post(f"{WORK}{row.id}/forwardings/", {"to": "区文明办"}).status_code == 302
    gone = staff.post(f"{WORK}{row.id}/revocations/", {"reason": "到期", "on": "2020-01-01"})
    assert gone.status_code == 302


def test_the_same_acts_for_programs(hall: Hall, visit: Visit) -> None:
    api, kind = "/api/v1/c/alpha", "application/json"
    sent = {"kind": str(hall.kind.id), "person": str(hall.person.id), "story": STORY}
    made = visit("neighbour").post(f"{api}/nominations", sent, content_type=kind)
    assert (made.status_code, made.json()["supporters"]) == (201, 1)
    assert "story" not in made.json()
    path = f"{api}/nominations/{made.json()['id']}"
    early = visit("committee").post(f"{path}/notices", {}, content_type=kind)
    assert (early.status_code, early.json()["code"]) == (409, "wrong_state")
    done = visit("resident").post(f"{path}/consents", {}, content_type=kind)
    assert done.json()["state"] == "consented"
    assert (
        visit("committee").post(f"{path}/notices", {}, content_type=kind).json()["state"]
        == "in_notice"
    )
    stopped = visit("neighbour").post(
        f"{path}/objections", {"text": "请再核实一下"}, content_type=kind
    )
    assert stopped.json()["stopped"] is True
    held = visit("committee").post(f"{path}/grants", {}, content_type=kind)
    assert (held.status_code, held.json()["code"]) == (409, "objection_open")
    assert visit("committee").get(f"{api}/nominations").json()["total"] == 1
    assert visit("resident").get(f"{api}/nominations").status_code == 403
    assert visit("anonymous").get(f"{api}/honours").json()["total"] == 0


def test_an_outsider_sees_nothing_of_the_desk(hall: Hall, visit: Visit) -> None:
    row = hall.nominate()
    for path in (WORK, f"{WORK}nominations/{row.id}/"):
        assert visit("outsider").get(path).status_code in {403, 404}
    assert visit("outsider").get(f"/c/beta/work/honours/nominations/{row.id}/").status_code == 404
