"""The index of evidence: each standard with the records that show it, page and file alike."""

import csv
import io
import uuid
import zipfile
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from linli.apps.bulletins.models import Programme, Standard
from linli.apps.bulletins.queries.naming import RowTable, table_of
from linli.apps.bulletins.rules.upward import SEE_DEMANDS
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import get_visible, require
from linli.kernel.asking import readable
from linli.kernel.community import Community
from linli.kernel.measures import MEASURES, Measure, Question
from linli.kernel.media import storing
from linli.kernel.media.models import Attachment

SHOWN, MOST_ROWS, MOST_PHOTOS = 5, 5000, 40


@dataclass(frozen=True)
class StandardLine:
    """`found` is how many records show it; `others` are programmes that use the same ones."""

    row: Standard
    measure: Measure | None
    found: int
    table: RowTable
    others: list[str]

    @property
    def missing(self) -> int:
        return max(self.row.needed - self.found, 0)


@dataclass(frozen=True)
class ProgrammePage:
    programme: Programme
    lines: list[StandardLine]

    @property
    def gaps(self) -> int:
        return sum(bool(line.missing) for line in self.lines)


def programmes_for(community: Community, actor: Actor) -> list[Programme]:
    require(actor, SEE_DEMANDS, community.id)
    rows = Programme.objects.filter(community_id=community.id)
    return list(rows.annotate(count=Count("standards"))[:200])


def programme_page(
    community: Community, actor: Actor, programme_id: uuid.UUID, most: int = SHOWN
) -> ProgrammePage:
    found = get_visible(actor, SEE_DEMANDS, Programme.objects.all(), community.id, id=programme_id)
    standards = list(found.standards.all())
    shared = _shared(community, found)
    lines = [_line(community, actor, found, row, shared, most) for row in standards]
    return ProgrammePage(found, lines)


def _shared(community: Community, programme: Programme) -> dict[tuple[str, str], list[str]]:
    rows = Standard.objects.filter(community_id=community.id).exclude(measure="")
    others = rows.exclude(programme_id=programme.id).select_related("programme")
    found: dict[tuple[str, str], list[str]] = {}
    for row in others[:2000]:
        names = found.setdefault(_same(row), [])
        if row.programme.name not in names:
            names.append(row.programme.name)
    return found


def _same(row: Standard) -> tuple[str, str]:
    return row.measure, str(sorted(row.by.items()))


def question_of(community: Community, programme: Programme, row: Standard) -> Question:
    return Question([community], end=programme.last_day, start=programme.first_day, by=row.by)


def _line(
    community: Community,
    actor: Actor,
    programme: Programme,
    row: Standard,
    shared: dict[tuple[str, str], list[str]],
    most: int,
) -> StandardLine:
    measure = MEASURES.get(row.measure)
    if measure is None or not readable(actor, measure, community):
        return StandardLine(row, None, 0, RowTable([], []), [])
    question = question_of(community, programme, row)
    ids = measure.ids(question)
    table = table_of(measure, question, ids[:most])
    return StandardLine(row, measure, len(ids), table, shared.get(_same(row), []))


@dataclass(frozen=True)
class Parcel:
    body: bytes
    standards: int
    files: int


def evidence_zip(page: ProgrammePage) -> Parcel:
    """A table per standard, the photos that may be shown, and the index before them."""
    out, files = io.BytesIO(), 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parcel:
        parcel.writestr(f"{_('index')}.csv", _index(page))
        for line in page.lines:
            name = _safe(f"{line.row.number} {line.row.text}")
            rows = [[*cells, key] for key, cells in line.table.rows]
            parcel.writestr(f"{name}/{_('records')}.csv", _csv([*line.table.heads, "id"], rows))
            files += 1 + _photos(parcel, page.programme, line, name)
    return Parcel(out.getvalue(), len(page.lines), files)


def _index(page: ProgrammePage) -> bytes:
    heads = [_("number"), _("standard"), _("needed"), _("found"), _("missing"), _("shown by")]
    rows = [
        [
            line.row.number,
            line.row.text,
            line.row.needed,
            line.found,
            line.missing,
            str(line.measure.label) if line.measure else "",
        ]
        for line in page.lines
    ]
    return _csv(heads, rows)


def _csv(heads: list[Any], rows: list[list[Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([[_plain(cell) for cell in row] for row in rows])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _plain(cell: Any) -> str:
    """Text that a spreadsheet takes for text, not for a formula."""
    text = str(cell)
    return f"'{text}" if text[:1] in "=+-@\t" and text[:1] else text


def _photos(parcel: zipfile.ZipFile, programme: Programme, line: StandardLine, folder: str) -> int:
    """The clean pictures of the rows, as far as they are public."""
    keys = [key for key, _cells in line.table.rows]
    rows = Attachment.objects.filter(
        community_id=programme.community_id,
        object_id__in=keys[:400],
        kind="image",
        public=True,
        removed_at__isnull=True,
    ).order_by("uploaded_at")
    put = 0
    for photo in rows[:MOST_PHOTOS]:
        path = storing.read_stored(photo.community_id, photo.id, storing.LARGE)
        if path is not None:
            put += 1
            parcel.write(path, f"{folder}/{put:02}.jpg")
    return put


def _safe(name: str) -> str:
    kept = "".join(sign for sign in name if sign.isalnum() or sign in " ._-")
    return kept.strip(" .")[:60] or "-"
