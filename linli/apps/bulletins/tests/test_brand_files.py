"""Brand files: what they hold, and what is wrong with one."""

import pytest

from linli.apps.bulletins.defaults import as_plain, pack_slugs, pack_text, shape_brand
from linli.apps.bulletins.defaults.writing import brand_text
from linli.apps.bulletins.rules.checking import check_text, contrast_with_white
from linli.apps.bulletins.rules.composing import compose, figures_in, strange_holes
from linli.apps.bulletins.tests.brands import SMALL


def faults(text: str) -> list[str]:
    return [str(fault) for fault in check_text(text).faults]


@pytest.mark.parametrize("slug", pack_slugs())
def test_brands_that_come_with_linli_hold_together(slug: str) -> None:
    read = check_text(pack_text(slug))
    assert [str(fault) for fault in read.hard] == []
    assert read.brand is not None


@pytest.mark.parametrize("slug", pack_slugs())
def test_a_brand_written_and_read_again_is_the_same(slug: str) -> None:
    brand = check_text(pack_text(slug)).brand
    assert brand is not None
    plain = as_plain(brand)
    assert shape_brand(plain).brand == brand
    assert check_text(brand_text(plain)).brand == brand


def test_every_fault_is_said_with_its_place() -> None:
    broken = SMALL.replace('motif = "path"', 'motif = "dragon"').replace(
        'measure = "places.grids"', 'measure = "places.grids"\nby = { colour = "red" }'
    )
    found = faults(broken)
    assert len(found) == 2
    assert found[0].startswith("motif: one of ")
    assert found[1].startswith("figures.grids.by: “places.grids” cannot be narrowed by “colour”")


def test_a_measure_that_nobody_defines_is_a_clear_fault_and_not_a_crash() -> None:
    read = check_text(SMALL.replace("places.grids", "places.castles"))
    assert [str(fault) for fault in read.faults] == [
        "figures.grids.measure: nobody defines the measure “places.castles”"
    ]
    assert read.hard == []


@pytest.mark.parametrize(
    ("says", "found"),
    [
        ("{n}个，去年12个", "12"),
        ("一共三十场", "三十场"),
        ("{n}支“三官三师”", ""),
    ],
)
def test_a_brand_may_not_answer_itself(says: str, found: str) -> None:
    text = SMALL.replace("{n}个网格", says)
    expected = [
        f"figures.grids.says.zh: “{found}” is a count written by hand; ask a measure for it"
    ]
    assert faults(text) == (expected if found else [])


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (('key = "small"', 'key = "Small!"'), "key: "),
        (('due = "06-30"', 'due = "30 June"'), "plan.sweep.due: "),
        (('pillar = "tidy"', 'pillar = "loud"'), "plan.sweep: there is no pillar “loud”"),
        (("#0b6b4f", "#f7f7f7"), "colours.main: too light"),
        (('seal = "整"', "seal = 7"), "pillars[0].seal: should be a text"),
        (('owner = "物业"', ""), "plan[0].owner: is missing"),
        (('{{ figure "grids" }}', '{{ figure "castles" }}'), "bulletins.year.text.zh: there is no"),
        (("{{ community }}", "{{ secret }}"), "bulletins.year.text.zh: {{ secret }} means nothing"),
        (('slogan = "一步一步"', 'slogan = "一步一步"\nloud = 1'), "loud: unknown word"),
        (('by = { key = "area_km2" }', ""), "figures.area.by: “places.facts” needs “key”"),
        (("schema = 1", "schema = ["), "file: not TOML"),
    ],
)
def test_faults(change: tuple[str, str], where: str) -> None:
    found = faults(SMALL.replace(*change))
    assert len(found) == 1
    assert found[0].startswith(where)


def test_contrast_is_that_of_the_standard() -> None:
    assert round(contrast_with_white("#000000"), 1) == 21.0
    assert round(contrast_with_white("#767676"), 2) == 4.54


def test_a_text_falls_into_blocks_and_nothing_in_it_is_executed() -> None:
    text = '# 家底\n有{{ figure "a" }}，\n还有{{exact "b"}}。\n\n- 一项\n> 注\n{{ 7*7 }}'
    assert [block.kind for block in compose(text)] == ["h2", "p", "li", "note", "p"]
    assert figures_in(text) == ["a", "b"]
    assert strange_holes(text) == ["{{ 7*7 }}"]
