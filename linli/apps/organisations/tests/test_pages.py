"""Every page answers, staff can act through forms, and others see no more than they may."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from linli.apps.organisations.models import Pledge, Responsibility
from linli.apps.organisations.operations import hand_over_responsibility
from linli.apps.organisations.queries import portrait_of
from linli.apps.organisations.tests.field import SYSTEM, Field, lay_field
from linli.apps.organisations.tests.shown import (
    MEMBER,
    SECRET,
    acting_pages,
    address,
    reading_pages,
)
from linli.kernel.records.models import Record
from tests.cast import Cast

Visit = Callable[[str], Client]


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_staff_read_every_page(field: Field, visit: Visit, language: str) -> None:
    client = visit("committee")
    for page in reading_pages(field):
        answer = client.get(page, headers={"accept-language": language})
        assert answer.status_code == 200, page


def test_staff_open_every_form_and_an_empty_one_keeps_its_place(field: Field, visit: Visit) -> None:
    client = visit("chief")
    for page in acting_pages(field):
        assert client.get(page).status_code == 200, page
        answer = client.post(page, {"since": "x", "until": "x", "on": "x"})
        assert answer.status_code in (302, 422), page


def test_no_page_asks_more_than_fifteen_questions(
    field: Field,
    visit: Visit,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[None]],
) -> None:
    client = visit("committee")
    for page in [*reading_pages(field), address("directory")]:
        with django_assert_max_num_queries(15):
            client.get(page)


def test_an_outsider_and_a_resident_see_nothing_of_it(field: Field, visit: Visit) -> None:
    for who in ("outsider", "resident", "partner"):
        client = visit(who)
        for page in [*reading_pages(field), *acting_pages(field)]:
            answer = client.get(page)
            assert answer.status_code in (403, 404), (who, page)
            assert "梁嘉敏" not in answer.content.decode()
            assert MEMBER not in answer.content.decode()
    for page in reading_pages(field):
        assert visit("anonymous").get(page).status_code == 302


def test_rows_of_another_community_do_not_exist_here(
    field: Field, cast: Cast, visit: Visit
) -> None:
    other = lay_field(cast.b)
    client = visit("committee")
    assert client.get(address("unit", other.branch.id)).status_code == 404
    assert client.get(address("handover", other.third.id)).status_code == 404
    duty = Responsibility.objects.filter(community_id=cast.a.id).order_by("id")[0]
    assert visit("outsider").get(address("duty", duty.id, slug="beta")).status_code == 404


def test_the_directory_shows_public_facts_and_nothing_else(field: Field, visit: Visit) -> None:
    text = visit("anonymous").get(address("directory")).content.decode()
    for public in ("港湾物业", "每月免费检修一次楼道灯", "检修二号楼楼道灯", "同心街坊", "周宁"):
        assert public in text, public
    for hidden in (SECRET, MEMBER, "内部承诺不公开", "许老师"):
        assert hidden not in text, hidden


def test_grid_workers_do_not_see_who_is_a_member(field: Field, visit: Visit) -> None:
    client = visit("grid_worker")
    for page in (address("overview"), address("unit", field.branch.id), address("gaps")):
        answer = client.get(page)
        assert answer.status_code == 200
        assert MEMBER not in answer.content.decode()
    assert MEMBER in visit("committee").get(address("unit", field.branch.id)).content.decode()


def test_a_grid_worker_opens_the_pack_of_the_own_grid_only(
    field: Field, cast: Cast, visit: Visit
) -> None:
    cast.give("grid_worker", grid_id=field.third.id)
    client = visit("grid_worker")
    assert client.get(address("handover", field.third.id)).status_code == 200
    assert client.get(address("handover", field.first.id)).status_code == 404


def test_a_duty_is_given_through_the_form_and_handed_over(field: Field, visit: Visit) -> None:
    client = visit("committee")
    answer = client.post(
        address("new_duty"),
        {
            "role": "entrance_head",
            "place": "金星苑2号楼4单元",
            "display_name": "吴姨",
            "public": "on",
            "since": "2026-01-05",
        },
    )
    assert answer.status_code == 302
    home = field.community.id
    duty = Responsibility.objects.get(community_id=home, role="entrance_head")
    assert (duty.place_id, duty.display_name) == (field.at("金星苑2号楼4单元").id, "吴姨")
    answer = client.post(
        address("hand_over", duty.id), {"display_name": "郑伯", "on": "2026-02-01"}
    )
    assert answer.status_code == 302
    assert (
        Responsibility.objects.get(
            community_id=home, role="entrance_head", until__isnull=True
        ).display_name
        == "郑伯"
    )


def test_a_refusal_stands_under_its_field_and_typed_text_stays(field: Field, visit: Visit) -> None:
    answer = visit("committee").post(
        address("new_duty"),
        {"role": "grid_worker", "display_name": "吴姨", "since": "2026-01-05"},
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Say for which grid." in text
    assert "吴姨" in text


def test_an_unknown_place_is_said_in_words(field: Field, visit: Visit) -> None:
    form = {"role": "building_head", "place": "火星楼", "display_name": "甲", "since": "2026-01-05"}
    answer = visit("committee").post(address("new_duty"), form)
    assert answer.status_code == 422
    assert Responsibility.objects.filter(community_id=field.community.id).count() == 5


def test_a_partner_sees_and_serves_the_own_pledges_only(
    field: Field, cast: Cast, visit: Visit
) -> None:
    promise = Pledge.objects.get(community_id=cast.a.id, public=True)
    cast.give("partner", organisation_id=field.firm.id)
    cast.give("rival", organisation_id=field.branch.id)
    mine, page = visit("partner"), address("my_deed", promise.id)
    assert "每月免费检修一次楼道灯" in mine.get(address("my_organisation")).content.decode()
    done = {"what": "换灯三盏", "happened_on": "2026-01-05", "quantity": "3", "unit": "盏"}
    assert mine.post(page, done).status_code == 302
    rival = visit("rival")
    assert "每月免费" not in rival.get(address("my_organisation")).content.decode()
    assert rival.post(page, done).status_code == 404
    assert promise.deeds.count() == 2


def test_the_pack_is_one_file_and_taking_it_is_written_down(field: Field, visit: Visit) -> None:
    client, page = visit("committee"), address("handover_file", field.third.id)
    assert client.post(page, {"purpose": " "}).status_code == 422
    answer = client.post(page, {"purpose": "工作交接"})
    text = answer.content.decode()
    assert "attachment" in answer["Content-Disposition"]
    for part in ("梁嘉敏", "何秀珍", "每月免费检修一次楼道灯", "工作交接", "--brand"):
        assert part in text, part
    for hidden in (MEMBER, SECRET):
        assert hidden not in text
    taken = Record.objects.filter(community_id=field.community.id, verb="organisations.pack_taken")
    assert taken.count() == 1
    assert client.get(page).status_code == 405


def test_the_portrait_knows_who_had_the_grid_before(field: Field) -> None:
    worker = Responsibility.objects.get(community_id=field.community.id, role="grid_worker")
    hand_over_responsibility(actor=SYSTEM, responsibility=worker, display_name="邓晓")
    portrait = portrait_of(field.community, field.third)
    assert portrait.people[0].display_name == "邓晓"
    assert [row.display_name for row in portrait.heads] == ["何秀珍"]
    assert [row.display_name for row in portrait.before] == ["梁嘉敏"]
    assert portrait.counts == {"building": 1, "entrance": 4, "dwelling": 16, "shop": 0}
    assert portrait.buildings == ["金星苑2号楼"]
