"""Words about people: codes of the national standards where there are any, ours elsewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel.records.writing import verb


class Sex(models.TextChoices):
    """GB/T 2261.1."""

    UNKNOWN = "0", pgettext_lazy("sex", "unknown")
    MALE = "1", _("male")
    FEMALE = "2", _("female")
    NOT_STATED = "9", _("not stated")


class MembershipKind(models.TextChoices):
    """Where a party member's organisation is: here, or at the place of work 双报到."""

    RESIDENT = "resident", _("resident party member")
    IN_SERVICE = "in_service", _("in-service party member")


class DocumentKind(models.TextChoices):
    RESIDENT_ID = "resident_id", _("resident identity card")
    RESIDENCE_PERMIT = "residence_permit", _("residence permit for Hong Kong, Macao and Taiwan")
    HONG_KONG_MACAO_PERMIT = "hong_kong_macao_permit", _("home-return permit (Hong Kong, Macao)")
    TAIWAN_PERMIT = "taiwan_permit", _("travel permit for Taiwan residents")
    FOREIGN_PERMANENT = "foreign_permanent", _("foreign permanent resident card")
    PASSPORT = "passport", _("passport")
    OTHER = "other", _("other document")


class ResidenceKind(models.TextChoices):
    REGISTERED = "registered", _("registered here")
    ACTUAL = "actual", pgettext_lazy("residence", "lives here")
    TENANT = "tenant", _("rents here")
    OWNER = "owner", _("owns it")
    WORK = "work", _("works here")


SINGLE_RESIDENCES = (ResidenceKind.REGISTERED, ResidenceKind.ACTUAL)
"""A person has at most one of each at a time; moving in ends the one before."""


class Relation(models.TextChoices):
    """To the head of the household, GB/T 4761."""

    SELF = "01", _("the person")
    HEAD = "02", _("head of household")
    SPOUSE = "10", _("spouse")
    SON = "20", _("son")
    DAUGHTER = "30", _("daughter")
    GRANDCHILD = "40", _("grandchild")
    PARENT = "50", _("parent")
    GRANDPARENT = "60", _("grandparent")
    SIBLING = "70", _("brother or sister")
    OTHER = "99", _("other relation")


class TieKind(models.TextChoices):
    """What the other one is to the person."""

    GUARDIAN = "guardian", _("guardian")
    PARENT = "parent", _("parent")
    CHILD = "child", _("child")
    SPOUSE = "spouse", _("spouse")
    SIBLING = "sibling", _("brother or sister")
    CARER = "carer", _("carer")
    CONTACT = "contact", _("person to call in need")


class EntryKind(models.TextChoices):
    CARE_TAG = "care_tag", _("care tag")
    SKILL = "skill", _("skill")
    FIVE_OLDS = "five_olds", _("five olds")
    ROLE = "role", _("role among neighbours")


class Ground(models.TextChoices):
    """Why a tag may be kept about a person."""

    CONSENT = "consent", _("consent of the person")
    DUTY = "duty", _("statutory duty of the community")


class Channel(models.TextChoices):
    PAPER = "paper", _("on paper")
    ONLINE = "online", _("online")
    PHONE = "phone", _("by telephone")


class RequestKind(models.TextChoices):
    COPY = "copy", _("a copy of my information")
    CORRECT = "correct", _("a correction")
    DELETE = "delete", _("deletion")
    WITHDRAW = "withdraw", _("an end to the use of something")


class RequestState(models.TextChoices):
    OPEN = "open", pgettext_lazy("request", "open")
    DONE = "done", pgettext_lazy("request", "done")
    REFUSED = "refused", _("refused with a reason")


PERSON_REGISTERED = verb("people.person_registered", "source")
PEOPLE_REGISTERED = verb("people.people_registered", "count", "digest")
PERSON_CORRECTED = verb("people.person_corrected", "fields")
IDENTITY_ADDED = verb("people.identity_added", "kind", "flags")
PHONE_ADDED = verb("people.phone_added", "kind", "main")
PHONE_REMOVED = verb("people.phone_removed", "kind")
MOVED_IN = verb("people.moved_in", "place", "kind", "since", "left")
MOVED_OUT = verb("people.moved_out", "place", "kind", "on")
HOUSEHOLD_FORMED = verb("people.household_formed", "dwelling", "head")
HOUSEHOLD_JOINED = verb("people.household_joined", "household", "relation")
HOUSEHOLD_LEFT = verb("people.household_left", "household", "on")
TIED = verb("people.tied", "other", "kind")
TIE_ENDED = verb("people.tie_ended", "other", "kind", "on")
TAGGED = verb("people.tagged", "entry", "ground")
UNTAGGED = verb("people.untagged", "entry", "on")
ENTRY_CHANGED = verb("people.entry_changed", "kind", "code")
CONSENT_GIVEN = verb("people.consent_given", "purpose", "version", "channel")
CONSENT_WITHDRAWN = verb("people.consent_withdrawn", "purpose")
CARD_ISSUED = verb("people.card_issued")
CARD_REVOKED = verb("people.card_revoked")
UNMASKED = verb("people.unmasked", "field")
DATA_REQUESTED = verb("people.data_requested", "kind", "due_at")
REQUEST_ANSWERED = verb("people.request_answered", "kind", "state")
COPY_TAKEN = verb("people.copy_taken")
DEATH_NOTED = verb("people.death_noted", "on")
PERSON_ERASED = verb("people.person_erased", "why")
