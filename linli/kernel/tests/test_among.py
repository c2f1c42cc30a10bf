"""`among` says its words in the statement; typed words never get there."""

import pytest
from django.db import connection

from linli.kernel.community import Community
from tests.cast import Cast


def test_it_finds_what_in_finds(cast: Cast) -> None:
    rows = Community.objects.order_by("id")
    assert list(rows.filter(kind__among=("street", "district"))) == list(
        rows.filter(kind__in=("street", "district"))
    )
    statement = str(rows.filter(kind__among=("street", "district")).query)
    assert "IN ('street', 'district')" in statement


@pytest.mark.parametrize("words", [(), ("x' OR 1=1",), ("",), ("Zeile",), ("a%s",)])
def test_other_words_are_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="constant words"):
        str(Community.objects.filter(kind__among=words).query)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="says how SQLite plans")
def test_the_pool_reads_the_index_of_living_cases(cast: Cast) -> None:
    from linli.apps.cases.models import Case
    from linli.apps.cases.queries.filters import IS_OPEN
    from linli.apps.cases.queries.lists import ORDERS

    rows = Case.objects.filter(IS_OPEN, community_id=cast.a.id).order_by(*ORDERS["due"])
    plan = rows.explain()
    assert "case_living" in plan
    assert "TEMP B-TREE" not in plan
