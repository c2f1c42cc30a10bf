"""Places as rows of a table."""

from collections.abc import Callable, Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from linli.apps.places.choices import PlaceKind
from linli.apps.places.models import Place
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community

Rows = Callable[[Community, Actor], Iterator[dict[str, str]]]


def exported(kind: str, keys: Sequence[str]) -> Rows:
    def rows(community: Community, _actor: Actor) -> Iterator[dict[str, str]]:
        found = Place.objects.filter(community_id=community.id, kind=kind, closed_on__isnull=True)
        above = ("estate", "building", "entrance", "grid", "parent")
        for place in found.select_related(*above).order_by("full_name").iterator(chunk_size=2000):
            yield {key: _cell(place, key) for key in keys}

    return rows


def _cell(place: Place, key: str) -> str:
    if key == "dwelling":
        return place.name
    if key == "floor":
        is_floor = place.parent is not None and place.parent.kind == PlaceKind.FLOOR
        return place.parent.name if is_floor and place.parent else ""
    value = getattr(place, key)
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if key in {"estate", "building", "entrance", "grid"}:
        return value.name if value else ""
    return "" if value is None else str(value)
