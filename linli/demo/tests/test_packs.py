import re
from collections import Counter
from itertools import pairwise

import pytest

from linli.demo.packs import SLUGS, TOUR, Pack, Words, numbers, pack
from linli.demo.reading import ContentError, shape

LENGTHS = {"province": 2, "prefecture": 4, "county": 6, "township": 9, "community": 12}


def test_short_codes_are_two_letters_and_differ() -> None:
    assert sorted(pack(slug).code for slug in SLUGS) == ["GW", "HY", "HZ", "KX", "NN", "SH"]


def test_mobile_blocks_differ_so_that_no_number_is_given_twice() -> None:
    assert len({pack(slug).mobile_block for slug in SLUGS}) == len(SLUGS)


@pytest.mark.parametrize("slug", SLUGS)
def test_region_codes_fit_their_level_and_their_parent(slug: str) -> None:
    regions = pack(slug).regions
    assert [region.level for region in regions] == list(LENGTHS)
    for above, below in pairwise(regions):
        assert below.code.startswith(above.code)
    for region in regions:
        assert (region.code.isdigit(), len(region.code)) == (True, LENGTHS[region.level])
    assert 1 <= int(regions[3].code[6:]) <= 99
    assert 1 <= int(regions[4].code[9:]) <= 199


@pytest.mark.parametrize("slug", SLUGS)
def test_codes_from_the_district_downwards_are_marked_fictional(slug: str) -> None:
    assert [r.real_code for r in pack(slug).regions[2:]] == [False] * 3
    assert pack(slug).county_code[4:] >= "91"


def test_communities_of_one_district_share_its_code() -> None:
    assert pack("suihuabei").county_code == pack("haiyang").county_code
    assert pack("kexiang").county_code == pack("gangwanyicun").county_code


def telephones(content: Pack) -> list[str]:
    office = content.office
    given = [office.telephone, office.supervision_telephone, office.night_telephone]
    given += [one.telephone for one in content.staff]
    given += [one.telephone for one in content.professionals]
    return given + [one.telephone for one in content.organisations if one.telephone]


@pytest.mark.parametrize("slug", SLUGS)
def test_telephones_are_fictional_and_differ(slug: str) -> None:
    given = telephones(pack(slug))
    assert all(re.fullmatch(r"0\d{2,3}-000\d{4,5}", one) for one in given)
    shared = [one for one, times in Counter(given).items() if times > 2]
    assert shared == []


@pytest.mark.parametrize("slug", SLUGS)
def test_every_building_is_in_exactly_one_grid(slug: str) -> None:
    content = pack(slug)
    covered = [(c.estate, n) for g in content.grids for c in g.cover for n in numbers(c.numbers)]
    built = [(e.name, n) for e in content.estates for b in e.buildings for n in numbers(b.numbers)]
    assert sorted(covered) == sorted(built)
    assert len(set(built)) == len(built)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_grid_has_one_head_and_one_worker(slug: str) -> None:
    content = pack(slug)
    sequences = sorted(grid.sequence for grid in content.grids)
    assert sorted(n for one in content.staff for n in one.heads) == sequences
    assert sorted(n for one in content.staff for n in one.grids) == sequences


@pytest.mark.parametrize("slug", SLUGS)
def test_organisations_named_elsewhere_exist(slug: str) -> None:
    content = pack(slug)
    keys = [one.key for one in content.organisations]
    assert len(set(keys)) == len(keys)
    named = {member for alliance in content.alliances for member in alliance.members}
    named |= {pledge.member for alliance in content.alliances for pledge in alliance.pledges}
    assert named <= set(keys)
    assert {group.owner for group in content.chat_groups} <= {one.key for one in content.staff}
    estates = {estate.name for estate in content.estates}
    assert {name for one in content.organisations for name in one.serves} <= estates


@pytest.mark.parametrize("slug", SLUGS)
def test_all_five_societies_take_part(slug: str) -> None:
    kinds = {one.five_society for one in pack(slug).organisations} - {""}
    assert kinds == {
        "community",
        "social_organisation",
        "social_worker",
        "volunteer",
        "charity",
    }


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_in_a_pack_is_dated_after_the_article(slug: str) -> None:
    content = pack(slug)
    days = [one.since for one in content.staff]
    days += [one.since for one in content.professionals]
    days += [one.since for one in content.joint_bodies]
    days += [one.since for one in content.teams]
    days += [one.since for one in content.chat_groups]
    days += [one.since for one in content.alliances]
    days += [fact.as_of for fact in content.facts]
    assert max(days) <= content.as_of


def test_the_tour_community_has_the_published_bodies() -> None:
    content = pack(TOUR)
    assert len(content.branches) == 9
    assert sum(branch.groups for branch in content.branches) == 19
    assert len(content.chat_groups) == 10
    assert len([one for one in content.organisations if one.paired_since]) == 4
    kin = [team for team in content.teams if team.kind == "kin_and_friends"]
    assert (len(kin), sum(team.size for team in kin)) == (8, 40)


def test_kexiang_posts_six_professions() -> None:
    assert len({one.profession for one in pack("kexiang").professionals}) == 6


def test_a_misspelt_key_is_told_with_its_path() -> None:
    table = {"zh_Hanz": "甲", "zh_Hant": "甲", "en": "A"}
    with pytest.raises(ContentError, match=r"x\.name: unknown \['zh_Hanz'\]"):
        shape(Words, table, "x.name")


def test_a_number_where_words_belong_is_told_with_its_path() -> None:
    with pytest.raises(ContentError, match=r"x\.en: str is expected, not 5"):
        shape(Words, {"zh_Hans": "甲", "zh_Hant": "甲", "en": 5}, "x")
