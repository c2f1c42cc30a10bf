"""What exists in community a while strangers knock: with names and words that could leak."""

from dataclasses import dataclass

from linli.apps.cases.operations.reporting import ReporterGiven
from linli.apps.cases.tests.conftest import FAMILY, build_ground
from linli.apps.people.operations import register_person
from linli.apps.people.rules.drafts import Home, draft_person
from linli.apps.places.operations import add_asset
from linli.kernel import clock
from tests.cast import Cast

SECRETS = ("林小禾", "13812340077", "秦阿婆", "13812340088", "夫妻为孩子吵得厉害")


@dataclass(frozen=True)
class Things:
    """`values` by the names in routes: "hole", "space.hole" or "space.hole:converter"."""

    values: dict[str, object]


def put_things(cast: Cast) -> Things:
    ground = build_ground(cast)
    given = ReporterGiven(name=SECRETS[0], phone=SECRETS[1])
    case = ground.dispatched(reporter=given)
    ground.new(SECRETS[4], type_code=FAMILY, reporter=given)
    draft = draft_person(
        today=clock.today(cast.a),
        name=SECRETS[2],
        phone=SECRETS[3],
        homes=(Home(ground.home.id),),
    )
    system = cast.actor("system")
    person = register_person(actor=system, community=cast.a, draft=draft)
    asset = add_asset(
        community=cast.a, kind="light", name="楼道灯", actor=system, place=ground.building
    )
    return Things(
        {
            "slug": cast.a.slug,
            "case_id": case.id,
            "cases.number": case.number,
            "number": case.number,
            "grid_id": ground.grid.id,
            "place_id": ground.home.id,
            "asset_id": asset.id,
            "places.code": asset.sticker,
            "person_id": person.id,
            "organisations.key:int": ground.firm.id,
            "organisations.key:uuid": ground.grid.id,
            "name": "phones",
        }
    )
