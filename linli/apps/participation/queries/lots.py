"""What is published of a draw: before it the digest of the seed, after it everything."""

from dataclasses import dataclass, field

from linli.apps.participation.models import Gathering, Lot, LotEntry
from linli.apps.participation.rules.lots import Entry, digest, draw, list_of


@dataclass(frozen=True)
class LotProof:
    """No names: a sign-up knows its number. `holds`: this page repeated the draw and agrees."""

    seed_digest: str
    seed: str = ""
    list_digest: str = ""
    entries: list[LotEntry] = field(default_factory=list)
    holds: bool = False


def proof_of(gathering: Gathering) -> LotProof | None:
    lot = Lot.objects.filter(community_id=gathering.community_id, gathering_id=gathering.id).first()
    if lot is None:
        return None
    if lot.drawn_at is None:
        return LotProof(lot.seed_digest)
    rows = list(LotEntry.objects.filter(community_id=lot.community_id, lot_id=lot.id))
    drawn: list[Entry] = [(row.number, row.seats) for row in rows]
    holds = (
        digest(lot.seed) == lot.seed_digest
        and digest(list_of(drawn)) == lot.list_digest
        and draw(lot.seed, drawn) == drawn
    )
    return LotProof(lot.seed_digest, lot.seed, lot.list_digest, rows, holds)
