"""The words of a hall."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel.records.writing import verb


class HallKind(models.TextChoices):
    DELIBERATION = "deliberation", _("deliberation hall")
    PARTY_MASS = "party_mass", _("party-mass council")
    REPRESENTATIVES = "representatives", _("residents' representatives")
    JOINT = "joint", _("joint meeting")
    OTHER = "other", pgettext_lazy("hall", "other hall")


class SideKind(models.TextChoices):
    RESIDENTS = "residents", pgettext_lazy("side of a hall", "residents")
    PROPERTY = "property", pgettext_lazy("side of a hall", "property firm")
    GOVERNMENT = "government", pgettext_lazy("side of a hall", "government departments")
    COMMITTEE = "committee", pgettext_lazy("side of a hall", "community committee")
    OWNERS = "owners", pgettext_lazy("side of a hall", "owners' committee")
    STATIONED_UNIT = "stationed_unit", pgettext_lazy("side of a hall", "stationed units")
    PROFESSIONAL = "professional", pgettext_lazy("side of a hall", "professionals")
    OTHER = "other", pgettext_lazy("side of a hall", "others")


class MeetingState(models.TextChoices):
    CALLED = "called", pgettext_lazy("meeting", "called")
    HELD = "held", pgettext_lazy("meeting", "was held")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "called off")


class ResolutionState(models.TextChoices):
    ADOPTED = "adopted", pgettext_lazy("resolution", "being carried out")
    CONFIRMED = "confirmed", pgettext_lazy("resolution", "confirmed")
    WITHDRAWN = "withdrawn", pgettext_lazy("resolution", "withdrawn")


class CommitmentState(models.TextChoices):
    OPEN = "open", pgettext_lazy("commitment", "promised")
    DONE = "done", pgettext_lazy("commitment", "done")
    DROPPED = "dropped", pgettext_lazy("commitment", "given up")


OPENED = verb("halls.opened", "kind", "since")
CLOSED = verb("halls.closed", "until")
SIDE_TAKEN = verb("halls.side_taken", "side", "kind", "since")
SIDE_LEFT = verb("halls.side_left", "side", "kind", "until")
CALLED = verb("halls.meeting_called", "meeting", "meets_at")
HELD = verb("halls.meeting_held", "meeting", "present", "seats")
CANCELLED = verb("halls.meeting_cancelled", "meeting")
ADOPTED = verb("halls.resolution_adopted", "hall", "meeting", "on")
SIGNED = verb("halls.resolution_signed", "signer", "side", "on")
PROMISED = verb("halls.commitment_made", "commitment", "organisation", "case", "due_on")
SETTLED = verb("halls.commitment_settled", "commitment", "state", "on")
CONFIRMED = verb("halls.resolution_confirmed", "on")
WITHDRAWN = verb("halls.resolution_withdrawn", "on")
