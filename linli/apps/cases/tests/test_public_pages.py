"""The resident's way through the pages, without an account and without JavaScript."""

import io
import re
from collections.abc import Callable, Sequence

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from linli.apps.cases.models import Case, Reporter, Step, Supporter
from linli.apps.cases.operations.editing import publish_text
from linli.apps.cases.tests.conftest import Ground
from linli.kernel.media.models import Attachment

Visit = Callable[[str], Client]
REPORT = "/c/alpha/report/"


def steps(client: Client, photos: Sequence[SimpleUploadedFile] = (), **more: str) -> str:
    """Send the three steps; the address of the receipt."""
    key = hidden(client.get(REPORT).content.decode(), "key")
    data = {"key": key, "text": "二楼到三楼楼道灯不亮", "place_words": "2栋", "channel": "code"}
    data |= {"public": "on", **more}
    where = client.post(REPORT, {**data, "step": "what", "go": "next"})
    assert where.status_code == 200, where.content.decode()[:500]
    contact = client.post(REPORT, {**data, "step": "where", "go": "next", "sure": "1"})
    assert contact.status_code == 200
    sent = client.post(REPORT, {**data, "step": "contact", "go": "next", "photos": photos})
    assert sent.status_code == 302, text_of(sent.content.decode())
    return str(sent.url)  # type: ignore[attr-defined]  # a redirect has one


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found, f"no hidden {name}"
    return found.group(1)


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def photo(name: str = "light.jpg") -> SimpleUploadedFile:
    body = io.BytesIO()
    Image.new("RGB", (64, 48), "black").save(body, "JPEG")
    return SimpleUploadedFile(name, body.getvalue(), "image/jpeg")


def test_three_steps_give_a_receipt_with_a_query_number(ground: Ground, visit: Visit) -> None:
    client = visit("anonymous")
    address = steps(client)
    page = client.get(address, follow=True)
    case = Case.objects.get(community_id=ground.a.id)
    assert case.query_code in page.content.decode()
    assert case.place_id == ground.building.id
    assert Reporter.objects.get(community_id=ground.a.id).anonymous


def test_the_same_form_sent_twice_is_one_case(ground: Ground, visit: Visit) -> None:
    client = visit("anonymous")
    key = hidden(client.get(REPORT).content.decode(), "key")
    data = {"key": key, "text": "灯坏了", "channel": "code", "step": "contact", "go": "next"}
    addresses = {client.post(REPORT, data).url for _ in range(3)}  # type: ignore[attr-defined]
    assert (len(addresses), Case.objects.filter(community_id=ground.a.id).count()) == (1, 1)


def test_nothing_said_is_asked_again_and_typed_text_comes_back(
    ground: Ground, visit: Visit
) -> None:
    client = visit("anonymous")
    empty = client.post(REPORT, {"step": "what", "go": "next", "place_words": "金星苑"})
    assert empty.status_code == 422
    assert 'value="金星苑"' in empty.content.decode()
    phone = client.post(
        REPORT,
        {"step": "contact", "go": "next", "text": "灯坏了", "channel": "phone", "phone": "12"},
    )
    assert phone.status_code == 422
    assert "灯坏了" in phone.content.decode()
    assert not Case.objects.filter(community_id=ground.a.id).exists()


def test_a_place_that_is_not_known_is_asked_about_once(ground: Ground, visit: Visit) -> None:
    client = visit("anonymous")
    asked = client.post(
        REPORT, {"step": "where", "go": "next", "text": "灯坏了", "place_words": "2栋14单元"}
    )
    assert "金星苑2栋" in asked.content.decode()


def test_photos_hang_on_the_case_and_a_false_photo_keeps_the_rest(
    ground: Ground, visit: Visit
) -> None:
    client = visit("anonymous")
    steps(client, photos=[photo()])
    assert Attachment.objects.filter(community_id=ground.a.id).count() == 1
    false = SimpleUploadedFile("IMG_2210.jpg", b"not a photo", "image/jpeg")
    refused = client.post(
        REPORT,
        {"step": "contact", "go": "next", "text": "下水道堵了", "channel": "code", "photos": false},
    )
    assert refused.status_code == 400
    assert "下水道堵了" in refused.content.decode()
    assert Case.objects.filter(community_id=ground.a.id).count() == 1


