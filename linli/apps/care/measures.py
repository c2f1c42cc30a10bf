"""Help groups in force on a day, and what they are made of."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.apps.care.models import HelpGroup, HelpGroupMember
from linli.kernel.dated import in_force
from linli.kernel.measures import Measure, Question, measure


def groups(question: Question) -> "QuerySet[Any]":
    return HelpGroup.objects.filter(in_force(question.end), community_id__in=question.ids)


def helpers(question: Question) -> "QuerySet[Any]":
    return HelpGroupMember.objects.filter(
        in_force(question.end),
        in_force(question.end, "group__"),
        community_id__in=question.ids,
    )


measure(
    Measure(
        "care.groups",
        _("Help groups"),
        _("Help groups in force on the day, each for one person"),
        _("groups"),
        groups,
        kind="as_of",
        dimensions={"community": "community_id"},
        smallest=5,
    )
)
measure(
    Measure(
        "care.helpers",
        _("Helpers"),
        _("People who help in a group on the day, by their role"),
        _("persons"),
        helpers,
        kind="as_of",
        dimensions={"role": "role", "community": "community_id"},
        smallest=5,
    )
)
measure(
    Measure(
        "care.group_roles",
        _("Roles of the help groups"),
        _("How many different roles the helpers of the day have"),
        _("roles"),
        helpers,
        kind="as_of",
        distinct="role",
        dimensions={"role": "role", "community": "community_id"},
        public=True,
    )
)
