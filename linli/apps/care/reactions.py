"""A person is forgotten: the groups forget with the register."""

from linli.apps.care.operations import forget_in_groups
from linli.apps.people.public import PERSON_ERASED
from linli.kernel.records.models import Record
from linli.kernel.records.writing import reaction


@reaction(PERSON_ERASED)
def forget(record: Record) -> None:
    forget_in_groups(community_id=record.community_id, person_id=record.object_id)
