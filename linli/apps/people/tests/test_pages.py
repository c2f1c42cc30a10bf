"""Pages of people: what staff, residents and strangers see."""

import json
import logging
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from linli.apps.people.models import Card, DataRequest, Person, Phone, ViewLog
from linli.apps.people.operations import issue_card, request_data, tie_people
from linli.apps.people.queries.cards import card_token
from linli.apps.people.tests.ground import Ground, identity_number, workbook
from linli.kernel.records.models import Record
from tests.cast import Cast

Visit = Callable[[str], Client]
NUMBER, PHONE = identity_number(123), "13900001234"
WORK = "/c/alpha/work/people/"


@pytest.fixture
def lin(ground: Ground) -> Person:
    return ground.person(
        "林小满",
        "金星苑1号楼1单元201",
        identity_number=NUMBER,
        phone=PHONE,
        belonging=ground.belonging("金星苑1号楼1单元201", "02"),
        tags=(("care_tag", "alone"),),
    )


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


def test_the_register_shows_people_with_homes_and_no_numbers(lin: Person, visit: Visit) -> None:
    html = page(visit("committee"), WORK)
    assert "林小满" in html
    assert "金星苑1号楼1单元201" in html
    assert NUMBER not in html
    assert PHONE not in html


@pytest.mark.parametrize("text", [PHONE, NUMBER, "小满"])
def test_a_search_is_a_post_and_its_words_stand_in_no_address(
    lin: Person, visit: Visit, text: str
) -> None:
    client = visit("committee")
    html = client.post(WORK, {"text": text}).content.decode()
    assert f"{WORK}{lin.id}/" in html
    assert text not in "".join(re.findall(r'(?:href|action|src)="([^"]*)"', html))


@pytest.mark.parametrize(
    ("query", "found"),
    [("place=1号楼", True), ("place=2号楼", False), ("kind=owner", False), ("grid=x&tag=y", True)],
)
def test_the_register_is_narrowed(lin: Person, visit: Visit, query: str, found: bool) -> None:
    assert ("林小满" in page(visit("committee"), f"{WORK}?{query}")) is found


def test_a_person_is_shown_masked_until_a_reason_is_given(lin: Person, visit: Visit) -> None:
    client, path = visit("committee"), f"{WORK}{lin.id}/"
    html = page(client, path)
    assert NUMBER not in html
    assert NUMBER[6:14] not in html
    assert NUMBER[-4:] in html
    document = lin.documents.get()
    asked = {"field": "identity", "row_id": str(document.id), "reason": ""}
    assert client.post(f"{path}views/", asked).status_code == 422
    assert ViewLog.objects.filter(community_id=lin.community_id).count() == 0
    answer = client.post(f"{path}views/", {**asked, "reason": "对照低保名单"})
    assert NUMBER in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    log = ViewLog.objects.get(community_id=lin.community_id)
    assert (log.field, log.reason, log.viewer_name) == ("identity", "对照低保名单", "Committee")
    assert NUMBER not in page(client, path)
    record = Record.objects.get(community_id=lin.community_id, verb="people.unmasked")
    assert (record.subject, record.payload) == (lin.id, {"field": "identity"})


def test_the_subject_reads_who_looked(lin: Person, cast: Cast, visit: Visit) -> None:
    path = f"{WORK}{lin.id}/views/"
    said = {"field": "phone", "row_id": str(lin.phones.get().id), "reason": "通知停水"}
    visit("committee").post(path, said)
    cast.give("resident", person_id=lin.id)
    html = page(visit("resident"), "/c/alpha/me/")
    assert "通知停水" in html
    assert "Committee" in html


ADDRESSES = ("", "edit/", "card/", "views/", "phones/", "erasures/")


@pytest.mark.parametrize(
    "who", ["outsider", "partner", "street", "district", "resident", "neighbour", "security_admin"]
)
def test_others_find_nothing_of_a_person(lin: Person, visit: Visit, who: str) -> None:
    client = visit(who)
    for address in (WORK, f"{WORK}new/", f"{WORK}requests/", f"{WORK}words/skill/"):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "林小满" not in answer.content.decode()
    for end in ADDRESSES:
        path = f"{WORK}{lin.id}/{end}"
        for answer in (client.get(path), client.post(path, {})):
            assert answer.status_code in {403, 404, 405}
            assert "林小满" not in answer.content.decode()
    me = client.get(f"/c/alpha/me/{lin.id}/")
    assert me.status_code == 404
    assert "林小满" not in me.content.decode()


