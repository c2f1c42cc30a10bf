"""How the parts of an address look, in text that `plain_line` has made even."""

from __future__ import annotations

import re
import unicodedata

from linli.apps.places.addresses.numerals import NUMERALS

LONGEST_LINE = 200

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
SIDE = "东西南北中"
STEM = "甲乙丙丁"
FIGURE = f"(?:(?<![0-9])[0-9]{{1,5}}(?![0-9])|[{NUMERALS}]{{1,5}})"
SIGN = f"(?:(?<![A-Z])[A-Z]{{0,2}}{FIGURE}[A-Z]?(?![A-Z0-9])|(?<![A-Z0-9])[A-Z](?![A-Z0-9]))"
"""What names a building, an entrance, a room: 2, 二, A, A12, 12B."""

_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_PUNCTUATION = re.compile(r"[\s\x00-\x1f\x7f-\x9f,;:|·、。()\[\]【】《》\"'“”]+")
_DASHES = re.compile(r"\s*[-‐–—―−~_]+\s*")
_SPACE_BEFORE_UNIT = re.compile(
    rf"(?<=[0-9A-Z{NUMERALS}])\s(?=[号栋幢座单层楼室房户门梯铺商档店弄巷#])"
)
_SPACE_INSIDE_UNIT = re.compile(r"(?<=[第负])\s(?=[0-9])|(?<=号)\s(?=[楼房铺])")
_TRADITIONAL_UNITS = str.maketrans("號樓棟單層鋪門戶區縣鎮鄉檔", "号楼栋单层铺门户区县镇乡档")


def plain_line(typed: str) -> str:
    """Narrow, upper case, one space for all punctuation, one sign for all dashes."""
    text = unicodedata.normalize("NFKC", typed).upper().translate(_TRADITIONAL_UNITS)
    text = _INVISIBLE.sub("", text)
    text = _DASHES.sub("-", _PUNCTUATION.sub(" ", text)).strip(" -")
    return _SPACE_INSIDE_UNIT.sub("", _SPACE_BEFORE_UNIT.sub("", text))


# 区 ends the names of districts, but of estates and their parts too: 小区, 园区, 东区, 二区.
_NO_DISTRICT = f"小社园苑校院厂宅活属业住库景商旅墅寓楼片{SIDE}{NUMERALS}"
_IN_CITY = f"[{HAN}]{{1,6}}?(?:(?<![小社])区|县|市(?![场政民]))"
REGION = re.compile(
    rf"(?:[{HAN}]{{2,7}}?(?:省|自治区) ?)?"
    rf"(?:[{HAN}]{{2,6}}?(?<![超花菜夜城])市(?![场政民区]) ?(?:{_IN_CITY} ?)?"
    rf"|[{HAN}]{{2,6}}?(?:(?<![{_NO_DISTRICT}])区|县) ?)?"
    rf"(?:[{HAN}]{{2,6}}?(?:街道(?:办事处)?|(?<![小古城水])镇|(?<![水老故梦])乡) ?)?"
    rf"(?:[{HAN}]{{2,8}}?社区(?:居委会)? ?)?"
    rf"(?:第?{FIGURE}号?网格 ?)?"
)

_ROAD_ENDS = (
    "大道|大街|公路|胡同|巷|(?<![马线电水网铁公])路(?!灯|由)|(?<!市)街(?![道坊区])"
    "|(?<![楼通过走车地管跑栈赛街行])道(?!路)"
)
_NAMED_AFTER_ROAD = "小区|社区|花园|新村|大院|宿舍|家园|公寓|大厦|广场|商场|市场|[小中大]学|医院|站"
ROAD = re.compile(
    rf"(?P<road>[{HAN}]{{1,10}}?(?:{_ROAD_ENDS})(?:{FIGURE}[横直]?巷)?"
    rf"(?:[{SIDE}](?= ?{FIGURE}号))?)"
    rf"(?!{_NAMED_AFTER_ROAD}) ?"
    rf"(?:(?P<number>{FIGURE}(?:-{FIGURE})?号(?!楼|栋|商?铺)(?:之{FIGURE})?|{FIGURE}弄)院?"
    rf"|(?P<bare_number>[0-9]{{1,4}})(?=$|[ -]))?"
)

_SHOP = "商铺|铺位|铺面|档口|店面|门面|门店|店铺"
_UNITS = "号栋幢座单层楼室房户门梯铺商档店弄巷村区期院坊苑网"
_COUNTED = "个小年月日天米人点路次岁元块只台辆多"
_DOOR = f"[A-Z]?[0-9]{{1,5}}[A-Z]?(?![A-Z0-9{_UNITS}{_COUNTED}]|大院|街坊)"
_NUMBER_ENDS = f"$|[ -]|[0-9]|{SIGN}(?:单元|[门梯层楼室房])|首层|底层|[{SIDE}]单元"

PARTS = re.compile(
    "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in {
            "shop": rf"{SIGN}号?(?:{_SHOP}|铺|档)|(?:{_SHOP})(?:{SIGN}号?)?",
            "building": rf"第?{SIGN}(?:号楼|号?[栋幢座]楼?|#楼|楼(?=-?{SIGN}(?:单元|门[0-9])))"
            rf"|[{SIDE}{STEM}][栋幢座]",
            "entrance": rf"第?{SIGN}(?:单元|门洞|梯(?!间)|门(?=-?[0-9]))|[{SIDE}左右{STEM}]单元",
            "floor": rf"(?:负|地下|(?<![0-9A-Z{HAN}])-|第)?B?{FIGURE}(?:[-至到]{FIGURE})?[层楼]"
            r"|首层|底层|顶层|夹层|架空层|地下室|天台",
            "room": rf"{SIGN}(?:-{SIGN})*(?:室|号?房(?![屋产东])|户)",
            "number": rf"{SIGN}号(?={_NUMBER_ENDS})",
            "doors": rf"(?<![0-9A-Z])(?:[A-Z]-)?{_DOOR}(?:[-/ .#]{_DOOR})*#?"
            rf"|[{NUMERALS}]{{3,4}}(?=$| )",
        }.items()
    )
)

_BESIDE = "门口|附近|旁边|对面|门前|后面|前面|里面|楼下|楼上|楼道|周边|大门|[东西南北]门|门岗"
ESTATE_AND_BESIDE = re.compile(rf"(?P<estate>.*?)(?P<beside>(?:{_BESIDE}).*)?")
ESTATE_NAME = re.compile(
    rf"[{HAN}A-Z0-9 ]{{1,14}}"
    "(?:[苑园村城府湾庭轩阁居邸郡寓庄院坊]|小区|大厦|广场|宿舍|国际|中心|[一二三四五六七八九十0-9]+[期区])"
)
