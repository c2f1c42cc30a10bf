"""What other apps' records change here."""

from linli.apps.activities.operations.rooms import lose_room
from linli.apps.venues.public import CANCELLED_BY_HOST
from linli.kernel.records.models import Record
from linli.kernel.records.writing import reaction


@reaction(CANCELLED_BY_HOST)
def look_for_another_room(record: Record) -> None:
    lose_room(community_id=record.community_id, booking_id=record.object_id)
