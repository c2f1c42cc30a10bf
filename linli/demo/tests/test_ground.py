from collections import Counter

import pytest

from linli.demo import registers
from linli.demo.ground import Ground, ground
from linli.demo.ground.whole import ground as fresh
from linli.demo.households import kinds_of
from linli.demo.names import age_on, check_digit
from linli.demo.packs import SLUGS, TOUR


@pytest.fixture(scope="module", params=SLUGS)
def whole(request: pytest.FixtureRequest) -> Ground:
    return ground(str(request.param))


def test_sizes_are_met_exactly(whole: Ground) -> None:
    sizes, as_of = whole.pack.sizes, whole.pack.as_of
    elders = [one for one in whole.residents if age_on(one.birth_date, as_of) >= 60]
    members = [one for one in whole.residents if one.party]
    olds = [one for one in whole.residents if one.five_olds]
    assert len(whole.households) == sizes.households
    assert len(whole.residents) == sizes.residents
    assert len(elders) == sizes.elders60
    assert len(members) == sizes.party_members
    assert len(olds) == sizes.five_olds


def test_each_household_has_a_home_of_its_own(whole: Ground) -> None:
    homes = [household.dwelling for household in whole.households]
    assert len(set(homes)) == len(homes)
    assert {home.use for home in homes} == {"residential"}
    assert set(homes) <= set(whole.places.dwellings)


def test_nobody_in_a_household_shares_a_full_name(whole: Ground) -> None:
    for household in whole.households:
        names = [one.name for one in whole.members(household)]
        assert len(set(names)) == len(names)


def test_identity_numbers_and_mobiles_are_unique_and_right(whole: Ground) -> None:
    numbers = [one.document_number for one in whole.residents]
    mobiles = [one.mobile for one in whole.residents if one.mobile]
    assert len(set(numbers)) == len(numbers)
    assert len(set(mobiles)) == len(mobiles)
    assert all(check_digit(number[:17]) == number[17] for number in numbers)
    assert {number[:6] for number in numbers} == {whole.pack.county_code}


def test_everybody_was_born_and_moved_in_before_the_day_of_the_article(whole: Ground) -> None:
    for one in whole.residents:
        assert one.birth_date <= one.since <= whole.pack.as_of
        assert 0 <= age_on(one.birth_date, whole.pack.as_of) <= 97


def test_children_are_younger_than_the_head_they_belong_to(whole: Ground) -> None:
    for household in whole.households:
        head, *others = whole.members(household)
        for one in others:
            years = (one.birth_date - head.birth_date).days / 365.25
            if one.relation in ("20", "30"):
                assert years > 16
            if one.relation == "50":
                assert years < -16


def test_tags_fit_the_age_and_the_household(whole: Ground) -> None:
    for household in whole.households:
        members = whole.members(household)
        for one in members:
            age = age_on(one.birth_date, whole.pack.as_of)
            assert ("高龄" in one.tags) == (age >= 80)
            assert ("独居" in one.tags) == (age >= 60 and len(members) == 1)


def test_party_members_are_adults_and_joined_as_adults(whole: Ground) -> None:
    for one in whole.residents:
        if one.party:
            assert age_on(one.birth_date, one.party.joined) >= 18
            assert one.party.joined <= whole.pack.as_of


def test_every_group_of_a_grid_with_homes_has_members(whole: Ground) -> None:
    lived_in = {grid.sequence for grid in whole.places.grids if grid.households_expected}
    groups = {(one.party.branch, one.party.group) for one in whole.residents if one.party}
    branches = [branch for branch in whole.pack.branches if branch.grid in lived_in]
    assert len(groups) == sum(branch.groups for branch in branches)


def test_teams_have_their_size_and_one_leader(whole: Ground) -> None:
    for team in whole.pack.teams:
        members = [one for one in whole.team_members if one.team == team.name]
        assert len({one.resident for one in members}) == team.size
        assert [one.leads for one in members].count(True) == 1


def test_a_building_has_at_most_one_head_who_lives_there(whole: Ground) -> None:
    heads = [post for post in whole.posts if post.kind == "building_head"]
    assert len({post.site for post in heads}) == len(heads)
    for post in heads:
        household = whole.households[whole.resident(post.resident).household - 1]
        assert household.dwelling.site == post.site


def test_each_seed_makes_the_same_people_again(whole: Ground) -> None:
    again = fresh.__wrapped__(whole.pack.slug)
    assert again.residents == whole.residents
    assert again.posts == whole.posts
    assert fresh.__wrapped__(whole.pack.slug, 7).residents != whole.residents


def test_the_tour_community_has_the_published_ground() -> None:
    whole = ground(TOUR)
    assert len(whole.places.grids) == 9
    assert len(whole.places.buildings) == 108
    assert len(whole.households) == 1854
    assert len(whole.residents) == 5000
    assert [e.words for e in whole.places.entrances if e.building == 2][3] == "港湾一村2号楼4单元"
    assert max(grid.households_expected for grid in whole.places.grids) <= 500


def test_two_buildings_of_the_tour_community_wait_for_a_head() -> None:
    whole = ground(TOUR)
    headed = {post.site for post in whole.posts if post.kind == "building_head"}
    empty = [b.words for b in whole.places.buildings if b.site not in headed]
    assert empty == ["港湾一村37号楼", "港前大院91号楼"]


def test_grid_codes_have_fifteen_digits_and_differ(whole: Ground) -> None:
    codes = [grid.code for grid in whole.places.grids]
    assert {len(code) for code in codes} == {15}
    assert len(set(codes)) == len(codes)


def test_qualified_people_have_the_number_asked_for(whole: Ground) -> None:
    kinds = Counter(seat.kind for seat in whole.qualified)
    assert kinds == {kind.kind: kind.size for kind in whole.pack.qualified}


def test_an_empty_dwelling_leads_to_its_nearest_neighbour() -> None:
    whole = ground(TOUR)
    found = whole.lived_in("港湾一村", 2, 4, "302")
    assert found.dwelling.words.startswith("港湾一村2号楼4单元")
    with pytest.raises(LookupError):
        whole.lived_in("港湾一村", 999)


def test_too_few_households_for_so_many_people_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        kinds_of(10, 400, 2)


def test_registers_hold_every_row_once(whole: Ground) -> None:
    sheets = {name: make(whole) for name, make in registers.SHEETS.items()}
    assert len(sheets["residents"]) == whole.pack.sizes.residents
    assert len(sheets["dwellings"]) == len(whole.places.dwellings)
    assert len(sheets["party_members"]) == whole.pack.sizes.party_members
    assert len(sheets["building_posts"]) == len(whole.posts)
    assert {len(row) for row in sheets["residents"]} == {20}
