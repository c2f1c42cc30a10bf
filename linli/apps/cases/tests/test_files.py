"""Lists as files: the rows of the reader, no more, and nothing about the reporter."""

from collections.abc import Callable

import pytest
from django.test import Client

from linli.apps.cases.operations.reporting import ReporterGiven
from linli.apps.cases.tests.conftest import Ground

Visit = Callable[[str], Client]
NAME, PHONE = "林小禾", "13812340077"


@pytest.fixture
def filled(ground: Ground) -> Ground:
    given = ReporterGiven(name=NAME, phone=PHONE)
    ground.closed(reporter=given)
    ground.dispatched(reporter=given, text="楼道灯不亮了")
    return ground


@pytest.mark.parametrize(
    ("who", "page", "holds"),
    [
        ("anonymous", "cases/", "Test type"),
        ("partner", "work/orders/", "楼道灯不亮了"),
        ("committee", "work/supervision/", "Number"),
        ("committee", "work/rates/", "numerator"),
        ("committee", "work/rates/cases/?measure=cases.due", "Number"),
        ("anonymous", "deeds/", "Settle by"),
    ],
)
def test_a_list_comes_as_csv_and_excel(
    filled: Ground, visit: Visit, who: str, page: str, holds: str
) -> None:
    client = visit(who)
    mark = "&" if "?" in page else "?"
    answer = client.get(f"/c/alpha/{page}{mark}format=csv")
    text = answer.content.decode("utf-8-sig")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert holds in text
    assert NAME not in text
    assert PHONE not in text
    assert client.get(f"/c/alpha/{page}{mark}format=xlsx").content[:2] == b"PK"
    assert client.get(f"/c/alpha/{page}{mark}format=pdf").status_code == 400


def test_the_street_takes_its_communities_along(filled: Ground, visit: Visit) -> None:
    text = visit("street").get("/c/sigma/work/street/?format=csv").content.decode("utf-8-sig")
    assert [line.split(",")[0] for line in text.splitlines()] == ["Community", "Alpha", "Beta"]


def test_a_rival_takes_nothing_of_others(filled: Ground, visit: Visit) -> None:
    text = visit("rival").get("/c/alpha/work/orders/?format=csv").content.decode("utf-8-sig")
    assert len(text.splitlines()) == 1
    assert visit("outsider").get("/c/alpha/work/rates/?format=csv").status_code == 403
