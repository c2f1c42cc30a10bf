"""Public things with stickers: put up, moved, marked out of order, taken away."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from linli.apps.places.choices import (
    ASSET_ADDED,
    ASSET_CHANGED,
    ASSET_MOVED,
    ASSET_RETIRED,
    AssetKind,
    AssetState,
)
from linli.apps.places.models import Asset, Grid, Place
from linli.apps.places.operations.places import locked, same_community
from linli.apps.places.rules.drafting import length_of, line_of, not_after
from linli.apps.places.rules.permissions import EDIT_REGISTER
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.records.writing import write_record
from linli.kernel.texts import new_code, read_code, valid_code

STICKER_LENGTH = 7
MOST_TRIES = 5


@transaction.atomic
def add_asset(
    *,
    community: Community,
    kind: str,
    name: str,
    actor: Actor,
    place: Place | None = None,
    grid: Grid | None = None,
    spot: str = "",
    sticker: str = "",
    installed_on: dt.date | None = None,
    checked_until: dt.date | None = None,
    note: str = "",
) -> Asset:
    """Without a sticker code a fresh one is drawn; one given is checked and must be unused."""
    require(actor, EDIT_REGISTER, community.id)
    if kind not in AssetKind.values:
        raise RuleNotMet("not_a_choice", _("Please choose one of the list."), field="kind")
    if installed_on:
        not_after("installed_on", installed_on, clock.today(community))
    asset = Asset(
        community=community,
        kind=kind,
        name=line_of("name", name, most=length_of("name", Asset), least=1),
        spot=line_of("spot", spot, most=length_of("spot", Asset)),
        note=line_of("note", note, most=length_of("note", Asset)),
        installed_on=installed_on,
        checked_until=checked_until,
    )
    _stand(asset, community, place, grid)
    _store_with_sticker(asset, sticker)
    write_record(
        verb=ASSET_ADDED,
        community_id=community.id,
        obj=asset,
        actor=actor,
        kind=kind,
        place=asset.place_id,
    )
    return asset


@transaction.atomic
def move_asset(
    *, asset: Asset, actor: Actor, place: Place | None, grid: Grid | None = None, spot: str = ""
) -> Asset:
    """The sticker stays on the thing, so whoever scans it reports from the new place."""
    require(actor, EDIT_REGISTER, asset.community_id)
    row = in_use(asset)
    before = row.place_id
    _stand(row, Community.objects.get(id=row.community_id), place, grid)
    row.spot = line_of("spot", spot, most=length_of("spot", Asset))
    row.save(update_fields=["place", "grid", "spot"])
    write_record(
        verb=ASSET_MOVED,
        community_id=row.community_id,
        obj=row,
        actor=actor,
        from_place=before,
        to_place=row.place_id,
    )
    return row


@transaction.atomic
def mark_asset(
    *, asset: Asset, state: str, actor: Actor, checked_until: dt.date | None = None
) -> Asset:
    """In use or out of order; `checked_until` is the day its last inspection holds to."""
    require(actor, EDIT_REGISTER, asset.community_id)
    if state not in {AssetState.IN_USE, AssetState.OUT_OF_ORDER}:
        raise RuleNotMet("not_a_choice", _("Please choose one of the list."), field="state")
    row = in_use(asset)
    row.state = state
    row.checked_until = checked_until or row.checked_until
    row.save(update_fields=["state", "checked_until"])
    write_record(
        verb=ASSET_CHANGED, community_id=row.community_id, obj=row, actor=actor, state=state
    )
    return row


@transaction.atomic
def retire_asset(*, asset: Asset, on: dt.date, actor: Actor) -> Asset:
    require(actor, EDIT_REGISTER, asset.community_id)
    row = in_use(asset)
    not_after("on", on, clock.today(Community.objects.get(id=row.community_id)))
    row.state, row.retired_on = AssetState.RETIRED, on
    row.save(update_fields=["state", "retired_on"])
    write_record(verb=ASSET_RETIRED, community_id=row.community_id, obj=row, actor=actor, on=on)
    return row


def in_use(asset: Asset) -> Asset:
    row = locked(Asset, asset)
    if row.state == AssetState.RETIRED:
        raise Conflict("asset_retired", _("This thing has been taken away."))
    return row


def _stand(asset: Asset, community: Community, place: Place | None, grid: Grid | None) -> None:
    """A place brings its grid with it; a thing in the open has only a grid."""
    same_community(community, place)
    same_community(community, grid)
    if place is None and grid is None:
        raise RuleNotMet("somewhere", _("Say where it stands: a place or a grid."), field="place")
    asset.place_id = place.id if place else None
    asset.grid_id = grid.id if grid else place.grid_id if place else None


def _store_with_sticker(asset: Asset, typed: str) -> None:
    given = read_code(typed)
    if given and not valid_code(given):
        detail = _("This is not a sticker code. Please read it again.")
        raise RuleNotMet("sticker_wrong", detail, field="sticker")
    for _try in range(MOST_TRIES):
        asset.sticker = given or new_code(STICKER_LENGTH)
        try:
            with transaction.atomic():
                asset.save(force_insert=True)
            return
        except IntegrityError as trouble:
            if given:
                detail = _("This sticker is on another thing already.")
                raise Conflict("sticker_used", detail, field="sticker") from trouble
    raise Conflict("sticker_used", _("No free sticker code was found. Please try again."))
