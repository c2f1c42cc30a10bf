"""An import is whole or not there: finished after a crash, taken back, refused."""

from collections.abc import Callable
from typing import Any

import pytest

from linli.apps.people.models import Person, Residence
from linli.apps.people.operations import add_phone
from linli.apps.people.tests.ground import Ground, identity_number
from linli.apps.people.tests.lists import (
    FAMILY,
    check,
    counts,
    everything,
    exported,
    many,
    start,
    undo,
)
from linli.kernel.errors import Conflict
from linli.kernel.records.models import Record
from linli.kernel.registers.models import ImportChunk, ImportRun
from linli.kernel.registers.running import advance, discard_import, faults_of
from linli.kernel.timers.running import run_due


def test_case_14_of_2000_rows_with_37_bad_ones_the_rest_is_imported_and_undone(
    ground: Ground,
) -> None:
    ground.person("林小满", "金星苑1号楼1单元201", phone="13900001234")
    before, table = everything(ground), exported(ground)
    run = check(ground, *many(ground, 37))
    assert counts(run) == (1963, 0, 0, 37)
    lines = [line for line, _column, _reason in faults_of(run)]
    assert (len(lines), len(set(lines))) == (37, 37)
    assert everything(ground) == before

    assert start(ground, run).state == "done"
    assert Person.objects.filter(community_id=ground.community.id).count() == 1964
    undone = undo(ground, run)
    assert (undone.state, everything(ground), exported(ground)) == ("undone", before, table)


def test_case_14_all_of_it_may_be_refused(ground: Ground) -> None:
    before = everything(ground)
    run = check(ground, *many(ground, 37))
    discard_import(actor=ground.cast.actor("committee"), community=ground.community, run_id=run.id)
    assert everything(ground) == before
    with pytest.raises(Conflict):
        start(ground, run)
    assert set(
        ImportChunk.objects.filter(community_id=ground.community.id).values_list(
            "content", flat=True
        )
    ) == {""}


def test_changes_are_brought_in_and_taken_back(ground: Ground) -> None:
    start(ground, check(ground, *FAMILY))
    ground.person("陈大同", "金星苑2号楼1单元101", identity_number=identity_number(300))
    before = everything(ground)
    run = check(
        ground,
        ("林小满", identity_number(123), "13900009999", "金星苑2号楼2单元301", "户主", "残疾", ""),
        ("陈大同", identity_number(300), "", "金星苑1号楼1单元201", "其他", "", "1951-01-01"),
        ("新来的", "", "", "金星苑2号楼2单元301", "配偶", "", ""),
    )
    assert counts(run) == (1, 2, 0, 0), faults_of(run)
    assert start(ground, run).state == "done"
    moved = Residence.objects.get(
        community_id=ground.community.id, person__name="林小满", until__isnull=True
    )
    assert moved.place_id == ground.home("金星苑2号楼2单元301").id
    assert undo(ground, run).state == "undone"
    assert everything(ground) == before


def test_undo_is_refused_once_somebody_went_on(ground: Ground) -> None:
    run = start(ground, check(ground, *FAMILY))
    head = Person.objects.get(community_id=ground.community.id, name="林小满")
    add_phone(
        actor=ground.cast.actor("committee"),
        community=ground.community,
        person_id=head.id,
        number="13900007777",
    )
    before = everything(ground)
    with pytest.raises(Conflict) as refused:
        undo(ground, run)
    assert (refused.value.code, everything(ground)) == ("import_taken_up", before)
    assert ImportRun.objects.get(community_id=ground.community.id).state == "done"


def test_a_row_that_no_longer_fits_turns_the_import_round(ground: Ground) -> None:
    run = check(ground, *FAMILY)
    ground.person("另一人", identity_number=identity_number(124))
    before = everything(ground)
    failed = start(ground, run)
    assert (failed.state, failed.trouble) == ("failed", "import_mismatch")
    assert everything(ground) == before


def test_an_import_goes_on_after_a_crash_and_nothing_is_twice(
    ground: Ground, at: Callable[[str], Any]
) -> None:
    rows = many(ground, 0)
    with at("2026-03-02 09:00"):
        run = check(ground, *rows, ("新人", "", "", "金星苑1号楼1单元101", "", "", ""))
        started = start(ground, run)
        assert (started.state, started.new) == ("running", 2001)
        advance(ground.community, started)  # the process dies after the first chunk
        assert Person.objects.filter(community_id=ground.community.id).count() == 1000
        for _round in range(6):
            run_due(community_id=ground.community.id)
    assert ImportRun.objects.get(community_id=ground.community.id).state == "done"
    assert Person.objects.filter(community_id=ground.community.id).count() == 2001


def test_records_of_an_import_hold_no_names_and_no_numbers(ground: Ground) -> None:
    run = start(ground, check(ground, *FAMILY))
    undo(ground, run)
    said = "".join(
        str(record.payload) for record in Record.objects.filter(community_id=ground.community.id)
    )
    assert not any(word in said for word in ("林小满", identity_number(123), "1390000", "单元"))
