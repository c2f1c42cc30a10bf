"""Public things with stickers, and the dated facts of the profile."""

import datetime as dt
from typing import Any

import pytest

from linli.apps.places.models import Asset
from linli.apps.places.operations import (
    add_asset,
    mark_asset,
    move_asset,
    retire_asset,
    state_profile_fact,
)
from linli.apps.places.queries import assets_of, current_profile
from linli.apps.places.tests.ground import SYSTEM, Ground
from linli.kernel import clock
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.texts import valid_code
from tests.cast import Cast


def test_an_asset_gets_a_sticker_of_its_own_and_keeps_it_when_moved(ground: Ground) -> None:
    asset = add_asset(
        community=ground.community, kind="light", name="楼道灯", place=ground.two, actor=SYSTEM
    )
    assert (valid_code(asset.sticker), asset.grid_id) == (True, ground.third.id)
    moved = move_asset(asset=asset, place=ground.one, spot="二楼拐角", actor=SYSTEM)
    assert (moved.sticker, moved.place_id, moved.grid_id) == (
        asset.sticker,
        ground.one.id,
        ground.first.id,
    )
    assert list(assets_of(ground.estate)) == [asset]


def test_a_sticker_is_on_one_thing_only(ground: Ground) -> None:
    asset = add_asset(
        community=ground.community, kind="light", name="灯", place=ground.two, actor=SYSTEM
    )
    for typed, code in ((asset.sticker.lower(), "sticker_used"), ("ABC1234", "sticker_wrong")):
        with pytest.raises((Conflict, RuleNotMet)) as refused:
            add_asset(
                community=ground.community,
                kind="light",
                name="灯",
                place=ground.one,
                sticker=typed,
                actor=SYSTEM,
            )
        assert (refused.value.code, refused.value.data["field"]) == (code, "sticker")


def test_a_thing_stands_somewhere(ground: Ground) -> None:
    with pytest.raises(RuleNotMet) as refused:
        add_asset(community=ground.community, kind="light", name="灯", actor=SYSTEM)
    assert refused.value.data["field"] == "place"


def test_what_was_taken_away_is_not_changed_any_more(ground: Ground) -> None:
    asset = add_asset(
        community=ground.community, kind="lift", name="电梯", place=ground.two, actor=SYSTEM
    )
    assert mark_asset(asset=asset, state="out_of_order", actor=SYSTEM).state == "out_of_order"
    retire_asset(asset=asset, on=clock.today(ground.community), actor=SYSTEM)
    with pytest.raises(Conflict):
        mark_asset(asset=asset, state="in_use", actor=SYSTEM)
    assert list(assets_of(ground.two)) == []
    assert Asset.objects.filter(community_id=ground.community.id).count() == 1


def state(cast: Cast, key: str, number: int, day: dt.date, **more: Any) -> None:
    state_profile_fact(
        community=cast.a,
        key=key,
        names={"zh-hans": key, "en": key.title()},
        number=number,
        as_of=day,
        source="社区台账",
        actor=SYSTEM,
        **more,
    )


def test_the_profile_gives_the_newest_word_of_a_day(cast: Cast) -> None:
    state(cast, "households", 1800, dt.date(2024, 1, 1), sequence=2)
    state(cast, "households", 1854, dt.date(2025, 1, 1), sequence=2)
    state(cast, "buildings", 108, dt.date(2025, 1, 1), sequence=1)
    state(cast, "buildings", 109, dt.date(2025, 1, 1), sequence=1)
    now = [(fact.key, int(fact.number or 0)) for fact in current_profile(cast.a)]
    june = current_profile(cast.a, dt.date(2024, 6, 1))
    then = [(fact.key, int(fact.number or 0)) for fact in june]
    assert (now, then) == ([("buildings", 109), ("households", 1854)], [("households", 1800)])
    assert current_profile(cast.b) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"key": "Ü"}, "key_wrong"),
        ({"names": {}}, "required"),
        ({"number": None}, "required"),
        ({"source": " "}, "required"),
        ({"number": 10**15}, "out_of_range"),
        ({"as_of": dt.date(2999, 1, 1)}, "not_in_future"),
    ],
)
def test_a_fact_has_a_key_a_name_a_value_a_day_and_a_source(
    cast: Cast, change: dict[str, Any], code: str
) -> None:
    said: dict[str, Any] = {
        "key": "households",
        "names": {"zh-hans": "户数"},
        "number": 1,
        "as_of": dt.date(2025, 1, 1),
        "source": "台账",
    }
    with pytest.raises(RuleNotMet) as refused:
        state_profile_fact(community=cast.a, actor=SYSTEM, **{**said, **change})
    assert refused.value.code == code
