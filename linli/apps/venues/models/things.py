"""Equipment and books: what is there, who has it, what is broken."""

from django.db import models
from django.db.models import F, Q

from linli.apps.venues.choices import ItemKind
from linli.apps.venues.models.bookings import Occurrence
from linli.apps.venues.models.rooms import Room, Venue
from linli.kernel.tenancy import CommunityModel, LocalKey


class Item(CommunityModel):
    """One thing or one copy. `lendable` may be taken away; the rest is used where it stands."""

    venue = LocalKey(Venue, related_name="items", db_index=False)
    room = LocalKey(Room, null=True, blank=True, related_name="items", db_index=False)
    kind = models.CharField(max_length=10, choices=ItemKind.choices)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    author = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=200, blank=True)
    lendable = models.BooleanField(default=True)
    entered_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)
    touched = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["kind", "code", "id"]
        constraints = [
            models.UniqueConstraint(fields=["community", "kind", "code"], name="item_code_once")
        ]

    def __str__(self) -> str:
        return self.name


class Loan(CommunityModel):
    """An item is with one borrower at a time; the name is emptied when the person is erased."""

    item = LocalKey(Item, related_name="loans", db_index=False)
    person = LocalKey("people.Person", null=True, blank=True, related_name="+", db_index=False)
    borrower = models.CharField(max_length=60, blank=True)
    lent_at = models.DateTimeField()
    due_on = models.DateField()
    lent_by = models.CharField(max_length=60)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_to = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "item"],
                condition=Q(returned_at__isnull=True),
                name="item_with_one_borrower",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True) | Q(returned_at__gte=F("lent_at")),
                name="returned_after_lent",
            ),
        ]
        indexes = [models.Index(fields=["community", "item", "-lent_at"], name="loan_of_item")]


class Fault(CommunityModel):
    """Something broken in a room or at a thing; `unusable` things cannot be booked or lent."""

    room = LocalKey(Room, null=True, blank=True, related_name="faults", db_index=False)
    item = LocalKey(Item, null=True, blank=True, related_name="faults", db_index=False)
    words = models.CharField(max_length=500)
    unusable = models.BooleanField(default=False)
    reported_at = models.DateTimeField()
    reported_by = models.CharField(max_length=60)
    mended_at = models.DateTimeField(null=True, blank=True)
    mended_by = models.CharField(max_length=60, blank=True)
    mended_how = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-reported_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(room__isnull=False) | Q(item__isnull=False), name="fault_of_something"
            )
        ]
        indexes = [models.Index(fields=["community", "mended_at"], name="fault_open")]


class ItemSlot(CommunityModel):
    """A quarter hour of a thing that goes with a booking, unique like that of a room."""

    item = LocalKey(Item, related_name="slots", db_index=False)
    slot_start = models.DateTimeField()
    occurrence = LocalKey(Occurrence, related_name="item_slots", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "item", "slot_start"], name="item_slot_once"
            )
        ]
        indexes = [models.Index(fields=["community", "occurrence"], name="item_slot_of_date")]
