"""Halls of several sides, resolutions carried out by promises until they are confirmed."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from linli.apps.halls import operations
from linli.apps.halls.models import Commitment, Hall, Meeting, Resolution
from linli.apps.halls.tests.conftest import Floor
from linli.kernel import clock
from linli.kernel.errors import Conflict, Refusal, RuleNotMet
from linli.kernel.records.models import Record

Visit = Callable[[str], Client]
WORK = "/c/alpha/work/halls/"


def test_2_12_a_hall_has_its_sides_with_seats(floor: Floor) -> None:
    assert (floor.count("halls.halls"), floor.count("halls.sides")) == (1, 3)
    operations.add_side(**floor.by(), hall_id=floor.hall.id, kind="residents", display_name="楼长")
    assert floor.count("halls.sides") == 3
    with pytest.raises(Conflict):
        operations.add_side(**floor.by(), hall_id=floor.hall.id, kind="property")
    gone = floor.hall.sides.get(kind="government")
    operations.end_side(**floor.by(), side_id=gone.id, until=dt.date(2024, 12, 31))
    assert floor.count("halls.sides") == 2


def test_3_09_1_21_a_resolution_is_followed_to_its_confirmation(floor: Floor) -> None:
    row = floor.resolve(signers=["居民代表 何秀珍", "港湾物业"])
    assert floor.count("halls.resolutions", tag="停车") == 1
    assert floor.count("halls.resolutions", dt.date(2025, 3, 19)) == 0
    assert row.signers.count() == 2
    promise = operations.make_commitment(
        **floor.by(), resolution_id=row.id, what="画线", who="港湾物业", due_on=dt.date(2025, 4, 1)
    )
    with pytest.raises(Conflict) as waiting:
        operations.confirm_resolution(**floor.by(), resolution_id=row.id, confirmed_by="张先生")
    assert waiting.value.code == "promises_open"
    with pytest.raises(RuleNotMet):
        operations.settle_commitment(**floor.by(), commitment_id=promise.id, evidence="")
    operations.settle_commitment(**floor.by(), commitment_id=promise.id, evidence="照片四张")
    assert floor.count("halls.commitments_kept", tag="停车") == 1
    done = operations.confirm_resolution(**floor.by(), resolution_id=row.id, confirmed_by="张先生")
    assert done.state == "confirmed"
    with pytest.raises(Conflict):
        operations.withdraw_resolution(**floor.by(), resolution_id=row.id, reason="再议")
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(community_id=floor.a.id).update(evidence="")


def test_what_is_withdrawn_counts_no_longer(floor: Floor) -> None:
    row = floor.resolve()
    operations.withdraw_resolution(**floor.by(), resolution_id=row.id, reason="文字有误，重议")
    assert floor.count("halls.resolutions") == 0


def test_no_resolution_of_a_meeting_without_minutes(floor: Floor) -> None:
    meeting = operations.call_meeting(
        **floor.by(), hall_id=floor.hall.id, agenda="停车难", meets_at=clock.now()
    )
    with pytest.raises(RuleNotMet) as early:
        floor.resolve(meeting=meeting)
    assert early.value.code == "meeting_not_held"
    said: dict[str, Any] = {"meeting_id": meeting.id, "minutes": "各方同意画线。"}
    with pytest.raises(RuleNotMet):
        operations.hold_meeting(**floor.by(), **said, present=10)
    held = operations.hold_meeting(**floor.by(), **said, present=7)
    assert (held.present, held.seats) == (7, 9)
    assert floor.count("halls.meetings") == 1
    assert floor.resolve(meeting=held).meeting == held
    with pytest.raises(Conflict):
        operations.cancel_meeting(**floor.by(), meeting_id=meeting.id)


def test_only_the_office_keeps_halls(floor: Floor) -> None:
    for who in ("resident", "grid_worker", "partner", "street", "outsider", "anonymous"):
        with pytest.raises(Refusal) as refused:
            floor.resolve(who)
        assert refused.value.status in {401, 403}
    told = Record.objects.filter(community_id=floor.a.id, verb__startswith="halls.")
    assert not any("阳光" in str(row.payload) for row in told)


def test_everybody_reads_what_is_public_and_nothing_else(floor: Floor, visit: Visit) -> None:
    shown, hidden = floor.resolve(), floor.resolve(title="内部事项不公开", public=False)
    page = visit("anonymous").get("/c/alpha/halls/").content.decode()
    assert ("金星苑画夜间车位" in page, "内部事项不公开" in page) == (True, False)
    open_page = f"/c/alpha/halls/resolutions/{shown.id}/"
    assert visit("anonymous").get(open_page).status_code == 200
    assert visit("anonymous").get(f"/c/alpha/halls/resolutions/{hidden.id}/").status_code == 404
    assert "金星苑" in visit("anonymous").get("/c/alpha/").content.decode()
    api = visit("anonymous").get("/api/v1/c/alpha/resolutions").json()
    assert [row["id"] for row in api["items"]] == [str(shown.id)]
    one = visit("anonymous").get(f"/api/v1/c/alpha/resolutions/{shown.id}").json()
    assert one["commitments"] == []
    assert visit("anonymous").get("/api/v1/c/alpha/halls").json()["total"] == 1


def test_from_a_hall_to_a_confirmed_resolution_by_the_pages(floor: Floor, visit: Visit) -> None:
    staff = visit("committee")
    day = clock.today(floor.a).isoformat()

    def send(path: str, **typed: object) -> None:
        answer = staff.post(f"{WORK}{path}", typed)
        assert answer.status_code == 302, answer.content.decode()[:3000]

    send("new/", name="海景苑议事厅", kind="party_mass", since="2024-01-01")
    hall = Hall.objects.get(community_id=floor.a.id, name="海景苑议事厅")
    send(f"{hall.id}/sides/", kind="residents", seats=5, since="2024-01-01")
    send(f"{hall.id}/meetings/", agenda="停车", meets_at="2025-09-12T19:00")
    meeting = Meeting.objects.get(community_id=floor.a.id)
    send(f"meetings/{meeting.id}/minutes/", present=4, minutes="一致同意。")
    send(
        f"{hall.id}/resolutions/",
        title="清走地锁",
        text="业委会清走十七把地锁。",
        decided_on="2025-09-19",
        meeting=str(meeting.id),
        signers="何秀珍\n港湾物业",
        public="on",
    )
    row = Resolution.objects.get(community_id=floor.a.id)
    send(f"resolutions/{row.id}/commitments/", what="清走地锁", who="业委会", due_on="2025-11-10")
    promise = row.commitments.get()
    assert "overdue" in staff.get(f"{WORK}resolutions/{row.id}/").content.decode()
    send(f"commitments/{promise.id}/settlements/", done="yes", evidence="照片", on=day)
    send(f"resolutions/{row.id}/signatures/", display_name="街道", signed_on=day)
    send(f"resolutions/{row.id}/confirmations/", confirmed_by="张先生", on=day)
    assert "confirmed" in staff.get(f"{WORK}{hall.id}/").content.decode()
    assert "海景苑议事厅" in staff.get(WORK).content.decode()
    send(f"{hall.id}/closings/", until=day)