def test_without_signing_in_there_is_only_the_sign_in_page(lin: Person, visit: Visit) -> None:
    client = visit("anonymous")
    for path in (WORK, f"{WORK}{lin.id}/", "/c/alpha/me/", f"/c/alpha/me/{lin.id}/"):
        assert client.get(path)["Location"].startswith("/login/")
    assert client.post(f"{WORK}{lin.id}/phones/", {"number": PHONE}).status_code == 401


def test_a_grid_worker_finds_only_the_own_grid(
    ground: Ground, lin: Person, cast: Cast, visit: Visit
) -> None:
    other = ground.person("陈大同", "金星苑2号楼1单元201")
    cast.give("grid_worker", grid_id=ground.grids[0].id)
    client = visit("grid_worker")
    html = page(client, WORK)
    assert "林小满" in html
    assert "陈大同" not in html
    page(client, f"{WORK}{other.id}/", 404)
    page(client, "/c/alpha/work/registers/people.residents/imports/", 403)


def test_somebody_is_registered_at_the_desk(ground: Ground, visit: Visit) -> None:
    client = visit("committee")
    assert "Register a resident" in page(client, f"{WORK}new/")
    said = {"name": " 林 小满 ", "identity": NUMBER[:-1] + "#", "address": "1号楼1单元201"}
    answer = client.post(f"{WORK}new/", said)
    assert answer.status_code == 422
    assert "digits only" in answer.content.decode() or "18 digits" in answer.content.decode()
    good = {**said, "identity": NUMBER, "phone": PHONE, "relation": "02", "living": "owner_living"}
    answer = client.post(f"{WORK}new/", good)
    person = Person.objects.get(community_id=ground.community.id)
    assert answer["Location"] == f"{WORK}{person.id}/"
    assert person.name == "林 小满"
    kinds = sorted(person.residences.values_list("kind", flat=True))
    assert kinds == ["actual", "owner"]
    twice = client.post(f"{WORK}new/", good)
    assert twice.status_code == 409
    assert "registered with this document number already" in twice.content.decode()


def test_two_editors_see_both_versions(lin: Person, visit: Visit) -> None:
    client, path = visit("committee"), f"{WORK}{lin.id}/edit/"
    base = {"sex": "1", "birth_date": "1950-03-02", "was_sex": "1", "was_birth_date": "1950-03-02"}
    first = client.post(path, {**base, "name": "林晓满", "was_name": "林小满"})
    assert first.status_code == 302
    second = client.post(path, {**base, "name": "林筱满", "was_name": "林小满"})
    html = second.content.decode()
    assert second.status_code == 409
    assert "林晓满" in html
    assert "林筱满" in html
    assert client.post(path, {**base, "name": "林筱满", "was_name": "林晓满"}).status_code == 302


ACTS: list[tuple[str, dict[str, str], str]] = [
    ("phones", {"number": "13900009999"}, "The telephone is noted."),
    ("documents", {"kind": "passport", "number": "E12345678"}, "The document is noted."),
    ("residences", {"address": "2号楼2单元301", "kind": "actual"}, "The move is noted."),
    ("membership-ends", {}, "This is noted."),
    ("tags", {"tag": "skill:law", "ground": "consent", "channel": "paper"}, "The word is noted."),
    ("consents", {"purpose": "publish", "channel": "paper"}, "The consent is noted."),
    ("cards", {"channel": "paper"}, "The card is ready to print."),
    ("requests", {"kind": "copy", "text": ""}, "The request is noted."),
    ("deaths", {"on": "2024-05-01"}, "The death is noted."),
]


@pytest.mark.parametrize(("act", "said", "done"), ACTS)
def test_an_act_is_posted_and_confirmed(
    lin: Person, visit: Visit, act: str, said: dict[str, str], done: str
) -> None:
    client = visit("committee")
    answer = client.post(f"{WORK}{lin.id}/{act}/", said, follow=True)
    assert answer.redirect_chain == [(f"{WORK}{lin.id}/", 302)]
    assert done in answer.content.decode()


BAD: list[tuple[str, dict[str, str]]] = [
    ("phones", {"number": "12"}),
    ("documents", {"kind": "resident_id", "number": NUMBER[:-1] + "#"}),
    ("documents", {"kind": "nonsense", "number": "1"}),
    ("residences", {"address": "9号楼", "kind": "actual"}),
    ("residence-ends", {"row": "no uuid"}),
    ("tags", {"tag": "care_tag:rich", "ground": "duty"}),
    ("tags", {"tag": "care_tag:very_old", "ground": "consent"}),
    ("ties", {"other": "没有这个人", "kind": "child"}),
    ("ties", {"other": "林小满", "kind": "child"}),
    ("memberships", {"with_whom": "没有这个人", "relation": "20"}),
    ("households", {"address": "", "label": "\x00" * 5}),
    ("deaths", {"on": "2999-01-01"}),
    ("requests", {"kind": "correct", "text": ""}),
    ("consents", {"purpose": "everything", "channel": "paper"}),
]


