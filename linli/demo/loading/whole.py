"""One community from nothing to today: ground, people, bodies, the past, the living present."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from linli.demo.ground import ResidentRow, ground
from linli.demo.loading import (
    bodies,
    brands,
    cases,
    courses,
    decisions,
    people,
    places,
    rooms,
    routines,
    together,
)
from linli.demo.loading.coming import Ahead
from linli.demo.loading.context import Loading
from linli.demo.loading.crowd import Crowd
from linli.demo.loading.homes import found_homes
from linli.demo.loading.programme import Past
from linli.demo.loading.reporters import speaker
from linli.demo.loading.staff import Roster
from linli.demo.loading.timeline import Act, Timeline
from linli.demo.loading.volume import everyday, present, told
from linli.demo.packs import pack
from linli.demo.programme import programme
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.idempotency import once
from linli.kernel.records.sealing import seal

BEFORE = dt.timedelta(days=30)
TODAY = "demo.today"
Tell = Callable[[str], None]


def is_loaded(slug: str) -> bool:
    return Community.objects.filter(slug=slug, loading=False).exists()


def load_community(slug: str, *, scale: float = 1.0, pause: float = 0.0) -> bool:
    """Load what is missing of it; False where all of it is there.

    An interrupted load goes on where it ended, with the same "today".
    """
    if is_loaded(slug):
        return False
    loading, roster = _prepared(slug, scale)
    telling = cases.Tellings(loading, roster)
    line = Timeline(loading.home, telling.remember, pause, telling.replies)
    acts = [*_acts(loading, roster), *_programme(loading), *telling.acts()]
    line.perform("all", acts, clock.now())
    while seal(loading.home.id):
        pass
    Community.objects.filter(id=loading.home.id).update(loading=False)
    return True


def _prepared(slug: str, scale: float) -> tuple[Loading, Roster]:
    content = pack(slug)
    past = (*told(slug, scale), *everyday(slug, scale))
    first = min(story.reported_at for story in past).date()
    opened = min(first, programme(slug).first_day() or first) - BEFORE
    home = found_homes(content, opened)
    now = present(slug, scale, _today(home))
    loading = Loading(home, ground(slug), (*past, *now), opened, scale)
    return loading, Roster(loading, _resident(loading))


def _today(home: Community) -> dt.datetime:
    """The moment at which the first run began, on the wall of the community."""
    moment = clock.local(clock.now(), home).replace(tzinfo=None, microsecond=0)
    names: dict[str, Any] = {
        "community_id": home.id,
        "actor": "system",
        "route": TODAY,
        "key": "today",
    }
    _status, kept = once(**names, body=None, act=lambda: (201, {"at": moment.isoformat()}))
    return dt.datetime.fromisoformat(kept["at"])


def _resident(loading: Loading) -> ResidentRow | None:
    """Whoever can be signed in as a resident: the newest matter in hand is theirs."""
    for story in reversed(loading.stories):
        one = speaker(loading, story)
        if story.source == "resident" and one is not None and len(story.steps) > 3:
            return one
    return None


def _acts(loading: Loading, roster: Roster) -> list[Act]:
    return [
        cases.types_act(loading),
        *places.acts(loading),
        *people.acts(loading),
        *bodies.acts(loading),
        *together.acts(loading),
        *roster.acts(),
        *brands.acts(loading),
    ]


def _programme(loading: Loading) -> list[Act]:
    told_of, today = programme(loading.home.slug), _today(loading.home)
    crowd = Crowd(loading)
    ahead = (Ahead(loading, crowd, one, today) for one in told_of.coming)
    return [
        *rooms.acts(loading, told_of, today),
        *decisions.acts(loading, told_of),
        *routines.acts(loading, told_of, today),
        *courses.acts(loading, told_of, crowd),
        *Past(loading, told_of).acts(),
        *(act for one in ahead for act in one.acts()),
    ]
