"""A hall of community a with a resolution that is not public, for the walk over addresses."""

from linli.apps.halls import operations
from linli.apps.halls.tests.conftest import build_floor
from linli.kernel import clock
from tests.cast import Cast


def samples(cast: Cast) -> dict[str, object]:
    floor = build_floor(cast)
    row = floor.resolve(public=False)
    promise = operations.make_commitment(
        **floor.by(), resolution_id=row.id, what="画线", who="物业", due_on=clock.today(cast.a)
    )
    meeting = operations.call_meeting(
        **floor.by(), hall_id=floor.hall.id, agenda="停车", meets_at=clock.now()
    )
    return {
        "hall_id": floor.hall.id,
        "side_id": floor.hall.sides.all()[0].id,
        "meeting_id": meeting.id,
        "resolution_id": row.id,
        "commitment_id": promise.id,
    }
