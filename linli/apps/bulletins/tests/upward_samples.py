"""A demand and a programme of community a for the walk over all addresses."""

from linli.apps.bulletins.tests.test_upward import demand, programme, standard
from tests.cast import Cast


def upward_samples(cast: Cast) -> dict[str, object]:
    row = programme(cast, "内部迎检项目")
    standard(cast, row)
    return {"demand_id": demand(cast, "内部报表").id, "programme_id": row.id}
