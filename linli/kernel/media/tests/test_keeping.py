import io
import os
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.media import storing
from linli.kernel.media.changing import publish_upload, remove_upload
from linli.kernel.media.keeping import attach_upload, preparing
from linli.kernel.media.models import Attachment
from linli.kernel.media.pairing import pair_photos
from linli.kernel.media.sweeping import sweep, sweep_when_due
from linli.kernel.media.tests.samples import NAME, PDF, TOLD, keep, picture, telling_photo
from linli.kernel.media.viewing import Pair, attachments_of, pairs_in
from linli.kernel.records.models import Record
from tests.cast import Cast, make_cast, new_id


@pytest.fixture(autouse=True)
def media_root(settings: Any, tmp_path: Path) -> Path:
    settings.LINLI_MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def files_in(root: Path) -> list[str]:
    return sorted(path.name for path in root.rglob("*") if path.is_file() and path.name[0] != ".")


def keep_and_roll_back(cast: Cast) -> Attachment:
    with transaction.atomic():
        lost = keep(cast, picture(colour=(1, 2, 3)))
        transaction.set_rollback(True)
    return lost


def verbs(cast: Cast) -> list[str]:
    rows = Record.objects.filter(community_id=cast.a.id, verb__startswith="media.")
    return list(rows.order_by("id").values_list("verb", flat=True))


def test_keeping_writes_one_record_of_ids_and_digests_only(cast: Cast) -> None:
    matter = new_id()
    made = keep(cast, telling_photo(), object_id=matter)
    record = Record.objects.get(community_id=cast.a.id, verb="media.kept")
    assert (record.object_kind, record.object_id) == (TOLD, matter)
    assert record.payload == {
        "attachment": str(made.id),
        "role": "before",
        "sha256": made.sha256,
        "bytes": made.bytes,
        "reused_from": None,
    }
    assert NAME not in str(record.payload)


def test_the_same_file_sent_again_after_a_lost_answer_is_one_attachment(
    cast: Cast, media_root: Path
) -> None:
    matter, body = new_id(), picture()
    first = keep(cast, body, object_id=matter)
    assert keep(cast, body, object_id=matter).id == first.id
    assert Attachment.objects.filter(community_id=cast.a.id).count() == 1
    assert files_in(media_root) == ["large.jpg", "original", "small.jpg"]
    assert verbs(cast) == ["media.kept"]


def test_fld_8_after_with_the_file_of_before_is_refused(cast: Cast) -> None:
    matter, body = new_id(), picture()
    keep(cast, body, object_id=matter)
    with pytest.raises(RuleNotMet) as refused:
        keep(cast, body, object_id=matter, role="after")
    assert (refused.value.code, refused.value.status) == ("same_photo", 422)
    assert keep(cast, body, object_id=matter, role="evidence").reused_from is None


def test_fld_8_a_file_used_for_another_matter_is_kept_and_flagged(cast: Cast) -> None:
    body = picture()
    first = keep(cast, body)
    second, third = keep(cast, body), keep(cast, body, role="after")
    assert [first.reused_from, second.reused_from, third.reused_from] == [None, first.id, first.id]
    elsewhere = keep(cast, body, community=cast.b, actor=cast.actor("outsider"))
    assert elsewhere.reused_from is None


@pytest.mark.django_db(transaction=True)
def test_one_file_sent_ten_times_at_once_hangs_once(media_root: Path) -> None:
    cast = make_cast()
    matter, body, actor = new_id(), picture(size=(80, 60)), cast.actor("resident")
    got: list[Any] = []

    def send() -> None:
        got.append(keep(cast, body, object_id=matter, actor=actor).id)
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 10
    assert len(set(got)) == 1
    assert files_in(media_root) == ["large.jpg", "original", "small.jpg"]


def test_before_and_after_become_pairs_by_hand_or_in_the_order_they_came(cast: Cast) -> None:
    matter = new_id()
    shades = [(10 * n, 10, 10) for n in range(5)]
    b1, b2 = (keep(cast, picture(colour=c), object_id=matter) for c in shades[:2])
    a1 = keep(cast, picture(colour=shades[2]), object_id=matter, role="after")
    a2 = keep(cast, picture(colour=shades[3]), object_id=matter, role="after", pair_with=b1.id)
    hanging = attachments_of(cast.a.id, TOLD, [matter])[matter]
    assert [one.id for one in hanging] == [b1.id, b2.id, a1.id, a2.id]
    assert pairs_in(hanging) == [Pair(b1, a2), Pair(b2, a1)]
    with pytest.raises(Conflict):
        pair_photos(
            community=cast.a, actor=cast.actor("committee"), before_id=b1.id, after_id=a1.id
        )
    pair_photos(community=cast.a, actor=cast.actor("committee"), before_id=b2.id, after_id=a1.id)
    assert verbs(cast)[-1] == "media.paired"
    alone = keep(cast, picture(colour=shades[4]))
    assert pairs_in([alone]) == [Pair(alone, None)]
    with pytest.raises(RuleNotMet):
        pair_photos(
            community=cast.a, actor=cast.actor("committee"), before_id=alone.id, after_id=a1.id
        )


