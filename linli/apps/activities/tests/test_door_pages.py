"""At the door: search, the code on the wall, the paper sheet, the kiosk; and photos afterwards."""

import io
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from linli.apps.activities.tests.conftest import Hall
from linli.apps.activities.tests.test_public_pages import connect
from linli.apps.activities.tests.test_work_pages import MONDAY, WORK, At, Visit, of
from linli.apps.participation.public import Attendance, Headcount, wall_code
from linli.kernel.media.models import Attachment

EVENING = "2026-03-10 19:05"


def test_check_in_by_last_four_digits_and_back(hall: Hall, visit: Visit, at: At) -> None:
    with at(MONDAY):
        session, person = hall.session(), hall.person("林小满")
        hall.phone(person, "13812347788")
        hall.sign_up(session, person)
    with at(EVENING):
        client = visit("committee")
        page = of(session, "check-ins/")
        assert "林小满" not in client.get(page).text
        assert "林小满" in client.get(f"{page}?q=7788").text
        assert client.post(page, {"person": person.id, "method": "search"}).status_code == 302
        assert hall.gathering(session).named == 1
        assert client.post(page, {"person": person.id}).status_code == 302
        assert hall.gathering(session).named == 1
        client.post(page, {"person": person.id, "act": "undo"})
        assert hall.gathering(session).named == 0
        assert client.post(page, {"person": "x"}).status_code == 400
    with at("2026-03-14 09:00"):
        assert visit("committee").post(page, {"person": person.id}).status_code == 409


def test_the_code_on_the_wall_checks_in_the_family(hall: Hall, visit: Visit, at: At) -> None:
    with at(MONDAY):
        session, person = hall.session(), hall.person("林小满")
        connect(hall, person)
    with at(EVENING):
        wall = visit("committee").get(of(session, "wall/")).text
        assert re.search(r'http-equiv="refresh" content="\d+"', wall)
        code, _until = wall_code(hall.a, hall.gathering(session))
        address = f"/c/alpha/arrivals/{session.id}/{code}/"
        client = visit("resident")
        assert "I am here" in client.get(address).text
        assert client.post(address, {"person": person.id}).status_code == 302
        assert hall.gathering(session).named == 1
        assert visit("anonymous").get(address).status_code == 302
        stale = client.post(f"/c/alpha/arrivals/{session.id}/0000000000/")
        assert stale.status_code == 409


def test_the_paper_sheet_is_entered_once_and_zero_is_kept(hall: Hall, visit: Visit, at: At) -> None:
    with at(MONDAY):
        session, signed, walked = hall.session(), hall.person("林小满"), hall.person("黄阿婆")
        hall.sign_up(session, signed)
    with at("2026-03-13 10:00"):
        client = visit("committee")
        typed = {"came": [str(signed.id)], "others": "黄阿婆", "all": "7", "children": "0"}
        assert client.post(of(session, "paper/"), typed).status_code == 302
        assert client.post(of(session, "paper/"), typed).status_code == 302
        gathering = hall.gathering(session)
        assert (gathering.named, gathering.unnamed) == (2, 7)
        heads = Headcount.objects.filter(community_id=hall.a.id, replaced_at=None)
        assert dict(heads.values_list("category", "number")) == {"all": 7, "children": 0}
        wrong = client.post(of(session, "paper/"), {"others": "查无此人"})
        assert wrong.status_code == 422
        assert "查无此人" in wrong.text
        came = Attendance.objects.filter(community_id=hall.a.id, person=walked)
        assert came.get().walk_in is True
        assert client.post(of(session, "headcounts/"), {"all": "-1"}).status_code == 302
        assert client.post(of(session, "headcounts/"), {"all": "9"}).status_code == 302
        assert hall.gathering(session).unnamed == 9


def test_the_kiosk_holds_only_what_a_door_needs(hall: Hall, visit: Visit, day: None) -> None:
    session, person = hall.session(), hall.person("林小满")
    hall.phone(person, "13812347788")
    hall.sign_up(session, person)
    stranger = hall.person("没报名的人")
    page = visit("committee").get(of(session, "kiosk/")).text
    assert "林小满" in page
    assert "7788" in page
    assert "13812347788" not in page
    assert stranger.name not in page
    worker = visit("committee").get(of(session, "kiosk/worker.js"))
    assert worker.headers["Content-Type"].startswith("text/javascript")
    assert of(session, "kiosk/") in worker.text


def test_photos_are_public_only_when_those_on_them_agreed(hall: Hall, visit: Visit, at: At) -> None:
    with at(MONDAY):
        mother = hall.person("陈秀英")
        child = hall.child("2014-01-01", mother, "陈小树")
        session = hall.session()
        hall.sign_up(session, child, hall.as_person(mother))
    with at("2026-03-11 10:00"):
        client = visit("committee")
        client.post(of(session, "headcounts/"), {"all": "5"})
        page = f"{WORK}{session.activity_id}/photos/"
        assert "陈小树" in client.get(page).text
        assert client.post(page, {"photos": picture()}).status_code == 302
        photo = Attachment.objects.get(community_id=hall.a.id)
        small = f"/c/alpha/photos/{photo.id}/small/"
        public = f"/c/alpha/activities/{session.activity_id}/"
        assert photo.public is False
        assert small not in visit("anonymous").get(public).text
        assert visit("anonymous").get(small).status_code in (302, 404)
        assert client.get(small).status_code == 200
        assert client.post(f"{page}{photo.id}/showings/").status_code == 302
        assert small in visit("anonymous").get(public).text
        assert client.post(f"{page}{photo.id}/hidings/").status_code == 302
        assert small not in visit("anonymous").get(public).text
        assert client.post(f"{page}{photo.id}/removals/").status_code == 302
        assert client.post(f"{page}{photo.id}/nothing/").status_code == 404
        assert client.post(page, {}).status_code == 422


def picture() -> SimpleUploadedFile:
    body = io.BytesIO()
    Image.new("RGB", (640, 480), "#2b6d4c").save(body, "JPEG")
    return SimpleUploadedFile("hall.jpg", body.getvalue(), "image/jpeg")
