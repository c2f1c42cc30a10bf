"""Words of the ground: regions, places, grids, assets, and the verbs of what happens to them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel.records.writing import verb


class RegionLevel(models.TextChoices):
    PROVINCE = "province", _("province")
    PREFECTURE = "prefecture", _("prefecture")
    COUNTY = "county", _("county or district")
    TOWNSHIP = "township", _("street or town")
    COMMUNITY = "community", _("community")


class PlaceKind(models.TextChoices):
    ESTATE = "estate", _("estate")
    BUILDING = "building", _("building")
    ENTRANCE = "entrance", _("entrance")
    FLOOR = "floor", _("floor")
    DWELLING = "dwelling", _("dwelling")
    SITE = "site", _("public site")
    SHOP = "shop", _("shop")
    ROAD_NUMBER = "road_number", _("road number")


PARENTS: dict[str, tuple[str, ...]] = {
    PlaceKind.ESTATE: ("",),
    PlaceKind.BUILDING: (PlaceKind.ESTATE, ""),
    PlaceKind.ENTRANCE: (PlaceKind.BUILDING,),
    PlaceKind.FLOOR: (PlaceKind.ENTRANCE, PlaceKind.BUILDING),
    PlaceKind.DWELLING: (PlaceKind.FLOOR, PlaceKind.ENTRANCE, PlaceKind.BUILDING),
    PlaceKind.SITE: (PlaceKind.ESTATE, PlaceKind.BUILDING, ""),
    PlaceKind.SHOP: (PlaceKind.ROAD_NUMBER, PlaceKind.BUILDING, PlaceKind.ESTATE, ""),
    PlaceKind.ROAD_NUMBER: ("",),
}
"""What may stand in what; "" is the ground itself."""


class OpenType(models.TextChoices):
    GATED = "gated", _("gated")
    PARTLY = "partly", _("partly open")
    OPEN = "open", pgettext_lazy("estate", "open")
    STREET = "street", _("shopping street")
    MALL = "mall", _("commercial complex")


COMMERCIAL = (OpenType.STREET, OpenType.MALL)
"""Grounds with an address like an estate's, where nobody lives."""


class GridKind(models.TextChoices):
    CHIEF = "chief", _("chief grid")
    GENERAL = "general", _("general grid")
    MICRO = "micro", _("micro grid")
    DEDICATED = "dedicated", _("dedicated grid")


class AssetKind(models.TextChoices):
    LIGHT = "light", _("street or stair light")
    LIFT = "lift", _("lift")
    GATE = "gate", _("gate or entry phone")
    EXTINGUISHER = "extinguisher", _("fire extinguisher")
    HYDRANT = "hydrant", _("fire hydrant")
    DEFIBRILLATOR = "defibrillator", _("defibrillator (AED)")
    CHARGER = "charger", _("charging shed")
    BIN = "bin", _("waste point")
    MANHOLE = "manhole", _("manhole cover")
    BENCH = "bench", _("bench or pavilion")
    FITNESS = "fitness", _("fitness equipment")
    PLAYGROUND = "playground", _("playground")
    NOTICE_BOARD = "notice_board", _("notice board")
    PARCEL = "parcel", _("parcel locker")
    PUMP = "pump", _("pump or water tank")
    POWER = "power", _("power cabinet")
    CAMERA = "camera", _("camera")
    TREE = "tree", _("tree or green")
    RAMP = "ramp", _("ramp or handrail")
    OTHER = "other", _("other asset")


class AssetState(models.TextChoices):
    IN_USE = "in_use", _("in use")
    OUT_OF_ORDER = "out_of_order", _("out of order")
    RETIRED = "retired", pgettext_lazy("thing", "taken away")


PLACE_ADDED = verb("places.place_added", "kind", "parent", "count")
PLACES_ADDED = verb("places.places_added", "added", "changed", "digest")
PLACES_TAKEN_BACK = verb("places.places_taken_back", "count", "digest")
PLACE_CHANGED = verb("places.place_changed", "fields")
PLACE_CLOSED = verb("places.place_closed", "on", "count")
GRID_OPENED = verb("places.grid_opened", "kind", "parent")
GRID_CHANGED = verb("places.grid_changed", "fields")
GRID_REDRAWN = verb("places.grid_redrawn", "digest")
GRID_CLOSED = verb("places.grid_closed", "on")
PLACE_COVERED = verb("places.place_covered", "grid", "since", "count")
ASSET_ADDED = verb("places.asset_added", "kind", "place")
ASSET_MOVED = verb("places.asset_moved", "from_place", "to_place")
ASSET_CHANGED = verb("places.asset_changed", "state")
ASSET_RETIRED = verb("places.asset_retired", "on")
FACT_STATED = verb("places.fact_stated", "key", "as_of")
REGIONS_LOADED = verb("places.regions_loaded", "new", "changed", "digest")