@pytest.mark.parametrize(("act", "said"), BAD)
def test_bad_input_comes_back_with_its_reason(
    lin: Person, visit: Visit, act: str, said: dict[str, str]
) -> None:
    answer = visit("committee").post(f"{WORK}{lin.id}/{act}/", said)
    assert answer.status_code in {409, 422}
    assert 'class="er"' in answer.content.decode() or "note bad" in answer.content.decode()


def test_my_information_is_seen_corrected_and_ended(lin: Person, cast: Cast, visit: Visit) -> None:
    cast.give("resident", person_id=lin.id)
    client, me = visit("resident"), f"/c/alpha/me/{lin.id}/"
    html = page(client, "/c/alpha/me/")
    assert "林小满" in html
    assert NUMBER not in html
    assert client.post(f"{me}phones/", {"number": "13900008888"}).status_code == 302
    assert client.post(f"{me}consents/", {"purpose": "skills"}).status_code == 302
    assert "agreed on" in page(client, "/c/alpha/me/")
    assert client.post(f"{me}withdrawals/", {"purpose": "skills"}).status_code == 302
    assert client.post(f"{me}requests/", {"kind": "delete", "text": "搬走了"}).status_code == 302
    request = DataRequest.objects.get(community_id=lin.community_id)
    assert (request.kind, request.state) == ("delete", "open")
    assert Phone.objects.filter(community_id=lin.community_id, person_id=lin.id).count() == 2


def test_a_copy_holds_everything_in_full(lin: Person, cast: Cast, visit: Visit) -> None:
    cast.give("resident", person_id=lin.id)
    client, path = visit("resident"), f"/c/alpha/me/{lin.id}/copies/"
    whole: dict[str, Any] = json.loads(client.post(path, {"as": "json"}).content)
    assert whole["name"] == "林小满"
    assert whole["documents"][0]["number"] == NUMBER
    assert whole["telephones"] == [f"+86{PHONE}"]
    assert whole["homes"][0]["place"] == "金星苑1号楼1单元201"
    assert NUMBER in client.post(path, {"as": "page"}).content.decode()
    assert client.get(path).status_code == 405


def test_a_guardian_sees_the_ward_and_a_neighbour_does_not(
    ground: Ground, lin: Person, cast: Cast, visit: Visit
) -> None:
    child = ground.person(
        "林知夏", "金星苑1号楼1单元201", identity_number=identity_number(5, "20160601")
    )
    tie_people(
        actor=cast.actor("committee"),
        community=ground.community,
        person_id=child.id,
        other_id=lin.id,
        kind="parent",
    )
    cast.give("resident", person_id=lin.id)
    client = visit("resident")
    assert "林知夏" in page(client, "/c/alpha/me/")
    assert "林知夏" in page(client, f"/c/alpha/me/{child.id}/")
    assert (
        client.post(f"/c/alpha/me/{child.id}/consents/", {"purpose": "skills"}).status_code == 302
    )
    consent = child.consents.get()
    assert consent.given_by_id == lin.id
    page(visit("neighbour"), f"/c/alpha/me/{child.id}/", 404)


def test_without_a_person_the_page_says_what_to_do(visit: Visit) -> None:
    assert "desk" in page(visit("resident"), "/c/alpha/me/")


def test_a_card_is_read_by_staff_only(
    ground: Ground, lin: Person, cast: Cast, visit: Visit
) -> None:
    issue_card(
        actor=cast.actor("committee"),
        community=ground.community,
        person_id=lin.id,
        channel="paper",
    )
    card = Card.objects.get(community_id=ground.community.id)
    scan = f"{WORK}cards/{card_token(card)}/"
    assert visit("committee").get(scan)["Location"] == f"{WORK}{lin.id}/"
    for who in ("resident", "partner", "outsider", "street"):
        assert visit(who).get(scan).status_code == 403
    html = page(visit("committee"), f"{WORK}{lin.id}/card/")
    assert "<svg" in html
    visit("committee").post(f"{WORK}{lin.id}/card-revocations/")
    assert visit("committee").get(scan).status_code == 404