def test_a_neighbour_reports_for_an_elder_who_is_called(ground: Ground, visit: Visit) -> None:
    steps(
        visit("anonymous"),
        channel="neighbour",
        name="楼长",
        neighbour="何阿婆",
        neighbour_phone="020-0000 1234",
    )
    row = Reporter.objects.get(community_id=ground.a.id)
    assert (row.name, row.proxy_name, row.basis, row.channel) == (
        "何阿婆",
        "楼长",
        "neighbour",
        "phone",
    )


def test_the_reporter_follows_adds_and_rates(ground: Ground, visit: Visit) -> None:
    case = ground.closed()
    client = visit("anonymous")
    found = client.post("/c/alpha/query/", {"code": case.query_code.lower()})
    assert found.status_code == 302
    page = client.get(found.url)  # type: ignore[attr-defined]
    assert case.number in page.content.decode()
    added = client.post(f"{found.url}additions/", {"text": "三楼那盏又闪"})  # type: ignore[attr-defined]
    assert added.status_code == 302
    rated = client.post(
        f"{found.url}ratings/",  # type: ignore[attr-defined]
        {"solved": "yes", "satisfied": "no", "words": "等得久"},
    )
    assert rated.status_code == 302
    assert Step.objects.filter(community_id=ground.a.id, kind="add_words").count() == 1
    again = client.post(f"{found.url}ratings/", {"solved": "yes", "satisfied": "no"})  # type: ignore[attr-defined]
    assert again.status_code == 409


def test_case_9_ten_wrong_codes_in_ten_minutes_then_429(ground: Ground, visit: Visit) -> None:
    client = visit("anonymous")
    codes = [client.post("/c/alpha/query/", {"code": f"AA-2222-222{n}"}) for n in range(11)]
    assert [answer.status_code for answer in codes] == [404] * 10 + [429]


def test_the_public_board_shows_confirmed_words_only(ground: Ground, visit: Visit) -> None:
    case = ground.accepted(text="林小禾家门口灯坏了,电话13500000000")
    client = visit("anonymous")
    before = client.get("/c/alpha/cases/").content.decode()
    assert case.number in before
    assert "林小禾" not in before
    publish_text(
        community=ground.a,
        actor=ground.actor("committee"),
        case_id=case.id,
        public=True,
        public_title="2栋楼道灯不亮",
        public_text="已派物业",
    )
    assert "2栋楼道灯不亮" in client.get("/c/alpha/cases/").content.decode()
    one = client.get(f"/c/alpha/cases/{case.number}/").content.decode()
    assert "已派物业" in one
    assert "林小禾" not in one


def test_confidential_cases_are_on_no_public_page(ground: Ground, visit: Visit) -> None:
    case = ground.new(type_code="test.family", text="夫妻吵架")
    client = visit("anonymous")
    assert client.get(f"/c/alpha/cases/{case.number}/").status_code == 404
    assert case.number not in client.get("/c/alpha/cases/").content.decode()
    assert case.number not in client.get("/c/alpha/").content.decode()
    assert "吵架" not in client.get("/c/alpha/similar/?q=夫妻吵架").content.decode()


def test_me_too_counts_a_device_once(ground: Ground, visit: Visit) -> None:
    case = ground.accepted()
    client = visit("anonymous")
    for _ in range(2):
        assert client.post(f"/c/alpha/cases/{case.number}/supporters/").status_code == 302
    assert visit("anonymous").post(f"/c/alpha/cases/{case.number}/supporters/").status_code == 302
    assert Supporter.objects.filter(community_id=ground.a.id).count() == 2


@pytest.mark.parametrize("path", ["/c/alpha/", "/c/alpha/cases/", "/c/alpha/report/"])
def test_public_pages_ask_the_same_number_of_questions(
    path: str, ground: Ground, visit: Visit, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = visit("anonymous")
    client.get(path)
    for _ in range(3):
        ground.accepted()
    with django_assert_max_num_queries(15) as asked:  # type: ignore[attr-defined]
        client.get(path)
    few = len(asked)
    for _ in range(12):
        ground.accepted()
    with django_assert_max_num_queries(15) as asked:  # type: ignore[attr-defined]
        client.get(path)
    assert len(asked) == few
