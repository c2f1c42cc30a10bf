"""The words of venues, rooms, bookings and things lent."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel.records.writing import verb


class VenueKind(models.TextChoices):
    CENTRE = "centre", _("party-mass service centre")
    STATION = "station", _("party-mass service station")
    PRACTICE_STATION = "practice_station", _("civilisation practice station")
    ELDERS_STATION = "elders_station", _("elders' station")
    LIBRARY = "library", _("reading room")
    SCIENCE = "science", _("science centre")
    FITNESS = "fitness", _("fitness place")
    OUTDOOR = "outdoor", _("outdoor place")
    OTHER = "other", pgettext_lazy("venue", "other venue")


class RoomKind(models.TextChoices):
    HALL = "hall", _("multi-purpose hall")
    MEETING = "meeting", _("meeting room")
    PARTY_HOME = "party_home", _("party members' home")
    REFLECTION = "reflection", _("reflection room")
    BOOKS = "books", _("book bar")
    ARTS = "arts", _("calligraphy and painting room")
    DANCE = "dance", _("song and dance room")
    SPORT = "sport", _("sports room")
    CLASSROOM = "classroom", _("classroom")
    CANTEEN = "canteen", _("canteen")
    DAY_CARE = "day_care", _("day-care room")
    OUTDOOR = "outdoor", _("outdoor place")
    OTHER = "other", pgettext_lazy("room", "other room")


class Booker(models.TextChoices):
    """Whom a room is booked for. An `activity` is a session of the app above."""

    PERSON = "person", _("resident")
    TEAM = "team", pgettext_lazy("booked for", "team")
    PARTY_BRANCH = "party_branch", _("party branch")
    COMMUNITY = "community", pgettext_lazy("booked for", "the community itself")
    ACTIVITY = "activity", pgettext_lazy("booked for", "activity")
    PARTNER = "partner", pgettext_lazy("booked for", "unit or company")


class State(models.TextChoices):
    """Of one date of a booking. `pending` holds no time of the room."""

    PENDING = "pending", pgettext_lazy("booking", "waits for approval")
    APPROVED = "approved", pgettext_lazy("booking", "booked")
    CHECKED_IN = "checked_in", pgettext_lazy("booking", "in use")
    DONE = "done", pgettext_lazy("booking", "took place")
    NO_SHOW = "no_show", pgettext_lazy("booking", "nobody came")
    CANCELLED = "cancelled", pgettext_lazy("booking", "cancelled")
    CANCELLED_BY_HOST = "cancelled_by_host", pgettext_lazy("booking", "cancelled by the centre")
    REJECTED = "rejected", pgettext_lazy("booking", "not granted")


HOLDING = (State.APPROVED, State.CHECKED_IN)
OPEN = (State.PENDING, State.APPROVED)
LIVING = (State.PENDING, State.APPROVED, State.CHECKED_IN)
USED = (State.CHECKED_IN, State.DONE)


class ClosureKind(models.TextChoices):
    REPAIR = "repair", _("repair or cleaning")
    HOLIDAY = "holiday", _("holiday")
    EVENT = "event", _("needed for an event")
    ELECTION = "election", pgettext_lazy("closure", "election")
    EMERGENCY = "emergency", pgettext_lazy("closure", "emergency")
    OTHER = "other", pgettext_lazy("closure", "other reason")


class ItemKind(models.TextChoices):
    EQUIPMENT = "equipment", pgettext_lazy("thing lent", "equipment")
    BOOK = "book", pgettext_lazy("thing lent", "book")


class Every(models.TextChoices):
    DAY = "day", _("every day")
    WEEK = "week", _("every week")
    FORTNIGHT = "fortnight", _("every two weeks")
    MONTH = "month", _("every month, the same weekday")


VENUE_OPENED = verb("venues.venue_opened", "kind", "on")
VENUE_CHANGED = verb("venues.venue_changed", "fields")
PHASE_OPENED = verb("venues.phase_opened", "venue", "on")
ROOM_OPENED = verb("venues.room_opened", "venue", "kind", "capacity", "parts")
ROOM_CHANGED = verb("venues.room_changed", "fields")
ROOM_ENDED = verb("venues.room_ended", "on")
HOURS_SET = verb("venues.hours_set", "room", "rules", "since")
QUOTA_SET = verb("venues.quota_set", "team", "minutes", "since")
PROTOCOL_SET = verb("venues.protocol_set", "room", "edition")
BOOKED = verb("venues.booked", "room", "party", "state", "dates", "skipped", "starts")
APPROVED = verb("venues.approved", "room", "dates", "skipped", "losers")
REJECTED = verb("venues.rejected", "room", "dates", "reason", "winner")
CANCELLED = verb("venues.cancelled", "room", "dates", "late")
CANCELLED_BY_HOST = verb("venues.cancelled_by_host", "room", "dates", "closure")
CHECKED_IN = verb("venues.checked_in", "room", "booking")
LEFT = verb("venues.left", "room", "booking", "minutes")
NO_SHOW = verb("venues.no_show", "room", "booking", "strike")
STRIKE_FORGIVEN = verb("venues.strike_forgiven", "booking")
CLOSED = verb("venues.closed", "kind", "room", "since", "until", "affected")
CLOSURE_LIFTED = verb("venues.closure_lifted")
ITEM_ENTERED = verb("venues.item_entered", "kind", "room")
ITEM_RETIRED = verb("venues.item_retired")
LENT = verb("venues.lent", "item", "due")
RETURNED = verb("venues.returned", "item", "late")
FAULT_REPORTED = verb("venues.fault_reported", "room", "item")
FAULT_MENDED = verb("venues.fault_mended")
