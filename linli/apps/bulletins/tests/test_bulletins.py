"""Figures from rows, bulletins that freeze, and what differs afterwards."""

import datetime as dt
import io
import json
from decimal import Decimal
from typing import Any

import docx
import pytest
from django.test import Client
from openpyxl import load_workbook

from linli.apps.bulletins.models import BrandVersion, FrozenFigure
from linli.apps.bulletins.operations.brands import load_brand, report_item
from linli.apps.bulletins.operations.bulletins import (
    publish_bulletin,
    rewrite_bulletin,
    start_bulletin,
    withdraw_bulletin,
)
from linli.apps.bulletins.queries.documents import document_of, live_document
from linli.apps.bulletins.queries.figures import ask_again
from linli.apps.bulletins.queries.outputs import FORMATS, as_json
from linli.apps.bulletins.queries.pillars import plan_lines
from linli.apps.bulletins.tests.brands import SMALL
from linli.apps.places.public import open_grid, state_profile_fact
from linli.cli.main import main
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.errors import Conflict, NotAllowed, NotSeen, RuleNotMet
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system()
NAMES = {"zh-hans": "辖区面积"}


def grid(cast: Cast, number: int) -> None:
    open_grid(
        community=cast.a,
        kind="general",
        name=f"第{number}网格",
        actor=SYSTEM,
        code=f"G{number}",
        sequence=number,
        opened_on=clock.today(cast.a),
    )


@pytest.fixture
def home(cast: Cast) -> Cast:
    load_brand(community=cast.a, actor=SYSTEM, text=SMALL, since=dt.date(2020, 1, 1))
    for number in (1, 2):
        grid(cast, number)
    state_profile_fact(
        community=cast.a,
        key="area_km2",
        names=NAMES,
        as_of=clock.today(cast.a),
        source="街道",
        actor=SYSTEM,
        number=Decimal("0.265"),
    )
    return cast


def live(cast: Cast) -> dict[str, Any]:
    told = as_json(live_document(cast.a, clock.today(cast.a)))
    return {one["key"]: one for one in told["figures"]}


def test_a_figure_is_counted_from_its_rows(home: Cast) -> None:
    found = live(home)
    assert found["grids"]["value"] == len(found["grids"]["row_ids"]) == 2
    assert found["grids"]["says"] == "2个网格"
    assert found["area"]["value"] == 0.265
    assert found["area"]["row_values"] == [0.265]
    assert found["area"]["says"] == "约0.265平方公里"
    assert found["area"]["drill"].endswith(f"to={clock.today(home.a)}&only=key%3Aarea_km2")


def test_one_record_more_changes_exactly_the_figures_it_should(home: Cast) -> None:
    before = live(home)
    grid(home, 3)
    after = live(home)
    assert after["grids"]["value"] == before["grids"]["value"] + 1
    assert after["area"]["value"] == before["area"]["value"]


def test_another_community_counts_nothing_of_it(home: Cast) -> None:
    load_brand(community=home.b, actor=SYSTEM, text=SMALL)
    told = as_json(live_document(home.b, clock.today(home.b)))
    assert [one["value"] for one in told["figures"]] == [0, 0]


def test_published_numbers_stay_and_the_difference_is_explained(home: Cast) -> None:
    draft = start_bulletin(community=home.a, actor=SYSTEM, key="year", slug="one")
    row = publish_bulletin(community=home.a, actor=SYSTEM, bulletin_id=draft.id)
    grid(home, 3)
    frozen = document_of(row, clock.today(home.a)).figures
    assert frozen["grids"].value == 2
    again = ask_again(home.a, frozen["grids"])
    assert (again.now.value, len(again.came), again.went, again.differs) == (3, 1, [], True)
    assert ask_again(home.a, frozen["area"]).differs is False
    kept = FrozenFigure.objects.get(community_id=home.a.id, bulletin_id=row.id, key="grids")
    assert len(kept.rows) == 2


