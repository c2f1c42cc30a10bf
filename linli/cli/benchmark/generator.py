"""Many cases, fast: rows made in bulk with the spread of real years.

Only for measuring. One community, `bench`, holds `own` cases with types, a grid and a building;
the others share the rest evenly. Nine of ten cases are finished, as after some years of work.
"""

import datetime as dt
import random
from collections.abc import Iterator

from django.db import connection, transaction

from linli.apps.accounts.public import Credential, GrantRow
from linli.apps.cases.public import Case, CaseType, FoundBy, Level, Source, load_defaults
from linli.apps.places.public import Grid, Place
from linli.kernel import clock
from linli.kernel.access.actor import Actor, Role
from linli.kernel.bigrams import index_text
from linli.kernel.calendar_tables import seed_calendar
from linli.kernel.community import Community, CommunityKind
from linli.kernel.inserting import Row, insert_rows

BATCH = 2000
YEARS = 3
WORDS = (
    "楼道灯不亮，老人下楼看不清",
    "垃圾桶满了没有人清",
    "下水道堵了，污水冒出来",
    "电动车停在消防通道",
    "单元门关不上",
    "树枝压到电线",
)
STATES = (
    ["archived"] * 80 + ["closed"] * 10 + ["handling", "dispatched", "registered"] * 3 + ["hung"]
)


def generate(own: int) -> Community:
    """The community to measure in, with `own` cases."""
    seed_calendar()
    home = _community(0)
    load_defaults(community=home, actor=Actor.system())
    grid, place = _ground(home)
    _staff(home, grid)
    _fill(home, own, grid, place)
    _analyse()
    return home


def generate_others(cases: int, communities: int) -> None:
    """More communities around it, with so many cases in all."""
    for number in range(1, communities + 1):
        _fill(_community(number), cases // communities, None, None)
    _analyse()


def _community(number: int) -> Community:
    return Community.objects.create(
        slug="bench" if number == 0 else f"bench-{number}",
        code="BN" if number == 0 else f"B{number:03}",
        kind=CommunityKind.COMMUNITY,
        names={"zh-hans": "测速社区", "en": "Bench"},
    )


def _ground(home: Community) -> tuple[Grid, Place]:
    today = clock.today(home)
    grid = Grid.objects.create(
        community=home, kind="general", code="001", sequence=1, name="第一网格", opened_on=today
    )
    place = Place(community=home, kind="building", grid=grid, name="2号楼", number="2")
    place.full_name, place.building_id = "金星苑2号楼", place.id
    place.save()
    return grid, place


def _staff(home: Community, grid: Grid) -> None:
    for login, role in (("committee", Role.COMMITTEE), ("grid_worker", Role.GRID_WORKER)):
        one = Credential.objects.create(login=login, name=login, created_at=clock.now())
        GrantRow.objects.create(
            community=home,
            credential=one,
            role=role,
            grid_id=grid.id if role == Role.GRID_WORKER else None,
            since=dt.date(2000, 1, 1),
            given_by="system",
            written_at=clock.now(),
        )


def _fill(home: Community, count: int, grid: Grid | None, place: Place | None) -> None:
    kind = CaseType.objects.filter(community_id=home.id, active=True).first()
    if kind is None:
        kind = CaseType.objects.create(
            community=home,
            code="other",
            names={"zh-hans": "其他"},
            kind="event",
            effective_from=dt.date(2000, 1, 1),
        )
    rows: list[Row] = []
    for case in _cases(home, kind, count, grid, place):
        rows.append(case)
        if len(rows) == BATCH:
            _store(rows)
            rows = []
    _store(rows)


def _store(rows: list[Row]) -> None:
    with transaction.atomic():
        insert_rows(Case, rows)


def _cases(
    home: Community, kind: CaseType, count: int, grid: Grid | None, place: Place | None
) -> Iterator[Row]:
    chance = random.Random(home.id)  # noqa: S311  made-up rows, not secrets
    now = clock.now()
    spread = dt.timedelta(days=365 * YEARS) / max(count, 1)
    indexed = [index_text(words) for words in WORDS]
    for number in range(count):
        at = now - spread * (count - number)
        word = number % len(WORDS)
        state = chance.choice(STATES)
        closed = at + dt.timedelta(days=3) if state in {"archived", "closed"} else None
        yield dict(
            community_id=home.id,
            number=f"{home.code}-{at:%y%m}-{number:06}",
            query_code=f"{home.code}-{number:08}",
            source=Source.RESIDENT,
            found_by=FoundBy.COMPLAINT,
            type_id=kind.id,
            title=WORDS[word][:12],
            text=WORDS[word],
            public_title=WORDS[word][:12],
            place_id=place.id if place else None,
            grid_id=grid.id if grid else None,
            state=state,
            level=Level.COMMUNITY,
            public=True,
            response_due=at + dt.timedelta(hours=6),
            responded_at=at + dt.timedelta(hours=2) if closed else None,
            resolution_due=at + dt.timedelta(days=7),
            paused_at=at if state == "hung" else None,
            settled_level=chance.choice(["grid"] * 8 + ["community", "street"]) if closed else "",
            resolved_at=closed,
            closed_at=closed,
            registered_by="anon",
            happened_at=at,
            registered_at=at,
            accepted_at=at,
            changed_at=closed or at,
            search=f" {indexed[word]} ",
        )


def _analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
