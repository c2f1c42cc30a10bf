"""The words of help groups."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel.records.writing import verb


class GroupRole(models.TextChoices):
    GRID_WORKER = "grid_worker", _("grid worker")
    PARTY_MEMBER = "party_member", pgettext_lazy("help group", "party member")
    VOLUNTEER = "volunteer", pgettext_lazy("help group", "volunteer")
    DOCTOR = "doctor", _("family doctor")
    SOCIAL_WORKER = "social_worker", _("social worker")
    OTHER = "other", pgettext_lazy("help group", "other helper")


NEEDED = (GroupRole.GRID_WORKER, GroupRole.PARTY_MEMBER, GroupRole.VOLUNTEER)
"""What a group is made of: grid worker, party member and volunteer."""

FORMED = verb("care.group_formed", "since")
JOINED = verb("care.group_joined", "member", "role", "since")
LEFT = verb("care.group_left", "member", "role", "until")
ENDED = verb("care.group_ended", "until")
FORGOTTEN = verb("care.helper_forgotten", "members", "groups")