def test_what_is_published_is_not_written_again(home: Cast) -> None:
    draft = start_bulletin(community=home.a, actor=SYSTEM, key="year")
    publish_bulletin(community=home.a, actor=SYSTEM, bulletin_id=draft.id)
    with pytest.raises(Conflict):
        publish_bulletin(community=home.a, actor=SYSTEM, bulletin_id=draft.id)
    with pytest.raises(Conflict):
        rewrite_bulletin(
            community=home.a,
            actor=SYSTEM,
            bulletin_id=draft.id,
            version=1,
            title="改了",
            text="改了的话",
            period="year",
        )
    assert withdraw_bulletin(community=home.a, actor=SYSTEM, bulletin_id=draft.id).state == (
        "withdrawn"
    )


def test_a_figure_without_a_number_is_not_published(home: Cast) -> None:
    text = SMALL.replace("places.grids", "places.castles")
    load_brand(community=home.a, actor=SYSTEM, text=text)
    draft = start_bulletin(community=home.a, actor=SYSTEM, key="year")
    with pytest.raises(RuleNotMet, match="网格"):
        publish_bulletin(community=home.a, actor=SYSTEM, bulletin_id=draft.id)


def test_only_who_leads_publishes(home: Cast) -> None:
    draft = start_bulletin(community=home.a, actor=home.actor("committee"), key="year")
    for who in ("committee", "outsider", "street"):
        with pytest.raises((NotAllowed, NotSeen)):
            publish_bulletin(community=home.a, actor=home.actor(who), bulletin_id=draft.id)
    row = publish_bulletin(community=home.a, actor=home.actor("chief"), bulletin_id=draft.id)
    assert row.state == "published"


def test_two_writers_do_not_overwrite_each_other(home: Cast) -> None:
    draft = start_bulletin(community=home.a, actor=SYSTEM, key="year")
    common: dict[str, Any] = {
        "community": home.a,
        "actor": SYSTEM,
        "bulletin_id": draft.id,
        "version": 1,
        "title": "今年",
        "period": "year",
    }
    rewrite_bulletin(**common, text="第一份")
    with pytest.raises(Conflict):
        rewrite_bulletin(**common, text="第二份")


def test_a_text_that_names_no_known_figure_is_refused(home: Cast) -> None:
    draft = start_bulletin(community=home.a, actor=SYSTEM, key="year")
    with pytest.raises(RuleNotMet) as refused:
        rewrite_bulletin(
            community=home.a,
            actor=SYSTEM,
            bulletin_id=draft.id,
            version=1,
            title="今年",
            text='有{{ figure "castles" }}和{{ secret }}',
            period="year",
        )
    assert refused.value.data["unknown"] == ["{{ secret }}", "castles"]


def test_a_brand_changes_by_a_new_version_and_keeps_its_history(home: Cast) -> None:
    again = load_brand(community=home.a, actor=SYSTEM, text=SMALL)
    assert again.since == dt.date(2020, 1, 1)
    load_brand(community=home.a, actor=SYSTEM, text=SMALL.replace("小步", "大步"))
    rows = BrandVersion.objects.filter(community_id=home.a.id).order_by("since")
    assert [row.until is None for row in rows] == [False, True]
    document = live_document(home.a, dt.date(2021, 5, 1))
    assert document.brand.names.zh == "小步"


def test_a_report_on_the_plan_is_appended_and_the_last_word_counts(home: Cast) -> None:
    brand = live_document(home.a, clock.today(home.a)).brand
    for done in (True, False, True):
        report_item(community=home.a, actor=home.actor("committee"), item="sweep", done=done)
    [line] = plan_lines(home.a, brand, clock.today(home.a))
    assert line.done is True
    with pytest.raises(NotSeen):
        report_item(community=home.a, actor=SYSTEM, item="fly", done=True)


def test_word_and_excel_hold_the_same_figures(home: Cast) -> None:
    document = live_document(home.a, clock.today(home.a))
    word = docx.Document(io.BytesIO(FORMATS["docx"][0](document)))
    words = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "2个网格" in words
    cells = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert cells[1][1:4] == ["网格", "2个网格", "2 个网格"[:2] + cells[1][3][2:]]
    book = load_workbook(io.BytesIO(FORMATS["xlsx"][0](document)))
    assert [book.worksheets[0].cell(row, 4).value for row in (4, 5)] == [2, 0.265]
    assert [book["1"].cell(row, 2).value for row in (4, 5)] == ["第1网格", "第2网格"]