def test_a_granted_deletion_empties_the_person(
    ground: Ground, lin: Person, cast: Cast, visit: Visit
) -> None:
    cast.give("resident", person_id=lin.id)
    request = request_data(
        actor=cast.actor("resident"),
        community=ground.community,
        person_id=lin.id,
        kind="delete",
        text="请删除林小满的信息",
    )
    client = visit("committee")
    assert "林小满" in page(client, f"{WORK}requests/")
    path = f"{WORK}requests/{request.id}/"
    assert client.post(path, {"state": "done", "answer": ""}).status_code == 422
    answer = client.post(path, {"state": "done", "answer": "已经删除"})
    assert answer.status_code == 302
    lin.refresh_from_db()
    assert (lin.name, lin.search, lin.erased) == ("", "", True)
    assert lin.phones.count() + lin.documents.count() + lin.residences.count() == 0
    request.refresh_from_db()
    assert (request.text, request.state) == ("", "done")
    page(client, f"{WORK}{lin.id}/", 404)
    assert client.post(path, {"state": "done", "answer": "again"}).status_code == 409


def test_the_dictionary_is_edited(ground: Ground, visit: Visit) -> None:
    client, path = visit("committee"), f"{WORK}words/care_tag/"
    assert "lives alone" in page(client, path)
    said = {"code": "two_elders", "zh_hans": "双老家庭", "en": "two elders", "active": "on"}
    assert client.post(path, said).status_code == 302
    assert "two elders" in page(client, path)
    assert client.post(path, {"code": "x y", "zh_hans": ""}).status_code == 422
    page(client, f"{WORK}words/nonsense/", 404)


def test_a_list_is_imported_and_taken_back_on_the_pages(ground: Ground, visit: Visit) -> None:
    client, imports = visit("committee"), "/c/alpha/work/registers/people.residents/imports/"
    assert "Empty table" in page(client, imports)
    assert client.get(imports.replace("imports", "template"))["Content-Type"].endswith("sheet")
    from django.core.files.uploadedfile import SimpleUploadedFile

    rows = (("姓名", "证件号码"), ("林小满", NUMBER), ("赵一舟", "123"))
    upload = SimpleUploadedFile("list.xlsx", workbook(*rows))
    answer = client.post(imports, {"file": upload})
    run = answer["Location"]
    html = page(client, run)
    assert "Import the 1 good row" in html
    assert "18 digits" in html
    assert client.post(f"{run}starts/").status_code == 302
    assert Person.objects.filter(community_id=ground.community.id).count() == 1
    assert client.post(f"{run}starts/").status_code == 409
    assert client.post(f"{run}undoings/").status_code == 302
    assert Person.objects.filter(community_id=ground.community.id).count() == 0
    assert client.post(f"{run}nonsense/").status_code == 404
    bad = client.post(imports, {"file": SimpleUploadedFile("list.xlsx", b"PK broken")})
    assert bad.status_code == 400
    assert "not a readable table" in bad.content.decode()


def test_an_export_needs_a_purpose_and_carries_it(lin: Person, visit: Visit) -> None:
    client, path = visit("committee"), "/c/alpha/work/registers/people.residents/exports/"
    assert client.post(path, {"purpose": "", "kind": "csv"}).status_code == 422
    answer = client.post(path, {"purpose": "年度核对", "kind": "csv"})
    text = answer.content.decode("utf-8-sig")
    assert "年度核对" in text
    assert "Committee" in text
    assert "林小满" in text
    assert NUMBER not in text
    assert PHONE not in text
    assert "年度核对" in page(client, path)


def test_no_number_reaches_logs_records_or_addresses(
    lin: Person, visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    client = visit("committee")
    with caplog.at_level(logging.DEBUG):
        client.post(WORK, {"text": NUMBER})
        client.post(f"{WORK}new/", {"name": "陈", "identity": NUMBER})
        client.post(f"{WORK}{lin.id}/phones/", {"number": "13900007777"})
    said = [
        f"{record.name}{record.getMessage()}"
        for record in caplog.records
        if not record.name.startswith("django.db")
    ]
    said += [str(r.payload) for r in Record.objects.filter(community_id=lin.community_id)]
    assert not any(
        word in text for text in said for word in (NUMBER, PHONE, "13900007777", "林小满")
    )


def test_pages_take_few_statements(
    ground: Ground, lin: Person, visit: Visit, django_assert_max_num_queries: Any
) -> None:
    for serial in range(30):
        ground.person(f"居民{serial}", "金星苑1号楼1单元301", tags=(("skill", "law"),))
    client = visit("committee")
    client.get(WORK)
    with django_assert_max_num_queries(15):
        client.get(WORK)
