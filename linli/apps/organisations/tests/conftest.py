"""A field with everything that could be shown, and with things that must not be."""

import datetime as dt
from typing import Any

import pytest

from linli.apps.organisations.models import Presence
from linli.apps.organisations.operations import (
    appoint,
    bind_branch,
    call_body,
    certify,
    enrol_member,
    form_team,
    found_alliance,
    give_team_area,
    join_team,
    offer_resource,
    pledge,
    raise_need,
    record_deed,
    register_chat_group,
)
from linli.apps.organisations.tests.field import (
    LONG_AGO,
    SYSTEM,
    Field,
    lay_field,
    person,
    staff_the_field,
)
from linli.apps.organisations.tests.shown import MEMBER, SECRET
from linli.kernel import clock
from tests.cast import Cast


@pytest.fixture
def field(cast: Cast) -> Field:
    field = lay_field(cast.a)
    staff_the_field(field)
    common: dict[str, Any] = {"community": cast.a, "actor": SYSTEM}
    Presence.objects.filter(community_id=cast.a.id).update(contact_name=SECRET)
    appoint(**common, organisation=field.branch, title="书记", display_name="周宁")
    who = person(cast.a, MEMBER, "M001")
    enrol_member(**common, organisation=field.branch, person=who)
    bind_branch(**common, organisation=field.branch, grid=field.third)
    body = found_alliance(
        **common, kind="alliance", name="小区党建联盟", members=[field.firm, field.branch]
    )
    promise = pledge(
        **common,
        organisation=field.firm,
        alliance=body,
        grid=field.third,
        text="每月免费检修一次楼道灯",
        pledged_on=LONG_AGO,
        due_on=dt.date(2021, 1, 1),
    )
    pledge(**common, organisation=field.firm, text="内部承诺不公开", public=False)
    record_deed(
        actor=SYSTEM, pledge=promise, what="检修二号楼楼道灯", societies=["community", "volunteer"]
    )
    call_body(actor=SYSTEM, alliance=body, agenda="商量停车", meets_at=clock.now())
    offer_resource(**common, organisation=field.firm, kind="venue", text="会议室一间")
    raise_need(**common, kind="venue", text="周末排练场地")
    team = form_team(**common, kind="volunteer", name="同心街坊", leader_name="钟叔")
    join_team(actor=SYSTEM, team=team, display_name="许老师")
    give_team_area(actor=SYSTEM, team=team, place=field.two)
    register_chat_group(
        **common,
        name="二号楼群",
        owner_name="何秀珍",
        places=[field.two],
        members_count=88,
        qr_expires_on=dt.date(2021, 1, 1),
    )
    certify(
        **common,
        kind="first_aid",
        display_name="许老师",
        certificate_no="SZ-2020-778899",
        valid_until=dt.date(2022, 1, 1),
        works_with_children=True,
    )
    return field