def test_the_sheet_needs_nothing_from_outside(home: Cast) -> None:
    page = FORMATS["html"][0](live_document(home.a, clock.today(home.a))).decode()
    assert "2个网格" in page
    assert "<svg" in page
    assert "src=" not in page
    assert "<script" not in page


def test_the_command_writes_what_the_page_says(home: Cast, tmp_path: Any) -> None:
    path = tmp_path / "b.json"
    assert main(["bulletin", home.a.slug, "--format", "json", "-o", str(path)]) == 0
    found = json.loads(path.read_text())
    assert [(one["key"], one["value"]) for one in found["figures"]] == [
        ("grids", 2),
        ("area", 0.265),
    ]


def test_pages_show_the_bulletin_to_everybody_once_published(home: Cast) -> None:
    draft = start_bulletin(community=home.a, actor=SYSTEM, key="year", slug="one")
    client = Client()
    path = f"/c/{home.a.slug}/bulletins/one/"
    assert client.get(path).status_code == 404
    publish_bulletin(community=home.a, actor=SYSTEM, bulletin_id=draft.id)
    page = client.get(path)
    assert page.status_code == 200
    assert "2个网格" in page.text
    assert client.get(f"{path}differences/").status_code == 200
    assert client.get(f"{path}?format=xlsx").status_code == 302
    told = client.get(f"{path}?format=json").json()
    assert "row_ids" not in told["figures"][0]
    for page_of in ("brand/", "bulletins/", "figures/", "figures/places.grids/"):
        assert client.get(f"/c/{home.a.slug}/{page_of}").status_code == 200


def test_the_public_sees_no_list_of_people_behind_a_number(home: Cast) -> None:
    client = Client()
    page = client.get(f"/c/{home.a.slug}/figures/organisations.members/")
    assert page.status_code == 401
    assert "<table" not in page.text
    grids = client.get(f"/c/{home.a.slug}/figures/places.grids/")
    assert "第2网格" in grids.text


def test_the_desk_is_walked_from_draft_to_publication(home: Cast) -> None:
    client = Client()
    client.force_login(home.credential("chief"))
    work = f"/c/{home.a.slug}/work/"
    begun = client.post(f"{work}bulletins/", {"key": "year"})
    editor = begun.headers["Location"]
    assert client.get(editor).status_code == 200
    kept = client.post(
        editor, {"title": "新题", "text": '有{{ figure "grids" }}', "period": "year", "version": 1}
    )
    assert kept.status_code == 302
    wrong = client.post(
        editor, {"title": "新题", "text": "{{ oh }}", "period": "year", "version": 2}
    )
    assert wrong.status_code == 422
    assert "{{ oh }}" in wrong.text
    done = client.post(f"{editor}publications/", {"as_of": clock.today(home.a).isoformat()})
    assert done.status_code == 302
    assert "新题" in Client().get(done.headers["Location"]).text


def test_the_board_shows_plan_against_done(home: Cast) -> None:
    client = Client()
    client.force_login(home.credential("committee"))
    work = f"/c/{home.a.slug}/work/board/"
    assert "办结的事" in client.get(work).text
    assert client.post(f"{work}reports/", {"item": "sweep", "done": "1"}).status_code == 302


def test_a_brand_is_set_in_the_product_and_faults_come_back_with_the_text(home: Cast) -> None:
    client = Client()
    client.force_login(home.credential("chief"))
    path = f"/c/{home.a.slug}/work/brand/"
    assert "小步" in client.get(path).text
    broken = client.post(path, {"text": SMALL.replace('motif = "path"', 'motif = "x"')})
    assert broken.status_code == 422
    assert "motif" in broken.text
    assert client.post(path, {"text": SMALL.replace("小步", "新步")}).status_code == 302
    assert "新步" in Client().get(f"/c/{home.a.slug}/brand/").text
