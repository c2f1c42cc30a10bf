"""What can be counted of the ground: what stands there at the end of a day.

A place has no day on which it was begun, so that earlier days count what is registered today
and was not yet closed then; grids have both days.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.apps.places.choices import COMMERCIAL, AssetState, PlaceKind
from linli.apps.places.models import Asset, Grid, Place, ProfileFact
from linli.kernel.measures import Measure, Question, Rows, measure

OF_PLACES = {"grid": "grid_id", "estate": "estate_id", "community": "community_id"}


def standing(kind: str, *conditions: Q) -> Rows:
    def rows(question: Question) -> "QuerySet[Any]":
        still = Q(closed_on__isnull=True) | Q(closed_on__gte=question.end)
        found = Place.objects.filter(still, *conditions, community_id__in=question.ids)
        return found.filter(kind=kind)

    return rows


def grids(question: Question) -> "QuerySet[Any]":
    still = Q(closed_on__isnull=True) | Q(closed_on__gte=question.end)
    return Grid.objects.filter(still, community_id__in=question.ids, opened_on__lte=question.end)


def assets(question: Question) -> "QuerySet[Any]":
    there = Q(retired_on__isnull=True) | Q(retired_on__gt=question.end)
    installed = Q(installed_on__isnull=True) | Q(installed_on__lte=question.end)
    rows = Asset.objects.filter(there & installed, community_id__in=question.ids)
    return rows.exclude(state=AssetState.RETIRED, retired_on__isnull=True)


def facts(question: Question) -> "QuerySet[Any]":
    """Of each fact the last word as of the day: numbers only."""
    said = ProfileFact.objects.filter(
        community_id__in=question.ids, as_of__lte=question.end, number__isnull=False
    )
    later = ProfileFact.objects.filter(
        Q(as_of__gt=OuterRef("as_of"))
        | Q(as_of=OuterRef("as_of"), written_at__gt=OuterRef("written_at")),
        community_id=OuterRef("community_id"),
        key=OuterRef("key"),
        as_of__lte=question.end,
    )
    return said.filter(~Exists(later))


def as_of(
    key: str, label: Promise, says: Promise, unit: Promise, rows: Rows, **more: Any
) -> Measure:
    made = {"dimensions": OF_PLACES, "public": True, **more}
    return measure(Measure(f"places.{key}", label, says, unit, rows, kind="as_of", **made))


as_of(
    "estates",
    _("Estates"),
    _("Estates in which people live, in the register and not closed on the day"),
    _("estates"),
    standing(PlaceKind.ESTATE, ~Q(open_type__in=COMMERCIAL)),
    dimensions={"open_type": "open_type", "community": "community_id"},
)
as_of(
    "commercial_grounds",
    _("Shopping streets and commercial complexes"),
    _("Grounds with an address like an estate's in which nobody lives, by kind"),
    _("grounds"),
    standing(PlaceKind.ESTATE, Q(open_type__in=COMMERCIAL)),
    dimensions={"open_type": "open_type", "community": "community_id"},
)
as_of(
    "buildings",
    _("Buildings"),
    _("Buildings of estates in which people live, in the register and not closed on the day"),
    _("buildings"),
    standing(PlaceKind.BUILDING, Q(estate__isnull=True) | ~Q(estate__open_type__in=COMMERCIAL)),
)
as_of(
    "entrances",
    _("Entrances"),
    _("Entrances in the register and not closed on the day"),
    _("entrances"),
    standing(PlaceKind.ENTRANCE),
)
as_of(
    "dwellings",
    _("Dwellings"),
    _("Dwellings in the register and not closed on the day, lived in or empty"),
    _("dwellings"),
    standing(PlaceKind.DWELLING),
)
as_of(
    "shops",
    _("Shops"),
    _("Shops in the register and not closed on the day"),
    _("shops"),
    standing(PlaceKind.SHOP),
)
as_of(
    "grids",
    _("Grids"),
    _("Grids open on the day"),
    _("grids"),
    grids,
    dimensions={"kind": "kind", "community": "community_id"},
)
as_of(
    "assets",
    _("Public assets"),
    _("Public things with a sticker that were there on the day"),
    _("things"),
    assets,
    dimensions={"kind": "kind", "grid": "grid_id", "community": "community_id"},
)
as_of(
    "facts",
    _("Facts of the profile"),
    _("The last word on a fact as of the day, with its source: areas, spaces, years"),
    _("as the fact says"),
    facts,
    quantity="number",
    dimensions={"key": "key"},
    needs=("key",),
)
