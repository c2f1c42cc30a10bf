"""Addresses as people type them; names of roads and estates are made up or common."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.apps.places.addresses import ParsedAddress, parse_address
from linli.apps.places.addresses.numerals import plain_number

# What is typed, and the parts expected, in one line each: a table to read and to lengthen.
TABLE = """
金星苑2号楼4单元302            | estate=金星苑 building=2 entrance=4 room=302
金星苑小区2号楼4单元302室      | estate=金星苑小区 building=2 entrance=4 room=302
金星苑，2号楼，4单元，302房    | estate=金星苑 building=2 entrance=4 room=302
金星苑 2栋 4单元 302           | estate=金星苑 building=2 entrance=4 room=302
金星苑2幢4单元302户            | estate=金星苑 building=2 entrance=4 room=302
金星苑2座302号房               | estate=金星苑 building=2 room=302
金星苑2号4单元302              | estate=金星苑 building=2 entrance=4 room=302
金星苑2号                      | estate=金星苑 building=2
金星苑第2栋                    | estate=金星苑 building=2
金星苑02栋0302                 | estate=金星苑 building=2 room=302
金星苑2-4-302                  | estate=金星苑 building=2 entrance=4 room=302
金星苑A座1203                  | estate=金星苑 building=A room=1203
金星苑B3栋2单元                | estate=金星苑 building=B3 entrance=2
金星苑东座801                  | estate=金星苑 building=东 room=801
金星苑东区3栋                  | estate=金星苑东区 building=3
金星苑二期2号楼                | estate=金星苑二期 building=2
金星苑的2号楼                  | estate=金星苑 building=2
金星苑                         | estate=金星苑
金星苑门口垃圾桶满了           | estate=金星苑 rest=门口垃圾桶满了
金星苑2栋1楼便利店旁           | estate=金星苑 building=2 floor=1 rest=便利店旁
2栋4单元                       | building=2 entrance=4
2号楼楼道灯不亮                | building=2 rest=楼道灯不亮
2号楼4单元302漏水              | building=2 entrance=4 room=302 rest=漏水
2号楼-4单元-302                | building=2 entrance=4 room=302
2栋4-302                       | building=2 entrance=4 room=302
2栋302-1                       | building=2 room=302-1
2#楼4单元                      | building=2 entrance=4
2#4#302                        | building=2 entrance=4 room=302
2-4-302                        | building=2 entrance=4 room=302
２－４－３０２                 | building=2 entrance=4 room=302
2—4—302                        | building=2 entrance=4 room=302
2/4/302                        | building=2 entrance=4 room=302
2 4 302                        | building=2 entrance=4 room=302
2-302                          | building=2 room=302
2-4                            | building=2 entrance=4
3-2-5-501                      | building=3 entrance=2 floor=5 room=501
A-302                          | building=A room=302
302                            | room=302
二号楼四单元三楼               | building=2 entrance=4 floor=3
二号楼四单元三〇二             | building=2 entrance=4 room=302
十二栋二十一楼2103             | building=12 floor=21 room=2103
一百零二栋                     | building=102
港湾一村3栋                    | estate=港湾一村 building=3
港湾一村三栋二零一房           | estate=港湾一村 building=3 room=201
２号楼４单元３０２室           | building=2 entrance=4 room=302
2 号 楼 4 单元 302 室          | building=2 entrance=4 room=302
2號樓4單元302室                | building=2 entrance=4 room=302
a栋2梯302                      | building=A entrance=2 room=302
12栋B梯1201房                  | building=12 entrance=B room=1201
3楼2单元501                    | building=3 entrance=2 room=501
3号楼2门501                    | building=3 entrance=2 room=501
4单元                          | entrance=4
东单元301                      | entrance=东 room=301
2栋首层                        | building=2 floor=1
2栋负一层                      | building=2 floor=-1
2栋地下二层车位                | building=2 floor=-2 rest=车位
2栋顶层                        | building=2 floor=顶层
2栋1-2层                       | building=2 floor=1-2
科翔路12号首层商铺             | road=科翔路 road_number=12 floor=1 shop=商铺
科翔路12号之一                 | road=科翔路 road_number=12之1
科翔路12-18号                  | road=科翔路 road_number=12-18
科翔路12号2栋302               | road=科翔路 road_number=12 building=2 room=302
科翔路12号2-302                | road=科翔路 road_number=12 building=2 room=302
科翔路12号101铺                | road=科翔路 road_number=12 shop=101
科翔路12-101                   | road=科翔路 road_number=12 room=101
科翔路 12 号                   | road=科翔路 road_number=12
科翔路12                       | road=科翔路 road_number=12
科翔路金星苑2栋                | road=科翔路 estate=金星苑 building=2
科翔路三巷8号                  | road=科翔路三巷 road_number=8
科翔路口                       | road=科翔路 rest=口
中山二路三号                   | road=中山二路 road_number=3
中山路小区2号楼                | estate=中山路小区 building=2
铁路小区5栋                    | estate=铁路小区 building=5
黄埔大道西12号                 | road=黄埔大道西 road_number=12
三门峡路8号                    | road=三门峡路 road_number=8
石榴巷8号201                   | road=石榴巷 road_number=8 room=201
幸福路12号院3号楼2单元501      | road=幸福路 road_number=12 building=3 entrance=2 room=501
长宁路1027弄3号502室           | road=长宁路 road_number=1027弄 building=3 room=502
林语商业街 A12 铺              | road=林语商业街 shop=A12
林语商业街8号铺                | road=林语商业街 shop=8
林语商业街商铺15               | road=林语商业街 shop=15
12号院3号楼                    | estate=12号院 building=3
802小区3栋101                  | estate=802小区 building=3 room=101
9号公馆3栋                     | estate=9号公馆 building=3
SOHO公寓B座1203室              | estate=SOHO公寓 building=B room=1203
文化广场西侧                   | estate=文化广场 rest=西侧
联和街道科翔社区金星苑2栋      | region=联和街道科翔社区 estate=金星苑 building=2
广州市黄埔区联和街道科翔路12号 | region=广州市黄埔区联和街道 road=科翔路 road_number=12
广东省广州市黄埔区             | region=广东省广州市黄埔区
江苏省昆山市玉山镇柏庐社区3栋  | region=江苏省昆山市玉山镇柏庐社区 building=3
杭州市西湖区翠苑一区12幢402室  | region=杭州市西湖区 estate=翠苑一区 building=12 room=402
第3网格2栋                     | region=第3网格 building=2
13800138000                    | rest=13800138000
24小时便利店                   | rest=24小时便利店
楼道灯不亮                     | rest=楼道灯不亮
3号线地铁站                    | rest=3号线地铁站
\u200b\u202e                   |
"""
ROWS = [tuple(cell.strip() for cell in row.split("|")) for row in TABLE.strip().splitlines()]
FIELDS = ParsedAddress.__slots__


def parts_of(address: ParsedAddress) -> dict[str, str]:
    return {name: part for name in FIELDS if (part := getattr(address, name))}


@pytest.mark.parametrize(("typed", "parts"), ROWS, ids=[typed for typed, _ in ROWS])
def test_a_line_of_address_is_taken_apart(typed: str, parts: str) -> None:
    expected = dict(part.split("=", 1) for part in parts.split())
    assert parts_of(parse_address(typed)) == expected


def test_what_stands_beyond_the_longest_line_is_kept_as_rest() -> None:
    assert parse_address("2栋" + "x" * 500).rest == "X" * 198 + " " + "x" * 302


def test_a_part_said_twice_keeps_the_first_and_leaves_the_second() -> None:
    assert parts_of(parse_address("2栋3栋")) == {"building": "2", "rest": "3栋"}


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        *(("十", "10"), ("十二", "12"), ("二十", "20"), ("二十一", "21"), ("一百", "100")),
        *(("一百零二", "102"), ("二百一十", "210"), ("三〇二", "302"), ("007", "7"), ("0", "0")),
    ],
)
def test_numerals_become_figures(typed: str, number: str) -> None:
    assert plain_number(typed) == number


pieces = st.sampled_from(
    [*"0123456789一二十百ABZ栋幢座层楼室房铺号路区市-# ", "单元", "号楼", "金星苑", "首层", "之"]
)
lines = st.one_of(st.text(), st.lists(pieces, max_size=25).map("".join))


@given(lines)
def test_any_text_is_accepted_and_nothing_comes_of_nothing(typed: str) -> None:
    parts = parts_of(parse_address(typed))
    assert all(part == part.strip() for name, part in parts.items() if name != "rest")
    assert bool(parts) <= bool(typed.strip())


@given(st.integers(1, 199), st.integers(1, 9), st.integers(101, 3999))
def test_all_ways_to_write_a_dwelling_give_the_same(
    building: int, entrance: int, room: int
) -> None:
    ways = {
        parse_address(line)
        for line in (
            f"金星苑{building}号楼{entrance}单元{room}",
            f"金星苑 {building} 栋 {entrance} 单元 {room} 室",
            f"金星苑{building}幢{entrance}门{room}",
            f"金星苑{building}座-{entrance}-{room}",
        )
    }
    assert ways == {
        ParsedAddress(
            estate="金星苑", building=str(building), entrance=str(entrance), room=str(room)
        )
    }


@pytest.mark.parametrize("piece", ["一", "东", "路", "市", "A1-", "2栋", "第", "社区", "1 ", "-"])
def test_long_repetitions_are_parsed_at_once(piece: str) -> None:
    assert isinstance(parse_address(piece * 200), ParsedAddress)
