"""Entering bodies and what hangs on them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.forms import units as forms
from linli.apps.organisations.models import GridBranch, Member, Organisation, Post, Presence
from linli.apps.organisations.operations import (
    appoint,
    bind_branch,
    bring_in_organisation,
    change_contact,
    change_organisation,
    close_organisation,
    end_membership,
    end_post,
    end_presence,
    enrol_member,
    found_organisation,
    release_branch,
)
from linli.apps.organisations.pages.acting import Act, act_page, row_of
from linli.apps.organisations.pages.addresses import overview, unit_page
from linli.apps.organisations.queries import unit_here
from linli.apps.organisations.rules import MEMBERS
from linli.web.asked import Asked


def the_unit(asked: Asked, key: int) -> Organisation:
    return unit_here(asked.community, key)


def facts_of(_asked: Asked, unit: Organisation) -> dict[str, Any]:
    return {name: getattr(unit, name) for name in forms.UnitFactsForm.base_fields}


def unit_name(subject: Any) -> str:
    return str(getattr(subject, "organisation", subject).name)


def member_and_body(member: Member) -> str:
    return f"{member.display_name} · {member.organisation.name}"


def post_and_body(post: Post) -> str:
    return f"{post.title} {post.display_name} · {post.organisation.name}"


def binding_in_words(binding: GridBranch) -> str:
    return f"{binding.organisation.name} · {binding.grid.name}"


def with_place(asked: Asked) -> dict[str, Any]:
    return {"community": asked.community, "actor": asked.actor}


new_unit = act_page(
    Act(
        title=_("Enter a unit"),
        button=_("Enter the unit"),
        form=forms.UnitForm,
        run=lambda asked, _unit, given: found_organisation(**with_place(asked), **given),
        back=overview,
        done=_("The unit is in the list."),
        more=("short_name", "parent", "society", "address", "uscc", "about"),
    )
)
change_unit = act_page(
    Act(
        title=_("Correct what is known of the unit"),
        button=_("Save"),
        form=forms.UnitFactsForm,
        find=the_unit,
        start=facts_of,
        run=lambda asked, unit, given: change_organisation(
            **with_place(asked), organisation=unit, **given
        ),
        back=unit_page,
        done=_("Saved."),
    )
)
bring_in = act_page(
    Act(
        title=_("A further role in the community"),
        button=_("Add the role"),
        form=forms.PresenceForm,
        find=the_unit,
        lead=unit_name,
        run=lambda asked, unit, given: bring_in_organisation(
            **with_place(asked), organisation=unit, **given
        ),
        back=unit_page,
        done=_("The role is added."),
    )
)
new_contact = act_page(
    Act(
        title=_("Whom we call at the unit"),
        button=_("Save"),
        form=forms.ContactForm,
        find=row_of(Presence),
        lead=unit_name,
        start=lambda _asked, presence: {
            "contact_name": presence.contact_name,
            "contact_phone": presence.contact_phone,
        },
        run=lambda asked, presence, given: change_contact(
            actor=asked.actor, presence=presence, **given
        ),
        back=unit_page,
        done=_("Saved."),
    )
)
leave = act_page(
    Act(
        title=_("The unit leaves this role"),
        button=_("End the role"),
        form=forms.UntilForm,
        find=row_of(Presence),
        lead=unit_name,
        run=lambda asked, presence, given: end_presence(
            actor=asked.actor, presence=presence, **given
        ),
        back=unit_page,
        done=_("The role has ended; its history stays."),
        danger=True,
    )
)
close = act_page(
    Act(
        title=_("The body ends"),
        button=_("End the body"),
        form=forms.UntilForm,
        find=the_unit,
        lead=unit_name,
        run=lambda asked, unit, given: close_organisation(
            **with_place(asked), organisation=unit, on=given["until"]
        ),
        back=overview,
        done=_("The body has ended; its history stays."),
        danger=True,
    )
)
new_post = act_page(
    Act(
        title=_("Appoint to a post"),
        button=_("Appoint"),
        form=forms.PostForm,
        find=the_unit,
        lead=unit_name,
        run=lambda asked, unit, given: appoint(**with_place(asked), organisation=unit, **given),
        back=unit_page,
        done=_("The post is filled."),
    )
)
end_of_post = act_page(
    Act(
        title=_("The term ends"),
        button=_("End the term"),
        form=forms.UntilForm,
        find=row_of(Post),
        lead=post_and_body,
        run=lambda asked, post, given: end_post(actor=asked.actor, post=post, **given),
        back=unit_page,
        done=_("The term has ended; its history stays."),
        danger=True,
    )
)
new_member = act_page(
    Act(
        title=_("Enrol a member"),
        button=_("Enrol"),
        form=forms.MemberForm,
        find=the_unit,
        lead=unit_name,
        run=lambda asked, unit, given: enrol_member(
            **with_place(asked), organisation=unit, **given
        ),
        back=unit_page,
        done=_("The member is enrolled."),
        permission=MEMBERS,
    )
)
end_of_membership = act_page(
    Act(
        title=_("The membership ends"),
        button=_("End the membership"),
        form=forms.UntilForm,
        find=row_of(Member),
        lead=member_and_body,
        run=lambda asked, member, given: end_membership(actor=asked.actor, member=member, **given),
        back=unit_page,
        done=_("The membership has ended."),
        permission=MEMBERS,
        danger=True,
    )
)
new_binding = act_page(
    Act(
        title=_("Bind to a grid"),
        button=_("Bind"),
        form=forms.BranchForm,
        find=the_unit,
        lead=unit_name,
        run=lambda asked, unit, given: bind_branch(**with_place(asked), organisation=unit, **given),
        back=unit_page,
        done=_("The body is bound to the grid."),
    )
)
end_of_binding = act_page(
    Act(
        title=_("Release from the grid"),
        button=_("Release"),
        form=forms.UntilForm,
        find=row_of(GridBranch),
        lead=binding_in_words,
        run=lambda asked, binding, given: release_branch(
            actor=asked.actor, binding=binding, **given
        ),
        back=unit_page,
        done=_("The grid is released."),
        danger=True,
    )
)
