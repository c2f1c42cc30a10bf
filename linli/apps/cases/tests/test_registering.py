"""What may come in, by which door, in what shape; and what bad input is told."""

import datetime as dt
import uuid
from typing import Any

import pytest

from linli.apps.cases.models import Case, CaseType, Reporter
from linli.apps.cases.operations.catalogue import change_type, load_defaults
from linli.apps.cases.operations.editing import correct_case, publish_text
from linli.apps.cases.operations.registering import NewCase, register_case
from linli.apps.cases.operations.reporting import ReporterGiven
from linli.apps.cases.operations.triage import accept_case, decline_case
from linli.apps.cases.operations.voices import support_case
from linli.apps.cases.queries.board import BoardFilter, public_board
from linli.apps.cases.queries.catalogue import type_for
from linli.apps.cases.queries.story import right_door
from linli.apps.cases.tests.conftest import LIGHT, Ground
from linli.kernel.access.actor import Actor
from linli.kernel.errors import Conflict, NotAllowed, Refusal, RuleNotMet
from linli.kernel.outbox.models import Notice


def register(ground: Ground, who: str = "anonymous", **new: Any) -> Case:
    return register_case(
        community=ground.a,
        actor=ground.actor(who),
        new=NewCase(**{"text": "楼道灯不亮", **new}),
        reporter=ReporterGiven(),
    )


def test_a_visitor_reports_with_nothing_but_words(ground: Ground) -> None:
    case = register(ground)
    month = f"{case.registered_at.astimezone(ground.a.zone):%y%m}"
    assert case.number == f"AA-{month}-0001"
    assert case.query_code.startswith("AA-")
    assert (case.state, case.found_by, case.level) == ("registered", "complaint", "community")
    assert case.response_due is not None


def test_the_words_find_the_type_and_the_place_finds_the_grid(ground: Ground) -> None:
    case = register(ground, text="有电动车在楼道飞线充电", place_id=ground.home.id)
    assert case.type.code == "hazard.indoor_charging"
    assert case.grid_id == ground.grid.id
    assert case.level == "grid"
    assert type_for(ground.a, "", "一句没有关键词的话").code == "voice.other"


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ({"text": ""}, "missing_text"),
        ({"text": " \u200b\u202e\x00 "}, "missing_text"),
        ({"text": "长" * 4001}, "text_too_long"),
        ({"title": "长" * 81}, "title_too_long"),
        ({"type_code": "no.such.type"}, "unknown_type"),
        ({"source": "rumour"}, "unknown_source"),
        ({"place_id": uuid.uuid4()}, "unknown_place"),
        ({"grid_id": uuid.uuid4()}, "unknown_grid"),
        ({"asset_id": uuid.uuid4()}, "unknown_asset"),
        ({"longitude": 500.0, "latitude": 0.0}, "point_not_on_earth"),
        ({"happened_at": dt.datetime(2999, 1, 1, tzinfo=dt.UTC)}, "in_the_future"),
        ({"type_code": "hazard.fire_lane", "answers": {"blocked_by": "ufo"}}, "answer_not_listed"),
    ],
)
def test_bad_input_is_refused_with_its_reason_and_writes_nothing(
    ground: Ground, new: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        register(ground, **new)
    assert refused.value.code == code
    assert not Case.objects.filter(community_id=ground.a.id).exists()


def test_emoji_control_and_direction_marks_are_kept_or_dropped_safely(ground: Ground) -> None:
    case = register(ground, text="灯坏了😢\u202e\x07 4单元\u200d")
    assert case.text == "灯坏了😢 4单元\u200d"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"phone": "12-ab"}, "phone_format"),
        ({"email": "not mail"}, "email_format"),
        ({"name": "长" * 61}, "name_too_long"),
        ({"person_id": uuid.uuid4()}, "unknown_person"),
        ({"basis": "gossip"}, "unknown_basis"),
    ],
)
def test_a_reporter_that_cannot_be_is_refused(
    ground: Ground, given: dict[str, Any], code: str
) -> None:
    with pytest.raises(RuleNotMet) as refused:
        register_case(
            community=ground.a,
            actor=ground.actor("resident"),
            new=NewCase(text="楼道灯不亮"),
            reporter=ReporterGiven(**given),
        )
    assert refused.value.code == code


