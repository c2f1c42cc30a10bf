"""Bodies and duties forget who is erased."""

from linli.apps.organisations.operations.forgetting import forget_holder
from linli.apps.people.public import PERSON_ERASED
from linli.kernel.records.models import Record
from linli.kernel.records.writing import reaction


@reaction(PERSON_ERASED)
def forget_in_duties(record: Record) -> None:
    forget_holder(community_id=record.community_id, person_id=record.object_id)
