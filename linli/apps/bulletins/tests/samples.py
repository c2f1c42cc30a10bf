"""Things for the walk over all addresses: a brand, a draft and a published bulletin."""

from linli.apps.bulletins.operations.brands import load_brand
from linli.apps.bulletins.operations.bulletins import start_bulletin
from linli.apps.bulletins.tests.brands import SMALL
from linli.apps.bulletins.tests.upward_samples import upward_samples
from tests.cast import Cast


def samples(cast: Cast) -> dict[str, object]:
    system = cast.actor("system")
    load_brand(community=cast.a, actor=system, text=SMALL)
    draft = start_bulletin(community=cast.a, actor=system, key="year", slug="draft-of-a")
    return {
        "bulletins.key:slug": draft.slug,
        "bulletins.key:str": "people.residents",
        "bulletins.bulletin_id": draft.id,
        **upward_samples(cast),
    }
