"""Who raises a story's matter, by which channel, on what ground; and where it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from linli.apps.cases.public import NewCase, ReporterGiven
from linli.demo.addresses import Place as Words
from linli.demo.addresses import read_place
from linli.demo.ground import HouseholdRow, ResidentRow
from linli.demo.loading.context import Loading
from linli.demo.loading.staff import Roster
from linli.demo.storybook import Story
from linli.kernel.access.actor import Actor
from linli.kernel.records.models import Basis

SOURCES = {"hall": "meeting"}
BY_STAFF = {
    "telephone": Basis.STAFF_PHONE,
    "hotline": Basis.STAFF_PHONE,
    "counter": Basis.STAFF_DESK,
    "hall": Basis.STAFF_DESK,
    "paper": Basis.PAPER,
}


def _read(loading: Loading, words: str) -> Words:
    return read_place(words, [estate.name for estate in loading.pack.estates])


def household_at(loading: Loading, words: str) -> HouseholdRow:
    place = _read(loading, words)
    return loading.ground.lived_in(place.estate, place.building, place.entrance, place.dwelling)


def homes_in(loading: Loading, story: Story) -> Iterator[HouseholdRow]:
    if story.reporter.home:
        yield household_at(loading, story.reporter.home)


def speaker(loading: Loading, story: Story) -> ResidentRow | None:
    """Who speaks for a home: its head."""
    if not story.reporter.home:
        return None
    return loading.ground.resident(household_at(loading, story.reporter.home).members[0])


@dataclass(frozen=True)
class Raised:
    actor: Actor
    new: NewCase
    reporter: ReporterGiven | None


def raised(loading: Loading, roster: Roster, story: Story) -> Raised:
    return Raised(_actor(loading, roster, story), _new(loading, story), _reporter(loading, story))


def _actor(loading: Loading, roster: Roster, story: Story) -> Actor:
    if story.source in {"grid_worker", "visit"}:
        return roster.actor(story.reporter.staff)
    if story.source in BY_STAFF:
        return roster.actor("committee")
    if roster.resident is not None and speaker(loading, story) == roster.resident:
        return roster.resident_on(story.reported_at.date())
    return Actor.anonymous()


def _new(loading: Loading, story: Story) -> NewCase:
    words = _read(loading, story.place)
    place = None
    for name in _names(words):
        place = place or loading.place(name)
    return NewCase(
        text=story.text,
        title=story.title,
        type_code=story.type,
        source=SOURCES.get(story.source, story.source),
        place_id=place.id if place else None,
        place_words=story.place,
        public=not story.confidential,
    )


def _names(words: Words) -> Iterator[str]:
    """Whole names of the place, the most exact first."""
    building = f"{words.estate}{words.building}号楼"
    if words.dwelling:
        yield f"{building}{words.entrance}单元{words.dwelling}"
    if words.entrance:
        yield f"{building}{words.entrance}单元"
    if words.building:
        yield building
    if words.estate:
        yield words.estate


def _reporter(loading: Loading, story: Story) -> ReporterGiven | None:
    """None where we found it ourselves: nobody has to be told."""
    told = story.reporter
    if told.role == "grid_worker":
        return None
    if told.role == "anonymous":
        return ReporterGiven(anonymous=True)
    basis = BY_STAFF.get(story.source, Basis.SELF)
    if told.role == "partner":
        unit = next(one for one in loading.pack.organisations if one.key == told.staff)
        return ReporterGiven(name=unit.name, phone=unit.telephone, basis=basis)
    one = speaker(loading, story)
    if one is None:
        return ReporterGiven(name="热线转来的居民", basis=basis)
    if told.on_behalf_of:
        return ReporterGiven(
            name=told.on_behalf_of, phone=one.mobile, basis=Basis.NEIGHBOUR, proxy_name=one.name
        )
    return ReporterGiven(
        name=one.name, phone=one.mobile, person_id=loading.person_id(one), basis=basis
    )
