"""Pages of help groups: for staff only."""

import uuid
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from linli.apps.care import forms, operations
from linli.apps.care.models import HelpGroup, HelpGroupMember
from linli.apps.care.queries import group_for, groups_for, member_for, members_of_group
from linli.apps.care.rules import EDIT
from linli.kernel.access.permissions import holds, may
from linli.web.acting import Act, act_page
from linli.web.addresses import url
from linli.web.asked import Asked, show


def groups(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    lines = groups_for(asked.community, asked.actor)
    gaps = request.GET.get("shelf") == "gaps"
    context = {
        "lines": [line for line in lines if line.missing] if gaps else lines,
        "total": len(lines),
        "missing": sum(bool(line.missing) for line in lines),
        "gaps": gaps,
        "may_edit": holds(asked.actor, EDIT, asked.community.id),
    }
    return show(request, "care/groups.html", context)


def group(request: HttpRequest, slug: str, group_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    row = group_for(asked.community, asked.actor, group_id)
    context = {
        "row": row,
        "members": members_of_group(row),
        "may_edit": may(asked.actor, EDIT, row) and row.until is None,
    }
    return show(request, "care/group.html", context)


def to_groups(asked: Asked, _none: Any) -> str:
    return url("care:groups", slug=asked.community.slug)


def to_group(asked: Asked, row: HelpGroup) -> str:
    return url("care:group", slug=asked.community.slug, group_id=row.id)


def to_its_group(asked: Asked, row: HelpGroupMember) -> str:
    return url("care:group", slug=asked.community.slug, group_id=row.group_id)


def here(asked: Asked) -> dict[str, Any]:
    return {"community": asked.community, "actor": asked.actor}


def find_group(asked: Asked, key: uuid.UUID) -> HelpGroup:
    return group_for(asked.community, asked.actor, key, EDIT)


def find_member(asked: Asked, key: uuid.UUID) -> HelpGroupMember:
    return member_for(asked.community, asked.actor, key, EDIT)


new_group = act_page(
    Act(
        title=_("Form a help group"),
        button=_("Form the group"),
        form=forms.GroupForm,
        run=lambda asked, _none, given: operations.form_help_group(**here(asked), **given),
        back=to_groups,
        done=_("The group is formed."),
        permission=EDIT,
    )
)
new_helper = act_page(
    Act(
        title=_("Somebody joins the group"),
        button=_("Enter the helper"),
        form=forms.HelperForm,
        find=find_group,
        lead=lambda row: str(row.person.name),
        run=lambda asked, row, given: operations.join_help_group(
            **here(asked), group_id=row.id, **given
        ),
        back=to_group,
        done=_("The helper is entered."),
        permission=EDIT,
        more=("person", "phone"),
    )
)
leaving = act_page(
    Act(
        title=_("Somebody leaves the group"),
        button=_("End it"),
        form=forms.LeaveForm,
        find=find_member,
        lead=lambda row: str(row.display_name),
        run=lambda asked, row, given: operations.leave_help_group(
            **here(asked), member_id=row.id, **given
        ),
        back=to_its_group,
        done=_("Written down. Look who takes over."),
        permission=EDIT,
        danger=True,
    )
)
ending = act_page(
    Act(
        title=_("The help group ends"),
        button=_("End the group"),
        form=forms.EndForm,
        find=find_group,
        lead=lambda row: str(row.person.name),
        run=lambda asked, row, given: operations.end_help_group(
            **here(asked), group_id=row.id, **given
        ),
        back=to_groups,
        done=_("The group has ended; its history stays."),
        permission=EDIT,
        danger=True,
    )
)
