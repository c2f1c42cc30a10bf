"""What other apps' records change here."""

from linli.apps.people.public import PERSON_ERASED
from linli.apps.venues.operations.forgetting import forget_person
from linli.kernel.records.models import Record
from linli.kernel.records.writing import reaction


@reaction(PERSON_ERASED)
def forget_erased(record: Record) -> None:
    forget_person(community_id=record.community_id, person_id=record.object_id)
