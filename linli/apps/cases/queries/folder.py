"""Everything one case shows to those who work on it, in few statements.

What the story already says (holds, calls for assistance, requests) is read from its steps.
"""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Case as Switch
from django.db.models import Exists, OuterRef, Q, Value, When

from linli.apps.cases.choices import Decision, StepReach, SupervisionKind
from linli.apps.cases.models import Case, Exclusion, Step, Supervision
from linli.apps.cases.queries.file import ReporterShown, masked, reporters_of
from linli.apps.cases.queries.lists import CaseRow, as_rows
from linli.apps.cases.queries.milestones import milestones_of, reached_by, stage_name
from linli.apps.cases.queries.photos import Photo, photos_of
from linli.apps.cases.queries.saying import dressed
from linli.apps.cases.queries.story import lines_of, steps_of, unit_names
from linli.apps.cases.queries.tracks import Clock, clocks_of
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import get_visible, scope, visible
from linli.kernel.community import Community

BESIDE = ("type", "lead", "place", "grid", "asset", "merged_into")
INSIDE = "cases.see_inside"
CONTACT = "cases.contact_data"
NEIGHBOURS = 6
LOOK_BACK = dt.timedelta(days=730)


@dataclass(frozen=True)
class Stretch:
    began_at: dt.datetime
    ended_at: dt.datetime | None


@dataclass(frozen=True)
class Party:
    """A unit or person with a part in the case; `tone` and `mark` draw its picture."""

    name: str
    duty: str
    tone: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Call:
    """A unit called in to help."""

    id: str
    unit_id: int
    unit: str
    text: str
    is_open: bool


@dataclass
class Folder:
    """A case with what the reader may know and do; each part is read when a page asks."""

    community: Community
    actor: Actor
    case: Case
    held: frozenset[str]
    exclusion_waits: bool = False

    @property
    def version(self) -> int:
        return self.case.version

    @property
    def key(self) -> dict[str, Any]:
        """The words every operation on the case begins with."""
        return {"community": self.community, "actor": self.actor, "case_id": self.case.id}

    @property
    def inside(self) -> bool:
        return INSIDE in self.held

    @property
    def unit_id(self) -> int | None:
        return self.actor.organisation_in(self.community.id)

    @property
    def is_mine(self) -> bool:
        """Whether the reader is who handles it now."""
        if self.case.lead_id is not None:
            return self.case.lead_id == self.unit_id
        return bool(self.case.worker) and self.case.worker == self.actor.ref

    @property
    def in_other_hands(self) -> bool:
        return bool(self.case.lead_id or self.case.worker) and not self.is_mine

    @cached_property
    def steps(self) -> list[Step]:
        return steps_of(self.case, inside=self.inside)

    def has(self, *kinds: str) -> bool:
        return any(step.kind in kinds for step in self.steps)

    def last(self, kind: str) -> Step | None:
        return next((step for step in reversed(self.steps) if step.kind == kind), None)

    @cached_property
    def holds(self) -> list[Stretch]:
        return _holds(self.steps)

    @cached_property
    def clocks(self) -> list[Clock]:
        return clocks_of(self.community, self.case, self.holds, clock.now())

    @cached_property
    def photos(self) -> list[Photo]:
        return photos_of(self.community, self.case)

    @cached_property
    def story(self) -> list[dict[str, Any]]:
        """All lines, newest first, each with its photos and whether the reporter reads it."""
        lines = lines_of(self.case, self.steps, self.inside, units=self.units)
        shelves = _shelves(self.steps, self.photos)
        shown = [
            dressed(line, shelves.get(step.id)) | {"told": step.reach != StepReach.INSIDE}
            for step, line in zip(self.steps, lines, strict=True)
        ]
        if shown and self.steps[0].kind == "register":
            shown[0]["quote"] = self.case.text
        return shown[::-1]

    @cached_property
    def reporters(self) -> list[ReporterShown]:
        """Masked, and only for those who may reach the reporter."""
        if CONTACT not in self.held:
            return []
        return [masked(row, self.case) for row in reporters_of(self.case)]

    @cached_property
    def units(self) -> dict[int, str]:
        """Names of the units the story speaks of."""
        known = {
            step.organisation_id: step.organisation.name for step in self.steps if step.organisation
        }
        if self.case.lead:
            known[self.case.lead.id] = self.case.lead.name
        return unit_names(self.steps, known)

    @cached_property
    def calls(self) -> list[Call]:
        """Calls for assistance, oldest first."""
        answered = {step.extra.get("call") for step in self.steps if step.kind == "answer_assist"}
        return [
            Call(
                id=step.extra["call"],
                unit_id=step.extra["unit"],
                unit=self.units.get(step.extra["unit"], ""),
                text=step.text,
                is_open=step.extra["call"] not in answered,
            )
            for step in self.steps
            if step.kind == "call_assist"
        ]

    @property
    def steps_on_the_way(self) -> list[tuple[str, str]]:
        """Limits of the kind that nobody said to be met yet, with their names."""
        done = reached_by(self.steps, self.case.round_number)
        return [(one, stage_name(one)) for one in milestones_of(self.case) if one not in done]

    @property
    def open_calls(self) -> list[Call]:
        """Those still without an answer; a unit sees its own."""
        mine = self.unit_id
        return [one for one in self.calls if one.is_open and mine in (None, one.unit_id)]

    @property
    def asked_extension(self) -> Step | None:
        return self._asked("ask_extension", "decide_extension")

    @property
    def asked_reopening(self) -> Step | None:
        return self._asked("request_reopen", "grant_reopen", "refuse_reopen")

    @cached_property
    def asked_exclusion(self) -> Exclusion | None:
        if not self.exclusion_waits:
            return None
        rows = Exclusion.objects.filter(**self._row(), state=Decision.ASKED)
        return rows.select_related("reason").first()

    @cached_property
    def supervisions(self) -> list[Supervision]:
        """Urges and supervisions, oldest first; none where no rung above a reminder was raised."""
        if not self.case.supervision and not self.has("answer_supervision"):
            return []
        rows = Supervision.objects.filter(**self._row())
        return list(rows.exclude(kind=SupervisionKind.REMINDER))

    @property
    def unanswered(self) -> list[Supervision]:
        return [row for row in self.supervisions if row.needs_answer and row.answered_at is None]

    @cached_property
    def neighbours(self) -> list[CaseRow]:
        """Other cases at the same place (the same building), else of this type in the grid."""
        case = self.case
        same = Q(grid_id=case.grid_id, type__code=case.type.code)
        if case.place is not None:
            building = case.place.building_id or case.place.id
            same = Q(place_id=case.place.id) | Q(place__building_id=building)
        elif case.grid_id is None:
            return []
        rows = visible(self.actor, "cases.see", Case.objects.all(), self.community.id)
        rows = rows.filter(same, registered_at__gte=clock.now() - LOOK_BACK).exclude(id=case.id)
        return as_rows(rows.order_by("-registered_at")[:NEIGHBOURS])

    def _row(self) -> dict[str, Any]:
        return {"community_id": self.community.id, "case_id": self.case.id}

    def _asked(self, asking: str, *deciding: str) -> Step | None:
        """The step that asked, where nobody has decided on it since."""
        words = [step for step in self.steps if step.kind in (asking, *deciding)]
        return words[-1] if words and words[-1].kind == asking else None


