"""The community's brand from the first day, and its bulletin on the day of the article."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from linli.apps.bulletins.public import (
    live_document,
    load_brand,
    pack_text,
    publish_bulletin,
    start_bulletin,
)
from linli.demo.loading.context import SYSTEM, Loading
from linli.demo.loading.timeline import Act

BRAND_HOUR, BULLETIN_HOUR = dt.time(9, 0), dt.time(18, 30)


def acts(loading: Loading) -> Iterator[Act]:
    yield Act(loading.moment(loading.opened, BRAND_HOUR), partial(_set, loading))
    at = loading.moment(loading.pack.as_of, BULLETIN_HOUR)
    yield Act(at, partial(_publish, loading))


def _set(loading: Loading) -> None:
    slug = loading.pack.slug
    load_brand(community=loading.home, actor=SYSTEM, text=pack_text(slug), since=loading.opened)


def _publish(loading: Loading) -> None:
    """Only a bulletin whose every figure has a number is published."""
    document = live_document(loading.home, loading.pack.as_of)
    if any(one.fault for one in document.told):
        return
    made = start_bulletin(
        community=loading.home,
        actor=SYSTEM,
        key=document.slug,
        slug=f"{document.slug}-{loading.pack.as_of.year}",
    )
    publish_bulletin(
        community=loading.home, actor=SYSTEM, bulletin_id=made.id, as_of=loading.pack.as_of
    )
