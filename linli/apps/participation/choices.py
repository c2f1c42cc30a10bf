"""The words of taking part: doors, states, ways of being counted."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel.records.models import Basis
from linli.kernel.records.writing import verb


class GatheringState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("gathering", "not open yet")
    OPEN = "open", pgettext_lazy("gathering", "open")
    CLOSED = "closed", pgettext_lazy("gathering", "counted and closed")
    CANCELLED = "cancelled", pgettext_lazy("gathering", "cancelled")


class Mode(models.TextChoices):
    FIRST_COME = "fcfs", _("first come, first served")
    LOTTERY = "lottery", _("by lot")
    APPROVAL = "approval", _("the host decides")


class Promotion(models.TextChoices):
    AUTOMATIC = "auto", _("who waits moves up at once")
    OFFER = "offer", _("who waits is asked first")


class PartyRule(models.TextChoices):
    """A party that waits and does not fit into the free seats."""

    STRICT = "strict", _("nobody passes a party that waits")
    SKIP_FIT = "skip_fit", _("smaller parties that fit may pass; the larger keeps its place")


class Audience(models.TextChoices):
    EVERYONE = "everyone", _("everybody")
    RESIDENTS = "residents", _("residents of the community")
    PARTY_MEMBERS = "party_members", _("party members")


class Door(models.TextChoices):
    SELF = "self", _("oneself")
    GUARDIAN = "guardian", _("guardian")
    FAMILY = "family", _("family")
    STAFF_PHONE = "staff_phone", _("staff, by telephone")
    STAFF_DESK = "staff_desk", _("staff, at the desk")
    IMPORT = "import", pgettext_lazy("sign-up", "import")
    PAPER = "paper", pgettext_lazy("sign-up", "paper list")


STAFF_DOORS = (Door.STAFF_PHONE, Door.STAFF_DESK, Door.IMPORT, Door.PAPER)
BASES: dict[str, str] = {
    Door.SELF: Basis.SELF,
    Door.GUARDIAN: Basis.GUARDIAN,
    Door.FAMILY: Basis.FAMILY,
    Door.STAFF_PHONE: Basis.STAFF_PHONE,
    Door.STAFF_DESK: Basis.STAFF_DESK,
    Door.IMPORT: Basis.DUTY,
    Door.PAPER: Basis.PAPER,
}


class State(models.TextChoices):
    """Of a sign-up. None is ever deleted."""

    REQUESTED = "requested", pgettext_lazy("sign-up", "asked for")
    PENDING_CONSENT = "pending_consent", _("waits for the guardian's consent")
    WAITLISTED = "waitlisted", _("on the waiting list")
    OFFERED = "offered", pgettext_lazy("sign-up", "a place is offered")
    CONFIRMED = "confirmed", pgettext_lazy("sign-up", "confirmed")
    LOOKING_FOR_STANDIN = "looking_for_standin", _("looks for a stand-in")
    LAPSED = "lapsed", _("the time to answer has passed")
    REFUSED = "refused", pgettext_lazy("sign-up", "not accepted")
    WITHDRAWN = "withdrawn", pgettext_lazy("sign-up", "withdrawn")
    CANCELLED_BY_HOST = "cancelled_by_host", _("cancelled by the host")
    NO_SHOW = "no_show", _("did not come")
    EXCUSED = "excused", pgettext_lazy("sign-up", "excused")
    ATTENDED = "attended", pgettext_lazy("sign-up", "came")


HOLDING = (State.PENDING_CONSENT, State.OFFERED, State.CONFIRMED, State.LOOKING_FOR_STANDIN)
"""These have seats that nobody else can take."""
WAITING = (State.REQUESTED, State.WAITLISTED)
LIVE = (*WAITING, *HOLDING)


class Method(models.TextChoices):
    """How it became known that somebody was there."""

    QR = "qr", _("code on the wall")
    CARD = "card", pgettext_lazy("check-in", "card")
    SEARCH = "search", _("found by name or last four digits")
    PAPER = "paper", pgettext_lazy("check-in", "paper sheet")
    IMPORT = "import", pgettext_lazy("check-in", "from another platform")
    HEADCOUNT = "headcount", pgettext_lazy("check-in", "counted heads")


class Category(models.TextChoices):
    """Of heads that were counted without names."""

    ALL = "all", _("all together")
    ADULTS = "adults", _("adults")
    CHILDREN = "children", _("children")
    ELDERS = "elders", _("elders")
    SHOP_STAFF = "shop_staff", _("people of the shops")
    PARTY_MEMBERS = "party_members", _("party members")
    VOLUNTEERS = "volunteers", _("volunteers")
    PASSERS_BY = "passers_by", _("passers-by")


class ConsentKind(models.TextChoices):
    ATTEND = "attend", _("taking part")
    PHOTO = "photo", _("being photographed")


class QuestionKind(models.TextChoices):
    TEXT = "text", _("a few words")
    CHOICE = "choice", _("one of several")
    YES_NO = "yes_no", _("yes or no")


SIGNED_UP = verb("participation.signed_up", "gathering", "state", "seats", "door", "number", "over")
PROMOTED = verb("participation.promoted", "gathering", "state", "seats", "until")
ACCEPTED = verb("participation.accepted", "gathering", "state")
LAPSED = verb("participation.lapsed", "gathering", "was", "due")
DECIDED = verb("participation.decided", "gathering", "state")
WITHDRAWN = verb("participation.withdrawn", "gathering", "was", "late", "why")
STATE_SET = verb("participation.state_set", "gathering", "state", "was")
CANCELLED = verb("participation.gathering_cancelled", "count", "notices")
CLOSED = verb("participation.attendance_closed", "attended", "no_show")
CAPACITY_SET = verb("participation.capacity_set", "capacity", "was", "over")
MOVED = verb("participation.gathering_moved", "starts", "was", "count")
CHECKED_IN = verb("participation.checked_in", "gathering", "attendance", "method", "walk_in")
CHECK_IN_UNDONE = verb("participation.check_in_undone", "gathering", "attendance")
COUNTED = verb("participation.counted", "gathering", "category", "number", "replaced")
RECORDED = verb("participation.sheet_recorded", "named", "headcounts", "method")
CONSENT_GIVEN = verb("participation.consent_given", "about", "kind", "guardian")
CONSENT_REVOKED = verb("participation.consent_revoked", "about", "kind", "withdrawn")
LOT_DRAWN = verb("participation.lot_drawn", "list_digest", "entries", "seats")
QUESTION_SET = verb("participation.question_set", "about", "sort")