def test_an_after_that_was_taken_before_is_pointed_out(cast: Cast) -> None:
    early, late = keep(cast, telling_photo()), keep(cast, picture(), role="after")
    assert Pair(early, late).taken_in_wrong_order is False
    late.captured_at = early.captured_at
    assert Pair(early, late).taken_in_wrong_order is True


def test_publishing_and_hiding_are_recorded_once_and_papers_stay_inside(cast: Cast) -> None:
    chief = cast.actor("chief")
    made, paper = keep(cast, picture()), keep(cast, PDF, role="original_paper")
    for public in (True, True, False):
        publish_upload(community=cast.a, actor=chief, attachment_id=made.id, public=public)
    assert verbs(cast)[-2:] == ["media.published", "media.hidden"]
    with pytest.raises(RuleNotMet):
        publish_upload(community=cast.a, actor=chief, attachment_id=paper.id)
    with pytest.raises(NotSeen):
        publish_upload(community=cast.b, actor=cast.actor("outsider"), attachment_id=made.id)


def test_removing_deletes_the_pictures_and_keeps_the_digest(
    cast: Cast, media_root: Path, django_capture_on_commit_callbacks: Any
) -> None:
    made = keep(cast, picture())
    with django_capture_on_commit_callbacks(execute=True):
        remove_upload(community=cast.a, actor=cast.actor("chief"), attachment_id=made.id)
    assert files_in(media_root) == []
    row = Attachment.objects.get(community_id=cast.a.id, id=made.id)
    assert (row.sha256, row.removed_by) == (made.sha256, cast.actor("chief").ref)
    assert attachments_of(cast.a.id, TOLD, [made.object_id])[made.object_id] == []
    with pytest.raises(NotSeen):
        remove_upload(community=cast.a, actor=cast.actor("chief"), attachment_id=made.id)
    again = keep(cast, picture(), object_id=made.object_id)
    assert again.id != made.id


def test_a_failing_act_leaves_no_file(cast: Cast, media_root: Path) -> None:
    def fail() -> None:
        files = [io.BytesIO(picture()), io.BytesIO(PDF)]
        with (
            preparing(community=cast.a, files=files, role="evidence") as ready,
            transaction.atomic(),
        ):
            attach_upload(
                community=cast.a,
                actor=cast.actor("resident"),
                object_kind=TOLD,
                object_id=new_id(),
                role="evidence",
                prepared=ready[0],
            )
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert files_in(media_root) == []
    assert not Attachment.objects.filter(community_id=cast.a.id).exists()


def test_what_was_prepared_and_not_attached_is_gone(cast: Cast, media_root: Path) -> None:
    with preparing(community=cast.a, files=[io.BytesIO(picture())], role="before") as ready:
        assert files_in(media_root) == ["large.jpg", "original", "small.jpg"]
        assert ready[0].width == 640
    assert files_in(media_root) == []


def test_the_sweep_removes_orphans_and_half_written_folders_and_nothing_else(
    cast: Cast, media_root: Path
) -> None:
    kept = keep(cast, picture())
    lost = keep_and_roll_back(cast)
    half = storing.community_root(cast.a.id) / f"{storing.UNFINISHED}{new_id()}"
    half.mkdir()
    (half / "original").write_bytes(b"half")
    assert sweep(cast.a.id, older_than=time.time() - 3600) == 0
    assert storing.read_stored(cast.a.id, lost.id, storing.ORIGINAL) is not None
    assert sweep(cast.a.id, older_than=time.time() + 60) == 2
    assert storing.read_stored(cast.a.id, lost.id, storing.ORIGINAL) is None
    assert storing.read_stored(cast.a.id, kept.id, storing.ORIGINAL) is not None
    assert not half.exists()


def test_the_worker_sweeps_once_an_hour(cast: Cast, media_root: Path) -> None:
    assert sweep_when_due() == 0
    lost = keep_and_roll_back(cast)
    folder = storing.folder_of(cast.a.id, lost.id)
    os.utime(folder, (time.time() - 7200, time.time() - 7200))
    assert sweep_when_due() == 1
    assert sweep_when_due() == 0
    assert not folder.exists()


def test_files_are_for_the_owner_of_the_process_only(cast: Cast) -> None:
    folder = storing.folder_of(cast.a.id, keep(cast, picture()).id)
    assert {oct(path.stat().st_mode & 0o777) for path in folder.iterdir()} == {"0o600"}
    assert folder.stat().st_mode & 0o077 == 0
