"""Honours of community a for the walk over all addresses, with a name that could leak."""

from linli.apps.archive import operations
from linli.apps.archive.tests.conftest import build_hall
from linli.kernel import clock
from tests.cast import Cast


def samples(cast: Cast) -> dict[str, object]:
    hall = build_hall(cast)
    nomination = hall.in_notice()
    honour = operations.record_honour(
        **hall.by("committee"),
        name="最美志愿者",
        holder="person",
        display_name="秦小满",
        level="district",
        granted_on=clock.today(cast.a),
        public=False,
    )
    return {
        "nomination_id": nomination.id,
        "objection_id": hall.objection(nomination, "grid_worker"),
        "honour_id": honour.id,
        "kind_id": hall.kind.id,
    }
