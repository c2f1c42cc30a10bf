"""Loading the shared region tree from a published or an own list."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from linli.apps.places.choices import REGIONS_LOADED
from linli.apps.places.models import Region, RegionCode
from linli.apps.places.queries.regions import (
    RegionRow,
    Remark,
    check_regions,
    read_region_rows,
)
from linli.kernel.access.actor import Actor, Role
from linli.kernel.community import Community
from linli.kernel.errors import NotAllowed, RuleNotMet
from linli.kernel.records.writing import write_record
from linli.kernel.tenancy import uuid7

SCHEME = "gb"


@dataclass(frozen=True)
class RegionsLoaded:
    new: int
    changed: int
    unchanged: int
    warnings: list[Remark] = field(default_factory=list)


def load_region_file(*, path: Path, actor: Actor) -> RegionsLoaded:
    """Load a CSV or JSON file; for the command line."""
    return load_regions(rows=read_region_rows(path.read_bytes()), actor=actor)


@transaction.atomic
def load_regions(*, rows: Iterable[Mapping[str, str]], actor: Actor) -> RegionsLoaded:
    """Add regions and update those whose current code is known, all or nothing.

    Raises RuleNotMet `regions_refused` with `errors` and `warnings` by line. Regions are shared
    ground: the record stands with the topmost community, if there is one yet.
    """
    _require_system(actor)
    codes = RegionCode.objects.filter(scheme=SCHEME).select_related("region")
    # Where a code was used twice, the region that has it now.
    known = {code.value: code.region for code in codes.order_by(F("valid_to").asc(nulls_last=True))}
    check = check_regions(rows, known)
    if check.errors:
        detail = _("%(count)s lines cannot be taken. Nothing was stored.")
        raise RuleNotMet(
            "regions_refused",
            detail % {"count": len(check.errors)},
            errors=[_plain(remark) for remark in check.errors],
            warnings=[_plain(remark) for remark in check.warnings],
        )
    loaded = _store(check.rows, known, check.warnings)
    _write(check.rows, loaded, actor)
    return loaded


def _store(
    rows: Sequence[RegionRow], known: dict[str, Region], warnings: list[Remark]
) -> RegionsLoaded:
    """Parents first; successors at last, because they may be any row."""
    new: set[str] = set()
    changed: set[str] = set()
    communities = dict(Community.objects.values_list("slug", "id"))
    for row in sorted(rows, key=lambda each: len(each.code)):
        region = _of(row, known) or Region()
        fresh = region.pk is None
        if _fill(region, row, known, communities) or fresh:
            region.save()
            (new if fresh else changed).add(row.code)
        _keep_code(region, row, fresh)
        known[row.code] = region
    changed |= _link_successors(rows, known) - new
    return RegionsLoaded(len(new), len(changed), len(rows) - len(new) - len(changed), warnings)


def _of(row: RegionRow, known: dict[str, Region]) -> Region | None:
    """The region of a code; a code that was closed and comes again means another region."""
    region = known.get(row.code)
    if region is not None and region.valid_to and not row.valid_to:
        return None
    return region


def _keep_code(region: Region, row: RegionRow, fresh: bool) -> None:
    if fresh:
        RegionCode.objects.create(
            region=region,
            scheme=SCHEME,
            value=row.code,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
    elif row.valid_to:
        mine = RegionCode.objects.filter(region=region, scheme=SCHEME, value=row.code)
        mine.update(valid_to=row.valid_to)


def _fill(
    region: Region, row: RegionRow, known: dict[str, Region], communities: dict[str, int]
) -> bool:
    parent = known.get(row.parent_code)
    wanted = {
        "level": row.level,
        "name": row.name,
        "short_name": row.short_name or region.short_name,
        "parent_id": parent.pk if parent else region.parent_id,
        "valid_from": row.valid_from or region.valid_from,
        "valid_to": row.valid_to or region.valid_to,
        "code_source": row.source or region.code_source,
        "community_id": communities.get(row.community, region.community_id),
    }
    differs = [name for name, value in wanted.items() if getattr(region, name) != value]
    for name in differs:
        setattr(region, name, wanted[name])
    return bool(differs)


def _link_successors(rows: Sequence[RegionRow], known: dict[str, Region]) -> set[str]:
    linked = set()
    for row in rows:
        heir, region = known.get(row.replaced_by_code), known[row.code]
        if heir is not None and region.replaced_by_id != heir.pk:
            region.replaced_by = heir
            region.save(update_fields=["replaced_by"])
            linked.add(row.code)
    return linked


def _write(rows: Sequence[RegionRow], loaded: RegionsLoaded, actor: Actor) -> None:
    top = Community.objects.filter(parent__isnull=True).first()
    if top is None:
        return
    lines = "\n".join(f"{row.code} {row.name}" for row in rows)
    write_record(
        verb=REGIONS_LOADED,
        community_id=top.id,
        object_kind="places.region",
        object_id=uuid7(),
        actor=actor,
        new=loaded.new,
        changed=loaded.changed,
        digest=hashlib.sha256(lines.encode()).hexdigest(),
    )


def _require_system(actor: Actor) -> None:
    admin = any(grant.role == Role.SYSTEM_ADMIN for grant in actor.grants)
    if actor.ref != "system" and not admin:
        raise NotAllowed("not_allowed", _("Your role does not allow this here."))


def _plain(remark: Remark) -> dict[str, str | int]:
    return {
        "line": remark.line,
        "column": remark.column,
        "code": remark.code,
        "detail": remark.says,
    }
