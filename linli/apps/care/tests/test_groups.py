"""A help group of three roles for one person: formed, changed, counted, kept from others."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from linli.apps.care import operations
from linli.apps.care.models import HelpGroup
from linli.apps.care.queries import groups_for
from linli.apps.care.tests.conftest import Ward
from linli.kernel.errors import Conflict, NotAllowed, NotSeen, RuleNotMet
from linli.kernel.records.models import Record

Visit = Callable[[str], Client]
WORK = "/c/alpha/work/help-groups/"


def test_1_29_1_30_a_group_of_three_roles_is_bound_to_one_person(ward: Ward) -> None:
    ward.form()
    assert (ward.count("care.groups"), ward.count("care.group_roles")) == (1, 3)
    assert ward.count("care.groups", dt.date(2026, 1, 4)) == 0
    with pytest.raises(Conflict):
        ward.form()
    with pytest.raises(IntegrityError), transaction.atomic():
        HelpGroup.objects.create(
            community=ward.a,
            person=ward.elder,
            since=dt.date(2026, 1, 1),
            written_at=ward.elder.registered_at,
        )


def test_who_leaves_is_a_gap_the_same_moment(ward: Ward) -> None:
    group = ward.form()
    volunteer = group.members.get(role="volunteer")
    (line,) = groups_for(ward.a, ward.cast.actor("committee"))
    assert line.missing == []
    operations.leave_help_group(
        **ward.by("committee"), member_id=volunteer.id, until=dt.date(2026, 2, 1)
    )
    (line,) = groups_for(ward.a, ward.cast.actor("committee"))
    assert line.missing == ["volunteer"]
    assert ward.count("care.group_roles") == 2
    assert ward.count("care.group_roles", dt.date(2026, 2, 1)) == 3
    with pytest.raises(Conflict):
        operations.leave_help_group(**ward.by("committee"), member_id=volunteer.id)


def test_a_group_ends_with_all_who_were_in_it(ward: Ward) -> None:
    group = ward.form()
    with pytest.raises(RuleNotMet):
        operations.end_help_group(**ward.by("committee"), group_id=group.id, reason="")
    operations.end_help_group(**ward.by("committee"), group_id=group.id, reason="搬去女儿家")
    assert group.members.filter(until__isnull=True).count() == 0
    with pytest.raises(Conflict):
        operations.join_help_group(
            **ward.by("committee"), group_id=group.id, role="doctor", display_name="方医生"
        )


def test_a_grid_worker_reaches_the_own_grid_only(ward: Ward) -> None:
    mine = ward.form("grid_worker")
    other = ward.form(person=ward.other)
    seen = groups_for(ward.a, ward.cast.actor("grid_worker"))
    assert [line.group.id for line in seen] == [mine.id]
    with pytest.raises(NotSeen):
        operations.end_help_group(**ward.by("grid_worker"), group_id=other.id, reason="搬走")
    operations.end_help_group(**ward.by("committee"), group_id=other.id, reason="搬走")
    with pytest.raises(NotAllowed):
        ward.form("grid_worker", person=ward.other)
    for who in ("street", "resident", "partner", "outsider"):
        with pytest.raises(NotAllowed):
            groups_for(ward.a, ward.cast.actor(who))


def test_the_person_sees_who_helps_and_nobody_else_does(ward: Ward, visit: Visit) -> None:
    ward.form()
    assert "许阿姨" in visit("resident").get("/c/alpha/me/").content.decode()
    assert "许阿姨" not in visit("neighbour").get("/c/alpha/me/").content.decode()
    page = visit("committee").get(f"/c/alpha/work/people/{ward.elder.id}/")
    assert "许阿姨" in page.content.decode()
    assert visit("street").get(WORK).status_code == 403


def test_a_forgotten_person_leaves_the_groups(ward: Ward) -> None:
    group = ward.form()
    operations.join_help_group(
        **ward.by("committee"), group_id=group.id, role="other", person=ward.other
    )
    operations.forget_in_groups(community_id=ward.a.id, person_id=ward.other.id)
    assert group.members.filter(display_name="温伯").count() == 0
    operations.forget_in_groups(community_id=ward.a.id, person_id=ward.elder.id)
    operations.forget_in_groups(community_id=ward.a.id, person_id=ward.elder.id)
    assert HelpGroup.objects.filter(community_id=ward.a.id, until__isnull=True).count() == 0
    told = Record.objects.filter(community_id=ward.a.id, verb="care.helper_forgotten")
    assert told.count() == 2
    assert not any("温伯" in str(row.payload) for row in told)


def test_the_pages_form_change_and_end_a_group(ward: Ward, visit: Visit) -> None:
    staff = visit("committee")
    typed = {"person": "c001", "since": "2026-01-05", "grid_worker": "梁嘉敏"}
    assert staff.post(f"{WORK}new/", typed).status_code == 302
    group = HelpGroup.objects.get(community_id=ward.a.id)
    page = staff.get(f"{WORK}?shelf=gaps").content.decode()
    assert ("no volunteer" in page, "梁嘉敏" in page) == (True, True)
    empty = {"role": "volunteer", "since": "2026-01-05"}
    assert staff.post(f"{WORK}{group.id}/helpers/", empty).status_code == 422
    helper = empty | {"display_name": "许阿姨", "phone": "020-8200 0001"}
    assert staff.post(f"{WORK}{group.id}/helpers/", helper).status_code == 302
    assert "许阿姨" in staff.get(f"{WORK}{group.id}/").content.decode()
    row = group.members.get(role="volunteer")
    gone = {"until": "2026-03-01"}
    assert staff.post(f"{WORK}helpers/{row.id}/leavings/", gone).status_code == 302
    end = gone | {"reason": "搬家"}
    assert staff.post(f"{WORK}{group.id}/endings/", end).status_code == 302
    assert visit("committee").get("/api/v1/c/alpha/help-groups").json()["total"] == 0
