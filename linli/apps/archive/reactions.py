"""What happens elsewhere and concerns honours: a person is forgotten."""

from linli.apps.archive.operations import forget_holder
from linli.apps.people.public import PERSON_ERASED
from linli.kernel.records.models import Record
from linli.kernel.records.writing import reaction


@reaction(PERSON_ERASED)
def forget_in_honours(record: Record) -> None:
    forget_holder(community_id=record.community_id, person_id=record.object_id)
