"""The dictionary's editor, and the pages of import and export."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from linli.apps.people.models import Person
from linli.apps.people.tests.ground import NUMBER, PHONE, WORK, Ground, page, workbook

Visit = Callable[[str], Client]


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
