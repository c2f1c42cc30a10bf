"""The words that a new community begins with; it edits, adds and rests them."""

from linli.apps.people.choices import EntryKind

# kind, code, sensitive, zh-hans, zh-hant, en
WORDS: tuple[tuple[str, str, bool, str, str, str], ...] = (
    (EntryKind.CARE_TAG, "alone", False, "独居", "獨居", "lives alone"),
    (EntryKind.CARE_TAG, "empty_nest", False, "空巢", "空巢", "empty nest"),
    (EntryKind.CARE_TAG, "very_old", False, "高龄", "高齡", "very old"),
    (EntryKind.CARE_TAG, "disabled", True, "残疾", "殘疾", "disabled"),
    (EntryKind.CARE_TAG, "disabled_elder", True, "失能", "失能", "needs help with daily life"),
    (EntryKind.CARE_TAG, "subsistence", True, "低保", "低保", "subsistence allowance"),
    (EntryKind.CARE_TAG, "lost_child", True, "失独", "失獨", "lost an only child"),
    (EntryKind.CARE_TAG, "child_hardship", True, "困境儿童", "困境兒童", "child in difficulty"),
    (EntryKind.CARE_TAG, "left_behind", False, "留守儿童", "留守兒童", "child left behind"),
    (EntryKind.CARE_TAG, "preferential", False, "优抚对象", "優撫對象", "entitled to special care"),
    (EntryKind.CARE_TAG, "veteran", False, "退役军人", "退役軍人", "veteran"),
    (
        EntryKind.CARE_TAG,
        "new_worker",
        False,
        "新就业群体",
        "新就業群體",
        "delivery or ride worker",
    ),
    (EntryKind.SKILL, "medical", False, "医护", "醫護", "medicine and nursing"),
    (EntryKind.SKILL, "law", False, "法律", "法律", "law"),
    (EntryKind.SKILL, "teaching", False, "教育辅导", "教育輔導", "teaching"),
    (EntryKind.SKILL, "electrics", False, "水电维修", "水電維修", "water and electric repair"),
    (EntryKind.SKILL, "hairdressing", False, "理发", "理髮", "hairdressing"),
    (EntryKind.SKILL, "writing", False, "书法写作", "書法寫作", "calligraphy and writing"),
    (EntryKind.SKILL, "music", False, "文艺", "文藝", "music and dance"),
    (EntryKind.SKILL, "mediation", False, "调解", "調解", "mediation"),
    (EntryKind.SKILL, "cooking", False, "厨艺", "廚藝", "cooking"),
    (EntryKind.SKILL, "computers", False, "电脑手机", "電腦手機", "computers and phones"),
    (EntryKind.FIVE_OLDS, "cadre", False, "老干部", "老幹部", "old cadre"),
    (EntryKind.FIVE_OLDS, "soldier", False, "老战士", "老戰士", "old soldier"),
    (EntryKind.FIVE_OLDS, "expert", False, "老专家", "老專家", "old expert"),
    (EntryKind.FIVE_OLDS, "teacher", False, "老教师", "老教師", "old teacher"),
    (EntryKind.FIVE_OLDS, "model", False, "老模范", "老模範", "old model worker"),
    (EntryKind.ROLE, "representative", False, "居民代表", "居民代表", "residents' representative"),
    (EntryKind.ROLE, "backbone", False, "居民骨干", "居民骨幹", "backbone of the neighbours"),
)
