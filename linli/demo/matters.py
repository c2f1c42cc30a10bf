"""One everyday matter: what is said, about which place, by whom, and who should settle it."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from linli.demo.ground import BuildingRow, DwellingRow, Ground, HouseholdRow
from linli.demo.names import age_on
from linli.demo.storybook import Party, Reporter
from linli.demo.variations import Entry, Painting, Reply, floor_words, paint, variations

SOURCES = {"resident": 62, "telephone": 20, "counter": 10, "paper": 3, "hotline": 5}
LIFT_FLOORS = 9
SHOWN = 4
TALKS = frozenset({"need", "enquiry", "suggestion", "noise", "pets", "dispute", "property"})


@dataclass(frozen=True)
class Matter:
    """`to` is the key of the organisation or worker, `worker` the grid worker of the place."""

    type: str
    title: str
    text: str
    place: str
    source: str
    reporter: Reporter
    worker: str
    to: str
    limit_days: int
    painting: Painting | None = None
    entry: Entry | None = None
    reply: Reply | None = None
    parties: tuple[Party, ...] = ()

    @property
    def by_talk(self) -> bool:
        """Settled by words rather than by tools."""
        return by_talk(self.type)


def by_talk(kind: str) -> bool:
    return kind.partition(".")[0] in TALKS


def matters(rng: Random, whole: Ground, entries: Sequence[Entry], *, alone: bool) -> Matter:
    """A matter of one of `entries`; with `alone` it goes to an organisation, not to the worker."""
    able = [entry for entry in entries if not entry.lift or _with_lift(whole)]
    entry = rng.choices(able, weights=[entry.weight for entry in able])[0]
    building = rng.choice(_with_lift(whole) if entry.lift else _homes(whole))
    household = _neighbour(rng, whole, building)
    worker = _worker(whole, building)
    place, words = _place(rng, entry, building, household.dwelling)
    painting = paint(rng, entry, words)
    to = _settler(whole, entry, building, worker)
    if alone and to == worker:
        to = next(one.key for one in whole.pack.organisations if one.kind == "property_firm")
    reporter, source = _reporter(rng, entry, household, worker)
    return Matter(
        type=entry.type,
        title=painting.title,
        text=painting.text,
        place=place,
        source=source,
        reporter=reporter,
        worker=worker,
        to=to,
        limit_days=entry.limit_days,
        painting=painting,
        entry=entry,
        parties=_parties(rng, whole, entry, household),
    )


def replies(rng: Random, whole: Ground, stage: str) -> Matter:
    everything = variations()
    reply = rng.choice(everything.answered if stage == "answered" else everything.refused)
    building = rng.choice(_homes(whole))
    household = _neighbour(rng, whole, building)
    worker = _worker(whole, building)
    return Matter(
        type=reply.type,
        title=reply.title,
        text=reply.text,
        place=building.words,
        source=rng.choice(("telephone", "counter", "resident")),
        reporter=Reporter("resident", home=household.dwelling.words),
        worker=worker,
        to=worker,
        limit_days=3,
        reply=reply,
    )


def _homes(whole: Ground) -> list[BuildingRow]:
    """Of the first grid more is told: it is the one whose worker a visitor signs in as."""
    return [
        row
        for row in whole.places.buildings
        if row.use == "residential"
        for _ in range(SHOWN if whole.grid_of[row.site] == 1 else 1)
    ]


def _with_lift(whole: Ground) -> list[BuildingRow]:
    return [row for row in _homes(whole) if row.floors >= LIFT_FLOORS]


def _worker(whole: Ground, building: BuildingRow) -> str:
    grid = whole.grid_of[building.site]
    return next(one.key for one in whole.pack.staff if grid in one.grids)


def _neighbour(rng: Random, whole: Ground, building: BuildingRow) -> HouseholdRow:
    """A household of the building with a grown-up who can be called."""
    for _ in range(50):
        entrance = rng.randint(1, building.entrances)
        number = f"{rng.randint(1, building.floors)}01"
        found = whole.lived_in(building.estate, building.number, entrance, number)
        head = whole.resident(found.members[0])
        if head.mobile and age_on(head.birth_date, whole.pack.as_of) >= 20:
            return found
    raise ValueError(f"nobody at {building.words} can be called")


def _place(
    rng: Random, entry: Entry, building: BuildingRow, home: DwellingRow
) -> tuple[str, dict[str, str]]:
    """The whole words of the place, and the slots that the texts take from it."""
    floor = floor_words(rng.randint(2, building.floors) if building.floors > 1 else 1)
    entrance = f"{building.number}号楼{home.entrance}单元"
    match entry.where:
        case "home":
            return home.words, {"place": entrance, "floor": floor_words(home.floor)}
        case "entrance":
            return f"{building.estate}{entrance}", {"place": entrance, "floor": floor}
        case "building":
            return building.words, {"place": f"{building.number}号楼", "floor": floor}
    spot = rng.choice(entry.spots)
    return f"{building.estate}{spot}", {"place": spot, "floor": floor}


def _settler(whole: Ground, entry: Entry, building: BuildingRow, worker: str) -> str:
    for unit in entry.units:
        if unit == "grid":
            return worker
        if unit == "committee":
            return "committee"
        for one in whole.pack.organisations:
            if one.kind == unit and (not one.serves or building.estate in one.serves):
                return one.key
    return "committee"


def _reporter(
    rng: Random, entry: Entry, household: HouseholdRow, worker: str
) -> tuple[Reporter, str]:
    if entry.finder == "grid_worker":
        visited = entry.titles[0].startswith("走访")
        return Reporter("grid_worker", staff=worker), "visit" if visited else "grid_worker"
    source = rng.choices(list(SOURCES), weights=list(SOURCES.values()))[0]
    home = household.dwelling.words
    if source == "telephone" and rng.random() < 0.3:
        return Reporter("building_head", home, "", "同楼老人", "电话委托"), source
    return Reporter("resident", home), source


def _parties(
    rng: Random, whole: Ground, entry: Entry, household: HouseholdRow
) -> tuple[Party, ...]:
    if not entry.confidential:
        return ()
    home = household.dwelling
    others = [
        one.dwelling.words
        for one in whole.households
        if one.dwelling.site == home.site and one.dwelling != home
    ]
    return (Party("反映人", home.words), Party("邻居", rng.choice(others)))
