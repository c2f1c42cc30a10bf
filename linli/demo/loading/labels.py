"""Words of the demo that the apps do not bring: labels of profile facts, more five olds."""

# key: zh-hans, zh-hant, en
FACTS: dict[str, tuple[str, str, str]] = {
    "character": ("社区概况", "社區概況", "Character"),
    "weakness_drainage": ("短板：排水", "短板：排水", "Weak point: drainage"),
    "built": ("建成年代", "建成年代", "Built"),
    "area_km2": ("辖区面积", "轄區面積", "Area"),
    "planned_parking_spaces": ("规划车位", "規劃車位", "Planned parking spaces"),
    "floor_area_m2": ("建筑面积", "建築面積", "Floor area"),
    "green_area_m2": ("绿化面积", "綠化面積", "Green area"),
}

# code: zh-hans, zh-hant, en; the words that the articles use beside those every community has
FIVE_OLDS: dict[str, tuple[str, str, str]] = {
    "member": ("老党员", "老黨員", "old party member"),
    "labour_model": ("老劳模", "老勞模", "old model worker"),
    "old_soldier": ("老军人", "老軍人", "old soldier (army)"),
}


def in_languages(words: tuple[str, str, str]) -> dict[str, str]:
    return dict(zip(("zh-hans", "zh-hant", "en"), words, strict=True))


def fact_label(key: str) -> dict[str, str]:
    return in_languages(FACTS[key])
