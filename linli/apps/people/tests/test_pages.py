"""Pages of people: what staff, residents and strangers see."""

import logging
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from linli.apps.people.models import Person, ViewLog
from linli.apps.people.tests.ground import NUMBER, PHONE, WORK, Ground, page
from linli.kernel.records.models import Record
from tests.cast import Cast

Visit = Callable[[str], Client]


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
