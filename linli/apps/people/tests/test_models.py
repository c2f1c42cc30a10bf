import pytest
from django.db import IntegrityError, transaction

from linli.apps.people.choices import ResidenceKind
from linli.apps.people.models import Person, Residence
from linli.apps.places.public import Place, PlaceKind
from linli.kernel import clock
from tests.cast import Cast


def test_a_person_lives_at_one_place_at_a_time_but_may_own_two(cast: Cast) -> None:
    person = Person.objects.create(
        community=cast.a, name="林小满", short_number="23456789", registered_at=clock.now()
    )
    one, two = (
        Place.objects.create(community=cast.a, kind=PlaceKind.DWELLING, name=n, number=n)
        for n in ("101", "102")
    )
    for place in (one, two):
        Residence.objects.create(
            community=cast.a, person=person, place=place, kind=ResidenceKind.OWNER
        )
    Residence.objects.create(community=cast.a, person=person, place=one, kind=ResidenceKind.ACTUAL)
    with pytest.raises(IntegrityError), transaction.atomic():
        Residence.objects.create(
            community=cast.a, person=person, place=two, kind=ResidenceKind.ACTUAL
        )
