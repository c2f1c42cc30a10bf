"""What a register of places would change: the dry run that the bulk operation then carries out."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from linli.apps.places.models import Place
from linli.apps.places.rules.drafting import (
    PlaceDetails,
    check_parent,
    draft_place,
    length_of,
    line_of,
    set_details,
)
from linli.apps.places.rules.naming import number_of
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet

Key = tuple[uuid.UUID | None, str, str]


@dataclass(frozen=True)
class PlaceLine:
    """One line of a register: `within` names what it stands in, from the top, (kind, name)."""

    kind: str
    name: str
    within: tuple[tuple[str, str], ...] = ()
    details: PlaceDetails = field(default_factory=lambda: PlaceDetails())


@dataclass(frozen=True)
class LineFault:
    """`line` counts from 0; `field` is a column of the register."""

    line: int
    code: str
    detail: str | Promise
    field: str = ""


@dataclass
class Plan:
    """`added` has parents before their children; `before` what the changed fields held.

    `placed` gives the place of each line in turn, None where the line has a fault.
    """

    added: list[Place] = field(default_factory=list)
    changed: dict[uuid.UUID, Place] = field(default_factory=dict)
    before: dict[uuid.UUID, dict[str, Any]] = field(default_factory=dict)
    unchanged: int = 0
    faults: list[LineFault] = field(default_factory=list)
    placed: list[Place | None] = field(default_factory=list)


def plan_places(community: Community, lines: Iterable[PlaceLine]) -> Plan:
    """Draft every line against the register: one statement, whatever the number of lines.

    What a line stands in is added with it when the register does not have it yet.
    """
    return Planner(community).run(lines)


class Planner:
    """Knows the whole register and drafts line after line against it."""

    def __init__(self, community: Community) -> None:
        self.community = community
        self.plan = Plan()
        self.fresh: set[uuid.UUID] = set()
        self.said: set[uuid.UUID] = set()
        self.above: dict[tuple[tuple[str, str], ...], Place] = {}
        self.known: dict[Key, Place] = {
            (row.parent_id, row.kind, row.number): row for row in self._register()
        }

    def _register(self) -> Iterator[Place]:
        rows = Place.objects.filter(community_id=self.community.id, closed_on__isnull=True)
        return rows.order_by().defer("search").iterator(chunk_size=5000)

    def run(self, lines: Iterable[PlaceLine]) -> Plan:
        for number, line in enumerate(lines):
            try:
                self.plan.placed.append(self.take(line))
            except RuleNotMet as trouble:
                self.plan.placed.append(None)
                where = str(trouble.data.get("field", ""))
                self.plan.faults.append(LineFault(number, trouble.code, trouble.detail, where))
        return self.plan

    def hand_over(self) -> Plan:
        """The plan so far, for storing; the next lines begin a new one."""
        done, self.plan, self.fresh = self.plan, Plan(), set()
        return done

    def take(self, line: PlaceLine) -> Place:
        """The place of a line, drafted or known; raises RuleNotMet on the field that cannot be."""
        parent = self._parent(line.within)
        place = self._find(line.kind, line.name, parent)
        if place is None:
            place = self._add(line.kind, line.name, parent, line.details)
        elif place.id in self.said:
            detail = _("%(place)s stands in another line already.") % {"place": place.full_name}
            raise RuleNotMet("line_twice", detail, field="name")
        else:
            self._compare(place, line.details)
        self.said.add(place.id)
        return place

    def _parent(self, within: tuple[tuple[str, str], ...]) -> Place | None:
        """What a line stands in; neighbours stand in the same, so it is asked once."""
        if not within:
            return None
        found = self.above.get(within)
        if found is None:
            parent = self._parent(within[:-1])
            kind, name = within[-1]
            found = self._find(kind, name, parent) or self._add(kind, name, parent, {})
            self.above[within] = found
        return found

    def _find(self, kind: str, name: str, parent: Place | None) -> Place | None:
        check_parent(kind, parent)
        typed = line_of("name", name, most=length_of("name"), least=1)
        return self.known.get((parent.id if parent else None, kind, number_of(kind, typed)))

    def _add(self, kind: str, name: str, parent: Place | None, details: PlaceDetails) -> Place:
        place = draft_place(
            community_id=self.community.id, kind=kind, name=name, parent=parent, details=details
        )
        self.known[(place.parent_id, kind, place.number)] = place
        self.plan.added.append(place)
        self.fresh.add(place.id)
        return place

    def _compare(self, place: Place, details: PlaceDetails) -> None:
        old = {key: getattr(place, key) for key in details}
        fields = set_details(place, details)
        if place.id in self.fresh:
            return
        if fields:
            self.plan.changed[place.id] = place
            kept = self.plan.before.setdefault(place.id, {})
            for key in fields:
                kept.setdefault(key, old[key])
        elif place.id not in self.plan.changed:
            self.plan.unchanged += 1
