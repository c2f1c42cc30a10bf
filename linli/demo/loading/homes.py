"""The rows above everything else: district, street and community, their regions and hours."""

import datetime as dt

from django.db import transaction

from linli.apps.places.public import load_regions
from linli.demo.loading.context import SYSTEM
from linli.demo.packs import Pack, Region, Words
from linli.kernel.calendar import DEFAULT_INTERVALS, OfficeHours
from linli.kernel.calendar_tables import seed_calendar
from linli.kernel.community import Community, CommunityKind

FIRST_HOURS = dt.date(2004, 1, 1)
ABOVE = {"county": CommunityKind.DISTRICT, "township": CommunityKind.STREET}
PREFIX = {CommunityKind.DISTRICT: "D", CommunityKind.STREET: "S"}


def spoken(words: Words) -> dict[str, str]:
    return {"zh-hans": words.zh_Hans, "zh-hant": words.zh_Hant, "en": words.en}


def found_homes(pack: Pack, opened: dt.date) -> Community:
    """The community, marked as loading, below its street and district; what exists stays."""
    seed_calendar()
    with transaction.atomic():
        above = None
        for region in pack.regions:
            if region.level in ABOVE:
                above = _above(pack, region, above)
        home, made = Community.objects.get_or_create(
            slug=pack.slug,
            defaults={
                "code": pack.code,
                "kind": CommunityKind.COMMUNITY,
                "parent": above,
                "names": spoken(pack.name),
                "time_zone": pack.time_zone,
                "phone": pack.office.telephone,
                "supervision_phone": pack.office.supervision_telephone,
                "address": pack.office.address,
                "opened_on": opened,
                "loading": True,
            },
        )
        if made:
            _hours(home)
            _regions(pack, home)
    return home


def _above(pack: Pack, region: Region, parent: Community | None) -> Community:
    kind = ABOVE[region.level]
    found, made = Community.objects.get_or_create(
        slug="-".join(region.name.en.removesuffix(" (fictional)").lower().split()),
        defaults={
            "code": PREFIX[kind] + short_code(region.code),
            "kind": kind,
            "parent": parent,
            "names": spoken(region.name),
            "time_zone": pack.time_zone,
            "phone": _telephone(pack, kind),
            "opened_on": FIRST_HOURS,
        },
    )
    if made:
        _hours(found)
    return found


def short_code(code: str) -> str:
    """Five signs at most: province, place of the county in its prefecture, place of the street."""
    return code[:2] + code[4:6] if len(code) == 6 else code[:2] + code[5] + code[7:9]


def _telephone(pack: Pack, kind: str) -> str:
    if kind != CommunityKind.STREET:
        return ""
    offices = [one for one in pack.organisations if one.kind == "street_office"]
    return offices[0].telephone if offices else ""


def _hours(home: Community) -> None:
    OfficeHours.objects.get_or_create(
        community=home,
        effective_from=FIRST_HOURS,
        defaults={"intervals": DEFAULT_INTERVALS},
    )


def _regions(pack: Pack, home: Community) -> None:
    rows = []
    parent = ""
    for region in pack.regions:
        rows.append(
            {
                "level": region.level,
                "code": region.code,
                "name": region.name.zh_Hans,
                "short_name": region.short_name,
                "parent_code": parent,
                "source": "GB/T 2260" if region.real_code else "示例数据，代码为虚构",
                "community": home.slug if region.level == "community" else "",
            }
        )
        parent = region.code
    load_regions(rows=rows, actor=SYSTEM)
