"""Homes by their address as people write it: an index for a whole import, made once."""

import re
import unicodedata
import uuid

from linli.apps.places.public import Place, PlaceKind, parse_address
from linli.kernel.community import Community

Parts = tuple[str, str, str, str]
_HOUSE = re.compile(r"(?:号楼|號樓|栋|棟|幢|座)")
_DOOR = re.compile(r"[室房号號户戶]$")
AMBIGUOUS = uuid.UUID(int=0)


def plain(address: str) -> str:
    """Spelling that makes no difference: width, spaces, 幢 or 栋, 302室 or 302."""
    text = unicodedata.normalize("NFKC", address).casefold()
    text = _HOUSE.sub("#", "".join(text.split()))
    return _DOOR.sub("", text)


class HomeIndex:
    """Every home of a community by its address; about 200 bytes each."""

    def __init__(self, community: Community) -> None:
        rows = Place.objects.filter(
            community_id=community.id,
            kind__in=(PlaceKind.DWELLING, PlaceKind.SHOP),
            closed_on__isnull=True,
        ).order_by()
        self.names: dict[uuid.UUID, str] = dict(rows.values_list("id", "full_name"))
        self.exact: dict[str, uuid.UUID] = {}
        for place_id, name in self.names.items():
            _put(self.exact, plain(name), place_id)
        self._parts: dict[Parts, uuid.UUID] = {}

    def find(self, address: str) -> uuid.UUID | None:
        """The home, AMBIGUOUS when several could be meant, or None."""
        found = self.exact.get(plain(address))
        if found is not None:
            return found
        estate, building, entrance, room = _parts_of(address)
        if not room:
            return None
        return self._by_parts().get((estate, building, entrance, room))

    def _by_parts(self) -> dict[Parts, uuid.UUID]:
        # Only when an address is written in another way: taking all of them apart costs seconds.
        if not self._parts:
            for place_id, name in self.names.items():
                estate, building, entrance, room = _parts_of(name)
                for key in {
                    (estate, building, entrance, room),
                    ("", building, entrance, room),
                    (estate, building, "", room),
                    ("", building, "", room),
                }:
                    _put(self._parts, key, place_id)
        return self._parts


def _put(
    index: "dict[str, uuid.UUID] | dict[Parts, uuid.UUID]", key: object, place: uuid.UUID
) -> None:
    shelf: dict[object, uuid.UUID] = index  # type: ignore[assignment]  # both kinds of key
    if shelf.setdefault(key, place) != place:
        shelf[key] = AMBIGUOUS


def _parts_of(address: str) -> Parts:
    parsed = parse_address(address)
    building = parsed.building or "/".join(filter(None, (parsed.road, parsed.road_number)))
    return parsed.estate, building, parsed.entrance, parsed.room or parsed.shop
