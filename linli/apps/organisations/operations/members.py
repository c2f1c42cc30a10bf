"""Posts held in bodies, members of party bodies, and bodies bound to grids."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.choices import MemberKind
from linli.apps.organisations.models import GridBranch, Member, Organisation, Post
from linli.apps.organisations.operations import verbs
from linli.apps.organisations.operations.ground import begins, check, end_row, line, once, word
from linli.apps.organisations.operations.units import check_ours, check_party
from linli.apps.organisations.rules import MEMBERS
from linli.apps.people.public import Person
from linli.apps.places.public import Grid
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.records.writing import write_record


@transaction.atomic
def appoint(
    *,
    community: Community,
    actor: Actor,
    organisation: Organisation,
    title: str,
    display_name: str = "",
    person: Person | None = None,
    since: dt.date | None = None,
    public: bool = True,
) -> Post:
    check(actor, community, person)
    check_ours(community, organisation)
    name = display_name or (person.name if person else "")
    post = Post.objects.create(
        community=community,
        organisation=organisation,
        title=line("title", title, 60, least=1),
        person=person,
        display_name=line("display_name", name, 60, least=1),
        since=begins(community, since),
        public=public,
        written_at=clock.now(),
    )
    write_record(
        verb=verbs.APPOINTED,
        community_id=community.id,
        obj=post,
        actor=actor,
        subject=person.id if person else None,
        organisation=organisation.id,
        since=post.since,
    )
    return post


@transaction.atomic
def end_post(*, actor: Actor, post: Post, until: dt.date | None = None) -> None:
    community = post.community
    check(actor, community)
    end_row(post, until or clock.today(community))
    write_record(
        verb=verbs.POST_ENDED,
        community_id=community.id,
        obj=post,
        actor=actor,
        subject=post.person_id,
        organisation=post.organisation_id,
        until=post.until,
    )


@transaction.atomic
def enrol_member(
    *,
    community: Community,
    actor: Actor,
    organisation: Organisation,
    display_name: str = "",
    person: Person | None = None,
    kind: str = MemberKind.RESIDENT,
    since: dt.date | None = None,
) -> Member:
    """Write a member once, in the lowest body: who is in a group is not written in the branch."""
    check(actor, community, person, key=MEMBERS)
    check_party(organisation)
    check_ours(community, organisation)
    name = display_name or (person.name if person else "")
    member = Member(
        community=community,
        organisation=organisation,
        person=person,
        display_name=line("display_name", name, 60, least=1),
        kind=word("kind", kind, MemberKind),
        since=begins(community, since),
        written_at=clock.now(),
    )
    with once("member_exists", _("This person is already a member there.")):
        member.save(force_insert=True)
    write_record(
        verb=verbs.ENROLLED,
        community_id=community.id,
        obj=member,
        actor=actor,
        subject=person.id if person else None,
        organisation=organisation.id,
        kind=kind,
        since=member.since,
    )
    return member


@transaction.atomic
def end_membership(*, actor: Actor, member: Member, until: dt.date | None = None) -> None:
    community = member.community
    check(actor, community, key=MEMBERS)
    end_row(member, until or clock.today(community))
    write_record(
        verb=verbs.MEMBERSHIP_ENDED,
        community_id=community.id,
        obj=member,
        actor=actor,
        subject=member.person_id,
        organisation=member.organisation_id,
        until=member.until,
    )


@transaction.atomic
def bind_branch(
    *,
    community: Community,
    actor: Actor,
    organisation: Organisation,
    grid: Grid,
    since: dt.date | None = None,
) -> GridBranch:
    check(actor, community, grid)
    check_party(organisation)
    check_ours(community, organisation)
    row = GridBranch(
        community=community,
        organisation=organisation,
        grid=grid,
        since=begins(community, since),
        written_at=clock.now(),
    )
    with once("branch_bound", _("This body is already bound to that grid.")):
        row.save(force_insert=True)
    write_record(
        verb=verbs.BRANCH_BOUND,
        community_id=community.id,
        obj=row,
        actor=actor,
        organisation=organisation.id,
        grid=grid.id,
        since=row.since,
    )
    return row


@transaction.atomic
def release_branch(*, actor: Actor, binding: GridBranch, until: dt.date | None = None) -> None:
    community = binding.community
    check(actor, community)
    end_row(binding, until or clock.today(community))
    write_record(
        verb=verbs.BRANCH_RELEASED,
        community_id=community.id,
        obj=binding,
        actor=actor,
        organisation=binding.organisation_id,
        grid=binding.grid_id,
        until=binding.until,
    )
