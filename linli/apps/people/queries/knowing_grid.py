"""Whom the next worker of a grid should know."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from linli.apps.people.models import Person, PersonTag
from linli.apps.people.queries.finding import Asked, search_people
from linli.apps.people.queries.homes import homes_of
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community

MOST = 300


@dataclass(frozen=True)
class ToKnow:
    person: Person
    home: str
    words: list[str]


def people_to_know(actor: Actor, community: Community, grid_id: uuid.UUID) -> list[ToKnow]:
    """Those with a word of care, skill or experience; sensitive words are left out."""
    living = search_people(actor, community, Asked(grid_id=grid_id)).order_by()
    held = PersonTag.objects.filter(
        community_id=community.id,
        until__isnull=True,
        entry__sensitive=False,
        person_id__in=living.values("id"),
    ).select_related("person", "entry")
    by_person: dict[uuid.UUID, list[PersonTag]] = {}
    for tag in held.order_by("person__name", "person_id", "entry__sort")[: 2 * MOST]:
        by_person.setdefault(tag.person_id, []).append(tag)
    homes = homes_of(community, by_person)
    found = [_known(tags, homes.get(key, [])) for key, tags in by_person.items()]
    return sorted(found, key=lambda each: each.home)[:MOST]


def _known(tags: list[PersonTag], homes: Iterable[object]) -> ToKnow:
    first = next(iter(homes), None)
    place = getattr(first, "place", None)
    return ToKnow(tags[0].person, place.full_name if place else "", [str(t.entry) for t in tags])
