"""Which communities are loaded when: the tour's first, the others behind it; one loader at once."""

import fcntl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from linli.demo.loading.whole import load_community
from linli.demo.packs import SLUGS, TOUR
from linli.kernel.community import Community

Tell = Callable[[str], None]
LEFT_TO_OTHERS = 0.15
"""Share of the time in which the loader holds no lock while the pages are in use."""


class Busy(Exception):
    """Another process is loading the demo."""


@contextmanager
def only_loader(*, wait: bool) -> Iterator[None]:
    """A file lock: it ends with its process, however that ends."""
    path = Path(settings.LINLI_DATA) / "demo.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as trouble:
            raise Busy(
                "another process is loading the demo; `linli demo --wait` waits"
            ) from trouble
        yield


def load_some(
    slugs: Sequence[str],
    *,
    tell: Tell,
    wait: bool = True,
    pause: float = 0.0,
    scale: float = 1.0,
) -> None:
    there = loaded()
    missing = [slug for slug in slugs if slug not in there]
    if not missing:
        return
    with only_loader(wait=wait):
        for slug in missing:
            began = time.monotonic()
            if load_community(slug, scale=scale, pause=pause):
                home = Community.objects.get(slug=slug)
                tell(f"  {home.name} loaded in {time.monotonic() - began:.0f} s")


def tour_to_load() -> bool:
    return TOUR not in loaded()


def rest_to_load() -> bool:
    return not loaded() >= set(SLUGS)


def loaded() -> set[str]:
    """Communities that are there; none where there is no schema yet."""
    if Community._meta.db_table not in connection.introspection.table_names():
        return set()
    rows = Community.objects.filter(slug__in=SLUGS, loading=False)
    return set(rows.values_list("slug", flat=True))
