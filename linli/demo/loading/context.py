"""The community that is being loaded, and its rows by the names that the content uses."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from functools import cached_property
from zoneinfo import ZoneInfo

from linli.apps.organisations.public import Organisation
from linli.apps.people.public import HouseholdMember, Person
from linli.apps.places.public import Grid, Place, PlaceKind
from linli.demo.ground import Ground, HouseholdRow, ResidentRow
from linli.demo.packs import Cover, Pack, numbers
from linli.demo.storybook import Story
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community

SYSTEM = Actor.system()
GROUND_HOUR = dt.time(10, 0)


@dataclass
class Loading:
    """`opened` is the day the community began to use the platform; `cases` ids by story key."""

    home: Community
    ground: Ground
    stories: tuple[Story, ...]
    opened: dt.date
    scale: float = 1.0
    cases: dict[str, uuid.UUID] = field(default_factory=dict)
    _places: dict[str, Place] = field(default_factory=dict)
    _units: dict[str, Organisation] = field(default_factory=dict)
    _people: dict[tuple[str, str], Person] = field(default_factory=dict)

    @property
    def pack(self) -> Pack:
        return self.ground.pack

    @property
    def zone(self) -> ZoneInfo:
        return self.home.zone

    def moment(self, day: dt.date, hour: dt.time = GROUND_HOUR) -> dt.datetime:
        """That day, or the opening where it lies before it."""
        return dt.datetime.combine(max(day, self.opened), hour, self.zone)

    def local(self, wall: dt.datetime) -> dt.datetime:
        return wall.replace(tzinfo=self.zone)

    @cached_property
    def intakes(self) -> list[dt.date]:
        """When the register is taken over, and brought up to date: each January, and at the end."""
        last = self.pack.as_of
        years = range(self.opened.year + 1, last.year + 1)
        return [self.opened, *(day for y in years if (day := dt.date(y, 1, 15)) < last), last]

    def known_from(self, one: ResidentRow) -> dt.date:
        """The intake that brings this resident into the register."""
        return next(day for day in self.intakes if day >= one.since)

    @cached_property
    def told_of(self) -> frozenset[int]:
        """Households that stories name: they are loaded at every scale."""
        from linli.demo.loading.reporters import homes_in

        return frozenset(
            household.number for story in self.stories for household in homes_in(self, story)
        )

    def kept(self, household: HouseholdRow) -> bool:
        """Whether this household is loaded; below full scale only some are."""
        if self.scale >= 1 or household.number in self.told_of:
            return True
        return household.number % round(1 / self.scale) == 0

    def keeps(self, one: ResidentRow) -> bool:
        return self.kept(self.ground.households[one.household - 1])

    def place(self, words: str) -> Place | None:
        """An estate, building, entrance or dwelling by its whole name."""
        if not self._places:
            rows = Place.objects.filter(community_id=self.home.id).exclude(kind=PlaceKind.FLOOR)
            self._places = {row.full_name: row for row in rows.defer("search")}
        return self._places.get(words)

    def needed_place(self, words: str) -> Place:
        found = self.place(words)
        if found is None:
            raise LookupError(f"{self.home.slug} has no place {words}")
        return found

    def buildings(self, covers: tuple[Cover, ...]) -> list[Place]:
        return [
            self.needed_place(f"{cover.estate}{number}号楼")
            for cover in covers
            for number in numbers(cover.numbers)
        ]

    @cached_property
    def grids(self) -> dict[int, Grid]:
        return {row.sequence: row for row in Grid.objects.filter(community_id=self.home.id)}

    def unit(self, key: str) -> Organisation:
        name = next(one.name for one in self.pack.organisations if one.key == key)
        return self.unit_named(name)

    def unit_named(self, name: str) -> Organisation:
        if name not in self._units:
            here = Organisation.objects.filter(presences__community_id=self.home.id)
            self._units = {row.name: row for row in here}
        return self._units[name]

    def known(self, one: ResidentRow) -> Person | None:
        """Key and name of a resident; None while the register does not know them."""
        home = self.ground.households[one.household - 1].dwelling.words
        found = self._people.get((home, one.name))
        if found is None:
            self._read_people()
            found = self._people.get((home, one.name))
        return found

    def _read_people(self) -> None:
        rows = HouseholdMember.objects.filter(community_id=self.home.id, until__isnull=True)
        names = rows.values_list("household__dwelling__full_name", "person__name", "person_id")
        self._people = {
            (words, name): Person(id=person, community_id=self.home.id, name=name)
            for words, name, person in names
        }

    def person(self, one: ResidentRow) -> Person:
        found = self.known(one)
        if found is None:
            raise LookupError(f"{self.home.slug} does not know resident {one.key} yet")
        return found

    def person_id(self, one: ResidentRow) -> uuid.UUID | None:
        found = self.known(one)
        return found.id if found else None
