import pytest
from django.db import connection

from linli.apps.accounts.models import GrantRow
from linli.kernel.access.actor import Actor
from linli.kernel.errors import Immutable
from linli.kernel.records.writing import verb, write_record
from linli.kernel.timers.models import Timer
from tests.cast import Cast, new_id

SEEN = verb("test.seen", "code")


def test_a_loaded_row_cannot_move_to_another_community(cast: Cast) -> None:
    cast.credential("committee")
    row = GrantRow.objects.get(community_id=cast.a.id)
    row.community_id = cast.b.id
    with pytest.raises(ValueError, match="belongs to community"):
        row.save()


def test_saving_and_deleting_name_the_community(cast: Cast) -> None:
    cast.credential("committee")
    row = GrantRow.objects.get(community_id=cast.a.id)
    row.given_by = "c:1"
    row.save()
    assert row.delete()[0] == 1


def test_a_statement_without_community_fails(cast: Cast) -> None:
    with pytest.raises(AssertionError, match="without its community"):
        Timer.objects.filter(kind="x").count()
    with connection.cursor() as cursor, pytest.raises(AssertionError):
        cursor.execute('SELECT * FROM "kernel_record"')


def test_a_record_is_final_and_carries_only_registered_keys(cast: Cast) -> None:
    actor = Actor.system()
    made = write_record(
        verb=SEEN,
        community_id=cast.a.id,
        object_kind="test",
        object_id=new_id(),
        actor=actor,
        code="x",
    )
    with pytest.raises(Immutable):
        made.save()
    with pytest.raises(Immutable):
        made.delete()
    with pytest.raises(KeyError):
        write_record(
            verb=SEEN,
            community_id=cast.a.id,
            object_kind="test",
            object_id=new_id(),
            actor=actor,
            name="a person's name",
        )
