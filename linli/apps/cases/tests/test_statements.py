"""Lists and pages take a constant number of statements, registering few."""

from typing import Any

from linli.apps.cases.flow import next_moves
from linli.apps.cases.operations.registering import NewCase, register_case
from linli.apps.cases.queries.board import public_board, similar_cases
from linli.apps.cases.queries.desks import get_case, inbox_counts, today_of
from linli.apps.cases.queries.filters import CaseFilter
from linli.apps.cases.queries.lists import pool
from linli.apps.cases.queries.story import case_story
from linli.apps.cases.tests.conftest import LIGHT, Ground
from linli.kernel.community import Community
from linli.kernel.editions import within_edition


def test_registering_takes_few_statements(
    ground: Ground, django_assert_max_num_queries: Any
) -> None:
    actor = ground.actor("resident")
    ground.new()
    new = NewCase(text="楼道灯不亮", type_code=LIGHT, place_id=ground.building.id)
    with django_assert_max_num_queries(15):
        register_case(community=ground.a, actor=actor, new=new)
    home = Community.objects.get(id=ground.a.id)
    with within_edition(home):
        register_case(community=home, actor=actor, new=new)
    with django_assert_max_num_queries(10), within_edition(home):
        register_case(community=home, actor=actor, new=new)


def test_lists_take_two_statements_and_a_board_two(
    ground: Ground, django_assert_num_queries: Any
) -> None:
    for _ in range(6):
        ground.dispatched()
    committee, worker = ground.actor("committee"), ground.actor("grid_worker")
    with django_assert_num_queries(2):
        assert len(pool(ground.a, committee, CaseFilter(order="due")).rows) == 6
    with django_assert_num_queries(2):
        assert len(public_board(ground.a).rows) == 6
    with django_assert_num_queries(1):
        today_of(ground.a, worker)
    with django_assert_num_queries(2):
        inbox_counts(ground.a, committee)
    with django_assert_num_queries(3):
        similar_cases(ground.a, "楼道灯", ground.building.id)


def test_a_case_page_reads_case_moves_and_story_in_few_statements(
    ground: Ground, django_assert_max_num_queries: Any
) -> None:
    case, actor = ground.done(), ground.actor("partner")
    with django_assert_max_num_queries(6):
        found = get_case(ground.a, actor, case.id)
        next_moves(found, actor)
        case_story(found, actor)
