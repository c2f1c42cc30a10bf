"""A person who is erased leaves only the rows that keep counts true."""

from linli.apps.participation.operations.erasing import empty_person
from linli.apps.people.public import PERSON_ERASED
from linli.kernel.records.models import Record
from linli.kernel.records.writing import reaction


@reaction(PERSON_ERASED)
def forget_answers(record: Record) -> None:
    empty_person(community_id=record.community_id, person_id=record.object_id)
