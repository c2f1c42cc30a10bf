"""What `linli import` does: check a file, then import it whole, or only say what it found."""

import argparse
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction

from linli.apps.places.public import load_region_file
from linli.cli.main import CommandError
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Malformed, Refusal, RuleNotMet
from linli.kernel.registers.checking import check_import
from linli.kernel.registers.definition import REGISTERS
from linli.kernel.registers.models import ImportRun, RunState
from linli.kernel.registers.running import discard_import, faults_of, finish, run_of, start_import

REGIONS = "regions"
LISTS: dict[str, tuple[str, ...]] = {
    "people": ("people.residents",),
    "places": ("places.dwellings", "places.buildings"),
    "buildings": ("places.buildings",),
    "dwellings": ("places.dwellings",),
    "units": ("organisations.units",),
    "duties": ("organisations.duties",),
    "hotline": ("cases.hotline",),
    REGIONS: (),
}
"""Words for registers; of several the first whose columns the file has."""


@dataclass
class Brought:
    """`state`: checked (a dry run), refused (bad rows, nothing stored), done or failed."""

    name: str
    state: str
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    bad: int = 0
    faults: list[dict[str, Any]] = field(default_factory=list)

    @property
    def well(self) -> bool:
        return self.state == RunState.DONE or (self.state == "checked" and not self.bad)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def bring_in(args: argparse.Namespace) -> Brought:
    try:
        content = args.file.read_bytes()
    except OSError as trouble:
        raise CommandError(f"{args.file} cannot be read ({trouble.strerror}).") from trouble
    try:
        if args.list == REGIONS:
            return _regions(args)
        return _register(args, content)
    except Refusal as refusal:
        raise CommandError(f"{args.file}: {refusal.detail}") from refusal


def _register(args: argparse.Namespace, content: bytes) -> Brought:
    community = _community(args.community)
    run = _checked(args, community, content)
    told = Brought(
        name=args.list,
        state="checked",
        new=run.new,
        changed=run.changed,
        unchanged=run.unchanged,
        bad=run.bad,
        faults=[
            {"line": line, "column": column, "reason": reason}
            for line, column, reason in faults_of(run)
        ],
    )
    refused = run.bad and not args.good_rows
    if args.dry_run or refused:
        discard_import(actor=Actor.system(), community=community, run_id=run.id)
        told.state = "checked" if args.dry_run else "refused"
        return told
    start_import(actor=Actor.system(), community=community, run_id=run.id)
    finish(community, run.id)
    told.state = str(run_of(community, run.id).state)
    return told


def _checked(args: argparse.Namespace, community: Community, content: bytes) -> ImportRun:
    keys = LISTS[args.list]
    for key in keys:
        try:
            return check_import(
                actor=Actor.system(),
                community=community,
                register=REGISTERS[key],
                content=content,
                filename=args.file.name,
            )
        except Malformed:
            if key == keys[-1]:
                raise
    raise CommandError(f"there is no list “{args.list}”.")


def _regions(args: argparse.Namespace) -> Brought:
    """Regions are shared ground and come in whole or not at all; a dry run is rolled back."""
    try:
        with transaction.atomic():
            loaded = load_region_file(path=args.file, actor=Actor.system())
            transaction.set_rollback(args.dry_run)
    except RuleNotMet as refusal:
        faults = [
            {"line": each["line"], "column": each["column"], "reason": each["detail"]}
            for each in refusal.data.get("errors", [])
        ]
        return Brought(REGIONS, "refused", bad=len(faults), faults=faults)
    state = "checked" if args.dry_run else RunState.DONE.value
    return Brought(REGIONS, state, loaded.new, loaded.changed, loaded.unchanged)


def _community(slug: str | None) -> Community:
    if not slug:
        raise CommandError("say which community: --community SLUG.")
    found = Community.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(f"there is no community “{slug}”.")
    return found
