"""Somebody was erased: bookings and loans stay, nobody's name is left in them."""

import uuid

from django.db.models import Q

from linli.apps.venues.choices import Booker
from linli.apps.venues.models import Booking, Loan


def forget_person(*, community_id: int, person_id: uuid.UUID) -> None:
    mine = Q(subject=person_id) | Q(booked_for_kind=Booker.PERSON, booked_for_id=str(person_id))
    rows = Booking.objects.filter(mine, community_id=community_id)
    rows.filter(booked_for_kind=Booker.PERSON).update(booked_for_name="", purpose="")
    rows.update(contact_name="", contact_cipher="")
    Loan.objects.filter(community_id=community_id, person_id=person_id).update(borrower="")
