"""The worker closes new records into a hash chain; `verify` recomputes it.

Writers never wait for each other: sealing happens after the commit, in batches. A record that
commits late goes into the next seal, because sealing looks back an hour before the last one.
"""

import hashlib
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet

from linli.kernel import clock
from linli.kernel.records.models import Record, Seal, SealedRecord

BATCH = 500
LOOK_BACK_MS = 3600 * 1000
START = "0" * 64


@dataclass(frozen=True)
class Fault:
    """What does not agree: `what` is a code, `where` names the record or the seal."""

    community_id: int
    what: str
    where: str


def record_digest(record: Record) -> str:
    """SHA-256 over the record's every column in a fixed order (times in UTC)."""
    parts = [
        record.id.hex,
        str(record.community_id),
        record.verb,
        record.object_kind,
        record.object_id.hex,
        record.actor,
        record.subject.hex if record.subject else "",
        record.basis,
        f"{record.happened_at.timestamp():.6f}",
        f"{record.written_at.timestamp():.6f}",
        json.dumps(record.payload, sort_keys=True, ensure_ascii=False),
    ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def seal_digest(previous: str, number: int, digests: list[str]) -> str:
    text = "\x1f".join([previous, str(number), *digests])
    return hashlib.sha256(text.encode()).hexdigest()


def unsealed(community_id: int) -> QuerySet[Record]:
    """Records of one community that no seal holds yet, oldest key first."""
    sealed = SealedRecord.objects.filter(community_id=community_id, id=OuterRef("id"))
    rows = Record.objects.filter(community_id=community_id).filter(~Exists(sealed))
    newest = SealedRecord.objects.filter(community_id=community_id).order_by("-id").first()
    if newest is not None:
        rows = rows.filter(id__gte=_an_hour_before(newest.id))
    return rows.order_by("id")


def _an_hour_before(key: uuid.UUID) -> uuid.UUID:
    # A uuid7 begins with 48 bits of milliseconds: comparing keys compares times.
    milliseconds = max((key.int >> 80) - LOOK_BACK_MS, 0)
    return uuid.UUID(int=milliseconds << 80)


def seal(community_id: int) -> int:
    """Close one batch; how many records went in. Another worker being faster is no error."""
    try:
        with transaction.atomic():
            return _seal_batch(community_id)
    except IntegrityError:
        return 0


def _seal_batch(community_id: int) -> int:
    records = list(unsealed(community_id)[:BATCH])
    if not records:
        return 0
    last = Seal.objects.filter(community_id=community_id).order_by("-number").first()
    number = last.number + 1 if last else 1
    previous = last.digest if last else START
    digests = [record_digest(record) for record in records]
    Seal.objects.create(
        community_id=community_id,
        number=number,
        count=len(records),
        previous=previous,
        digest=seal_digest(previous, number, digests),
        sealed_at=clock.now(),
    )
    SealedRecord.objects.bulk_create(
        SealedRecord(
            id=record.id,
            community_id=community_id,
            seal_number=number,
            position=position,
            digest=digest,
        )
        for position, (record, digest) in enumerate(zip(records, digests, strict=True))
    )
    return len(records)


def head(community_id: int) -> Seal | None:
    """The newest seal: its number and digest stand on the public board."""
    return Seal.objects.filter(community_id=community_id).order_by("-number").first()


def verify(community_id: int, anchor: tuple[int, str] | None = None) -> Iterator[Fault]:
    """Every disagreement between records, seals and, if given, a head written down elsewhere."""
    previous = START
    seen_anchor = anchor is None
    for expected, seal_row in enumerate(
        Seal.objects.filter(community_id=community_id).order_by("number").iterator(), start=1
    ):
        if seal_row.number != expected:
            yield Fault(community_id, "seal_missing", str(expected))
        if seal_row.previous != previous:
            yield Fault(community_id, "chain_broken", f"seal {seal_row.number}")
        yield from _verify_seal(seal_row)
        previous = seal_row.digest
        if anchor and seal_row.number == anchor[0]:
            seen_anchor = seal_row.digest.startswith(anchor[1])
    if not seen_anchor and anchor:
        yield Fault(community_id, "anchor_differs", f"seal {anchor[0]}")


def _verify_seal(row: Seal) -> Iterator[Fault]:
    places = list(
        SealedRecord.objects.filter(community_id=row.community_id, seal_number=row.number).order_by(
            "position"
        )
    )
    kept = Record.objects.filter(
        community_id=row.community_id, id__in=[place.id for place in places]
    ).in_bulk()
    for place in places:
        record = kept.get(place.id)
        if record is None:
            yield Fault(row.community_id, "record_missing", str(place.id))
        elif record_digest(record) != place.digest:
            yield Fault(row.community_id, "record_changed", str(place.id))
    digests = [place.digest for place in places]
    if len(places) != row.count or seal_digest(row.previous, row.number, digests) != row.digest:
        yield Fault(row.community_id, "seal_changed", f"seal {row.number}")
