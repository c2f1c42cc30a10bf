"""Lists of residents to import, and what is compared before and after."""

import random

from linli.apps.people.models import Person
from linli.apps.people.operations.tracing import snapshot
from linli.apps.people.queries.listing import register_rows
from linli.apps.people.registers import RESIDENTS
from linli.apps.people.tests.ground import Ground, identity_number, workbook
from linli.apps.places.public import Place, PlaceKind
from linli.kernel.registers.checking import check_import
from linli.kernel.registers.models import ImportRun
from linli.kernel.registers.running import start_import, undo_import

HEADER = ("姓名", "证件号码", "联系电话", "现住址", "与户主关系", "标签", "出生日期")
Row = tuple[object, ...]
FAMILY: tuple[Row, ...] = (
    (
        "林小满",
        identity_number(123),
        "13900001234",
        "金星苑1号楼1单元201",
        "户主",
        "独居、高龄",
        "",
    ),
    ("陈静", identity_number(124), "", "1栋1单元201室", "妻", "", ""),
    ("林知夏", "", "", "金星苑1号楼1单元201", "女", "", "2015/6/1"),
)


def check(ground: Ground, *rows: Row, header: Row = HEADER, who: str = "committee") -> ImportRun:
    return check_import(
        actor=ground.cast.actor(who),
        community=ground.community,
        register=RESIDENTS,
        content=workbook(header, *rows),
        filename="residents.xlsx",
    )


def start(ground: Ground, run: ImportRun) -> ImportRun:
    return start_import(
        actor=ground.cast.actor("committee"), community=ground.community, run_id=run.id
    )


def undo(ground: Ground, run: ImportRun) -> ImportRun:
    return undo_import(
        actor=ground.cast.actor("committee"), community=ground.community, run_id=run.id
    )


def exported(ground: Ground) -> list[dict[str, str]]:
    return list(register_rows(ground.community, ground.cast.actor("committee")))


def everything(ground: Ground) -> object:
    ids = Person.objects.filter(community_id=ground.community.id).values_list("id", flat=True)
    places = Place.objects.filter(community_id=ground.community.id).values_list("id", flat=True)
    return snapshot(ground.community, list(ids), list(places))


def counts(run: ImportRun) -> tuple[int, int, int, int]:
    return run.new, run.changed, run.unchanged, run.bad


def many(ground: Ground, bad: int) -> list[Row]:
    chance = random.Random(14)
    homes = list(
        Place.objects.filter(community_id=ground.community.id, kind=PlaceKind.DWELLING).values_list(
            "full_name", flat=True
        )
    )
    wrong = set(chance.sample(range(2000), bad))
    rows: list[Row] = []
    for serial in range(2000):
        number = identity_number(serial % 1000, f"19{50 + serial // 1000}0302")
        if serial in wrong:
            number = number[:6] + "19501340" + number[14:]
        home = homes[serial % len(homes)]
        rows.append((f"居民{serial}", number, "", home, "其他关系", "", ""))
    return rows
