"""How a person is reached: by the main telephone, for whoever has one."""

from linli.apps.people.models import Person, Phone
from linli.apps.people.queries.finding import PHONE
from linli.kernel import cipher
from linli.kernel.outbox.kinds import Address, recipient_sort


@recipient_sort("person")
def person_address(community_id: int, key: str) -> Address | None:
    person = Person.objects.filter(
        community_id=community_id, id=key, erased_at__isnull=True, deceased_on__isnull=True
    ).first()
    if person is None:
        return None
    phone = Phone.objects.filter(community_id=community_id, person_id=person.id, is_main=True)
    main = phone.first()
    return Address(
        name=person.name, phone=cipher.decrypt(main.cipher, PHONE) if main is not None else ""
    )
