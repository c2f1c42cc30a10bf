"""One instance is inserted as the ORM would; a counter counts each caller once."""

import datetime as dt
from typing import cast as as_if

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy

from linli.kernel.inserting import count_up, insert_row
from linli.kernel.limits import Attempt
from linli.kernel.policies import Policy
from linli.kernel.records.models import Basis, Record
from linli.kernel.tenancy import uuid7
from tests.cast import SINCE_MOMENT, Cast

DAY = dt.date(2026, 3, 2)


def record(cast: Cast) -> Record:
    return Record(
        community_id=cast.a.id,
        verb="test.happened",
        object_kind=as_if(str, gettext_lazy("test.thing")),
        object_id=str(uuid7()),
        actor="c:1",
        basis=Basis.DUTY,
        happened_at=SINCE_MOMENT,
        written_at=SINCE_MOMENT,
        payload={"days": 3, "名": ["甲"]},
    )


def test_what_is_read_back_is_what_the_orm_would_have_written(cast: Cast) -> None:
    mine, theirs = record(cast), record(cast)
    insert_row(mine)
    theirs.save_base(force_insert=True)
    names = [each.attname for each in Record._meta.concrete_fields]
    own, other = ["id", "object_id"], {}
    for row in (mine, theirs):
        kept = Record.objects.get(community_id=cast.a.id, id=row.id)
        assert str(kept.object_id) == row.object_id
        other[row.id] = {name: getattr(kept, name) for name in names if name not in own}
    assert other[mine.id] == other[theirs.id]
    assert not mine._state.adding


def test_a_row_that_exists_is_refused_or_stays(cast: Cast) -> None:
    values = {
        "community_id": cast.a.id,
        "key": "test.twice",
        "effective_from": DAY,
        "source": "meeting",
        "approved_by": "c:1",
        "written_at": SINCE_MOMENT,
    }
    insert_row(Policy(value=1, **values))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_row(Policy(value=2, **values))
    insert_row(Policy(value=3, **values), once=True)
    rows = Policy.objects.filter(community_id=cast.a.id, key="test.twice")
    assert list(rows.values_list("value", flat=True)) == [1]


def test_a_counter_begins_at_its_first_row_and_goes_on(cast: Cast) -> None:
    def count(who: str) -> int:
        first = Attempt(what="test", who=who, window=SINCE_MOMENT, count=1)
        return count_up(first, "count", of=("what", "who", "window"))

    assert [count("one"), count("one"), count("two"), count("one")] == [1, 2, 1, 3]