def open_folder(
    community: Community, actor: Actor, case_id: uuid.UUID, keys: Iterable[str]
) -> Folder:
    """The case and which of these permissions the reader has for it, in one statement."""
    wanted = sorted({*keys, INSIDE, CONTACT})
    flags = {
        f"may_{place}": Switch(
            When(scope(actor, key, community.id), then=Value(True)), default=Value(False)
        )
        for place, key in enumerate(wanted)
    }
    asked = Exclusion.objects.filter(
        community_id=community.id, case_id=OuterRef("id"), state=Decision.ASKED
    )
    rows = Case.objects.select_related(*BESIDE).annotate(**flags, exclusion_asked=Exists(asked))
    case = get_visible(actor, "cases.see", rows, community.id, id=case_id)
    held = {key for place, key in enumerate(wanted) if getattr(case, f"may_{place}")}
    waiting = bool(getattr(case, "exclusion_asked", False))
    return Folder(community, actor, case, frozenset(held), waiting)


def _holds(steps: list[Step]) -> list[Stretch]:
    """The stretches in which the clock stood; work ending a hold any other way ends it too."""
    found: list[Stretch] = []
    began: dt.datetime | None = None
    for step in steps:
        if step.kind == "hang":
            began = step.happened_at
        elif began is not None and step.kind == "resume":
            found.append(Stretch(began, step.happened_at))
            began = None
    return [*found, Stretch(began, None)] if began is not None else found


def _shelves(steps: list[Step], photos: list[Photo]) -> dict[uuid.UUID, list[Photo]]:
    """Each photo under the step it came with: the last one not later than the photo."""
    shelves: dict[uuid.UUID, list[Photo]] = {}
    for photo in photos:
        earlier = [step for step in steps if step.happened_at <= photo.at] or steps[:1]
        if earlier:
            shelves.setdefault(earlier[-1].id, []).append(photo)
    return shelves
