import pytest
from django.db import connection

from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.records import sealing
from linli.kernel.records.models import Record, Seal, SealedRecord
from linli.kernel.records.writing import verb, write_record
from linli.kernel.tenancy import across_communities
from tests.cast import Cast, new_id

DONE = verb("test.done", "code")


def write(community: Community, count: int) -> list[Record]:
    return [
        write_record(
            verb=DONE,
            community_id=community.id,
            object_kind="test",
            object_id=new_id(),
            actor=Actor.system(),
            code=str(number),
        )
        for number in range(count)
    ]


def tamper(sql: str, params: list[str]) -> None:
    with across_communities("an attacker with the database file"), connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_sealing_closes_everything_once_and_a_late_record_goes_into_the_next_seal(
    cast: Cast,
) -> None:
    write(cast.a, 3)
    write(cast.b, 1)
    assert [sealing.seal(cast.a.id), sealing.seal(cast.a.id)] == [3, 0]
    write(cast.a, 2)
    assert sealing.seal(cast.a.id) == 2
    assert list(sealing.verify(cast.a.id)) == []
    assert SealedRecord.objects.filter(community_id=cast.b.id).count() == 0


def test_case_18_one_flipped_byte_in_an_old_record_is_named(cast: Cast) -> None:
    old = write(cast.a, 5)[2]
    sealing.seal(cast.a.id)
    write(cast.a, 5)
    sealing.seal(cast.a.id)
    key = Record._meta.pk.get_db_prep_value(old.id, connection)
    tamper("UPDATE kernel_record SET verb = 'test.donf' WHERE id = %s", [key])
    assert [(f.what, f.where) for f in sealing.verify(cast.a.id)] == [
        ("record_changed", str(old.id))
    ]


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("DELETE FROM kernel_record WHERE id = %s", "record_missing"),
        ("UPDATE kernel_sealedrecord SET digest = 'x' WHERE id = %s", "record_changed"),
    ],
)
def test_removed_rows_and_edited_digests_are_named(cast: Cast, sql: str, what: str) -> None:
    old = write(cast.a, 2)[0]
    sealing.seal(cast.a.id)
    tamper(sql, [Record._meta.pk.get_db_prep_value(old.id, connection)])
    assert what in {fault.what for fault in sealing.verify(cast.a.id)}


def test_a_chain_rewritten_from_the_start_does_not_meet_the_published_head(cast: Cast) -> None:
    write(cast.a, 2)
    sealing.seal(cast.a.id)
    published = sealing.head(cast.a.id)
    assert published is not None
    anchor = (published.number, published.digest[:16])
    tamper("DELETE FROM kernel_sealedrecord", [])
    tamper("DELETE FROM kernel_seal", [])
    tamper("UPDATE kernel_record SET actor = 'c:9'", [])
    sealing.seal(cast.a.id)
    assert list(sealing.verify(cast.a.id)) == []
    assert [f.what for f in sealing.verify(cast.a.id, anchor)] == ["anchor_differs"]


def test_a_removed_seal_breaks_the_chain(cast: Cast) -> None:
    for _ in range(3):
        write(cast.a, 1)
        sealing.seal(cast.a.id)
    Seal.objects.filter(community_id=cast.a.id, number=2).delete()
    assert {f.what for f in sealing.verify(cast.a.id)} >= {"chain_broken"}
