"""How far rounds are: by building, by state, for one's own grid."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from django.db.models import Count, Q

from linli.apps.places.public import Place, places_under
from linli.apps.rounds.choices import RoundState, RowState
from linli.apps.rounds.models import Round, RoundRow
from linli.apps.rounds.rules import CHECK, SEE
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import get_visible, scope
from linli.kernel.community import Community

LOOKED = (RowState.FINE, RowState.FINDING)
SHOWN = 5000


@dataclass(frozen=True)
class RoundLine:
    round: Round
    total: int
    to_do: int
    findings: int
    missed: int
    overdue: bool

    @property
    def percent(self) -> int:
        return round(100 * (self.total - self.to_do - self.missed) / self.total)


def _counted() -> dict[str, Count]:
    def of(*states: str) -> Count:
        return Count("rows", filter=Q(rows__state__in=states))

    return {
        "total": Count("rows"),
        "to_do": of(RowState.OPEN),
        "found": of(RowState.FINDING),
        "lost": of(RowState.MISSED),
    }


def round_lines(community: Community, actor: Actor, *, closed: bool = False) -> list[RoundLine]:
    """Rounds with their progress, the newest first: one statement."""
    state = RoundState.CLOSED if closed else RoundState.OPEN
    rows = Round.objects.filter(scope(actor, SEE, community.id), community_id=community.id)
    today = clock.today(community)
    return [_line(row, today) for row in rows.filter(state=state).annotate(**_counted())[:100]]


def _line(row: Round, today: dt.date) -> RoundLine:
    counted = row.__dict__
    return RoundLine(
        row,
        counted["total"],
        counted["to_do"],
        counted["found"],
        counted["lost"],
        row.state == RoundState.OPEN and row.due_on < today,
    )


def round_of(community: Community, actor: Actor, round_id: uuid.UUID) -> Round:
    rows = Round.objects.select_related("within")
    return get_visible(actor, SEE, rows, community.id, id=round_id)


@dataclass(frozen=True)
class RowLine:
    row: RoundRow
    place: Place
    mine: bool


@dataclass
class Block:
    """The rows of one building, or of what stands in none."""

    name: str
    total: int = 0
    done: int = 0
    findings: int = 0
    missed: int = 0
    lines: list[RowLine] = field(default_factory=list)


@dataclass(frozen=True)
class RoundView:
    round: Round
    blocks: list[Block]
    total: int
    to_do: int
    fine: int
    findings: int
    not_needed: int
    missed: int


def view_round(community: Community, actor: Actor, round_id: uuid.UUID) -> RoundView:
    """The round by building; `mine` says which rows this reader may write. Three statements."""
    row = round_of(community, actor, round_id)
    rows = RoundRow.objects.filter(community_id=community.id, round_id=row.id)
    own = set(rows.filter(scope(actor, CHECK, community.id)).values_list("id", flat=True))
    found = list(rows.select_related("place__building")[:SHOWN])
    found.sort(key=_in_order)
    blocks: dict[str, Block] = {}
    for each in found:
        name = each.place.building.full_name if each.place.building else each.place.full_name
        block = blocks.setdefault(name, Block(name))
        _count(block, each)
        block.lines.append(RowLine(each, each.place, each.id in own))
    sums = {state: sum(1 for each in found if each.state == state) for state in RowState.values}
    return RoundView(
        row,
        list(blocks.values()),
        len(found),
        sums["open"],
        sums["fine"],
        sums["finding"],
        sums["not_needed"],
        sums["missed"],
    )


def _in_order(row: RoundRow) -> tuple[int, str, int, str]:
    building = row.place.building
    first = (building.sequence, building.full_name) if building else (0, "")
    return (*first, row.place.sequence, row.place.full_name)


def _count(block: Block, row: RoundRow) -> None:
    block.total += 1
    block.done += row.state in (*LOOKED, RowState.NOT_NEEDED)
    block.findings += row.state == RowState.FINDING
    block.missed += row.state == RowState.MISSED


def places_for(community: Community, within: Place | None, kind: str) -> list[Place]:
    """Every open place of a kind below a place, or in the whole community."""
    if within is None:
        rows = Place.objects.filter(community_id=community.id, closed_on__isnull=True, kind=kind)
    else:
        rows = places_under(within, kind)
    return list(rows)


def row_of(community: Community, actor: Actor, row_id: uuid.UUID) -> RoundRow:
    """A row this actor may write, with its round and place; else NotSeen."""
    rows = RoundRow.objects.select_related("round", "place")
    return get_visible(actor, CHECK, rows, community.id, id=row_id)


def rows_to_do(community: Community, actor: Actor) -> int:
    """How many places of open rounds wait for this actor."""
    rows = RoundRow.objects.filter(scope(actor, CHECK, community.id), community_id=community.id)
    return rows.filter(state=RowState.OPEN, round__state=RoundState.OPEN).count()
