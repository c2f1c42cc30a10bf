"""The door of care for other apps."""

from linli.apps.care.choices import NEEDED, GroupRole
from linli.apps.care.models import HelpGroup, HelpGroupMember
from linli.apps.care.operations import (
    end_help_group,
    form_help_group,
    join_help_group,
    leave_help_group,
)
from linli.apps.care.queries import GroupLine, group_of_person, groups_for

__all__ = [
    "NEEDED",
    "GroupLine",
    "GroupRole",
    "HelpGroup",
    "HelpGroupMember",
    "end_help_group",
    "form_help_group",
    "group_of_person",
    "groups_for",
    "join_help_group",
    "leave_help_group",
]