def test_a_neighbour_reports_for_an_elder_who_gets_a_call(ground: Ground) -> None:
    case = register_case(
        community=ground.a,
        actor=ground.actor("neighbour"),
        new=NewCase(text="302的老人水龙头坏了", type_code=LIGHT),
        reporter=ReporterGiven(
            name="周阿婆", phone="020-81234567", basis="neighbour", proxy_name="楼长"
        ),
    )
    row = Reporter.objects.get(community_id=ground.a.id, case_id=case.id)
    assert (row.channel, row.basis, row.proxy_name) == ("phone", "neighbour", "楼长")
    decline_case(
        community=ground.a,
        actor=ground.actor("committee"),
        case_id=case.id,
        reason="decline.judicial",
    )
    notices = Notice.objects.filter(community_id=ground.a.id, recipient=f"reporter:{row.id}")
    assert list(notices.values_list("kind", "channel")) == [("cases.step", "call")]


def test_only_staff_write_down_calls_and_paper(ground: Ground) -> None:
    with pytest.raises(NotAllowed):
        register(ground, "resident", source="paper")
    assert register(ground, "committee", source="paper").first_receiver != ""


def test_outside_the_duty_list_is_declined_with_one_choice_and_the_right_door(
    ground: Ground,
) -> None:
    case = register(ground, type_code="outside.wages")
    decline_case(
        community=ground.a,
        actor=ground.actor("committee"),
        case_id=case.id,
        reason="decline.outside_duties",
    )
    assert ground.fresh(case).state == "declined"
    assert "12345" in right_door(case)["phones"]


def test_what_the_community_leads_cannot_be_declined_as_outside(ground: Ground) -> None:
    types = CaseType.objects.filter(community_id=ground.a.id, duty="main")
    main = types.exclude(duty_item="").first()
    assert main is not None
    case = register(ground, type_code=main.code)
    with pytest.raises(RuleNotMet) as refused:
        decline_case(
            community=ground.a,
            actor=ground.actor("committee"),
            case_id=case.id,
            reason="decline.outside_duties",
        )
    assert refused.value.code == "our_own_duty"


def test_an_edit_conflict_shows_both_versions(ground: Ground) -> None:
    case = ground.new()
    committee, chief = ground.actor("committee"), ground.actor("chief")
    common = {"community": ground.a, "case_id": case.id, "base_version": case.version}
    correct_case(actor=chief, title="四单元楼道灯", **common)  # type: ignore[arg-type]
    with pytest.raises(Conflict) as refused:
        correct_case(actor=committee, title="楼道黑", **common)  # type: ignore[arg-type]
    assert refused.value.data["theirs"] == {"title": "四单元楼道灯"}
    assert refused.value.data["mine"] == {"title": "楼道黑"}


def test_a_type_is_edited_as_a_new_version_and_old_cases_keep_theirs(ground: Ground) -> None:
    old = ground.new()
    made = change_type(
        community=ground.a,
        actor=ground.actor("committee"),
        code=LIGHT,
        version=1,
        resolution_value=2,
        resolution_unit="working_day",
    )
    new = ground.new()
    assert (ground.fresh(old).type.version, new.type_id) == (1, made.id)
    with pytest.raises(Conflict):
        change_type(
            community=ground.a, actor=ground.actor("chief"), code=LIGHT, version=1, public=False
        )
    with pytest.raises(RuleNotMet):
        change_type(
            community=ground.a,
            actor=ground.actor("chief"),
            code=LIGHT,
            version=2,
            resolution_value=0,
        )


def test_defaults_are_loaded_once_and_never_over_an_edited_row(ground: Ground) -> None:
    assert load_defaults(community=ground.a, actor=Actor.system()) == 0


def test_the_type_may_be_set_when_accepting(ground: Ground) -> None:
    case = register(ground)
    accept_case(
        community=ground.a,
        actor=ground.actor("committee"),
        case_id=case.id,
        type_code="hazard.fire_lane",
    )
    assert ground.fresh(case).type.code == "hazard.fire_lane"


def test_me_too_counts_each_device_and_account_once(ground: Ground) -> None:
    case = ground.accepted()
    visitor = Actor.anonymous("203.0.113.5")
    counts = [
        support_case(community=ground.a, actor=visitor, case_id=case.id, device="phone-1"),
        support_case(community=ground.a, actor=visitor, case_id=case.id, device="phone-1"),
        support_case(community=ground.a, actor=ground.actor("neighbour"), case_id=case.id),
    ]
    assert counts == [1, 1, 2]


def test_public_words_are_read_by_all_after_they_were_confirmed(ground: Ground) -> None:
    case = ground.accepted()
    publish_text(
        community=ground.a,
        actor=ground.actor("committee"),
        case_id=case.id,
        public=True,
        public_title="2栋楼道灯",
        public_text="四单元楼道灯不亮，物业已派人。",
    )
    [row] = public_board(ground.a, BoardFilter(text="物业已派人")).rows
    assert (row.title, row.id) == ("2栋楼道灯", case.id)
    publish_text(community=ground.a, actor=ground.actor("committee"), case_id=case.id, public=False)
    assert public_board(ground.a).rows == []
