"""Forming teams, registering chat groups, entering certificates."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.forms import teams as forms
from linli.apps.organisations.forms.alliances import NoForm
from linli.apps.organisations.forms.units import UntilForm
from linli.apps.organisations.models import ChatGroup, Qualification, Team, TeamMember, TeamPlace
from linli.apps.organisations.operations import (
    certify,
    count_chat_group,
    end_chat_group,
    end_team,
    end_team_area,
    form_team,
    give_team_area,
    join_team,
    leave_team,
    register_chat_group,
    renew_certificate,
    withdraw_certificate,
)
from linli.apps.organisations.pages.acting import Act, act_page, row_of
from linli.apps.organisations.pages.addresses import team_page, teams_page
from linli.web.asked import Asked


def with_leader(asked: Asked, _none: Any, given: dict[str, Any]) -> Team:
    named = {"leader_name": given.pop("display_name"), "leader": given.pop("person")}
    return form_team(community=asked.community, actor=asked.actor, **named, **given)


def with_keeper(asked: Asked, _none: Any, given: dict[str, Any]) -> ChatGroup:
    named = {"owner_name": given.pop("display_name"), "owner": given.pop("person")}
    places = given.pop("place")
    return register_chat_group(
        community=asked.community, actor=asked.actor, places=places, **named, **given
    )


def paper_in_words(paper: Qualification) -> str:
    return " · ".join(
        filter(None, [paper.display_name, paper.get_kind_display(), paper.certificate_no])
    )


def days_of(_asked: Asked, paper: Qualification) -> dict[str, Any]:
    return {"valid_until": paper.valid_until, "records_checked_on": paper.records_checked_on}


new_team = act_page(
    Act(
        title=_("Form a team"),
        button=_("Form the team"),
        form=forms.TeamForm,
        start=lambda _asked, _none: {"public": True},
        run=with_leader,
        back=teams_page,
        done=_("The team is formed. Now enter its members."),
    )
)
end_of_team = act_page(
    Act(
        title=_("The team ends"),
        button=_("End the team"),
        form=UntilForm,
        find=row_of(Team),
        lead=lambda team: str(team.name),
        run=lambda asked, team, given: end_team(actor=asked.actor, team=team, **given),
        back=teams_page,
        done=_("The team has ended; its history stays."),
        danger=True,
    )
)
new_team_member = act_page(
    Act(
        title=_("Somebody joins the team"),
        button=_("Enter the member"),
        form=forms.TeamMemberForm,
        find=row_of(Team),
        lead=lambda team: str(team.name),
        run=lambda asked, team, given: join_team(actor=asked.actor, team=team, **given),
        back=team_page,
        done=_("The member is entered."),
    )
)
end_of_team_member = act_page(
    Act(
        title=_("Somebody leaves the team"),
        button=_("End it"),
        form=UntilForm,
        find=row_of(TeamMember),
        lead=lambda member: str(member.display_name),
        run=lambda asked, member, given: leave_team(actor=asked.actor, member=member, **given),
        back=team_page,
        done=_("The member has left."),
        danger=True,
    )
)
new_team_area = act_page(
    Act(
        title=_("Where the team is at work"),
        button=_("Give the area"),
        form=forms.TeamAreaForm,
        find=row_of(Team),
        lead=lambda team: str(team.name),
        run=lambda asked, team, given: give_team_area(actor=asked.actor, team=team, **given),
        back=team_page,
        done=_("The area is given."),
    )
)
end_of_team_area = act_page(
    Act(
        title=_("The team leaves the area"),
        button=_("End it"),
        form=UntilForm,
        find=row_of(TeamPlace),
        lead=lambda area: str(area.team.name),
        run=lambda asked, area, given: end_team_area(actor=asked.actor, area=area, **given),
        back=team_page,
        done=_("The area is free again."),
        danger=True,
    )
)
new_chat_group = act_page(
    Act(
        title=_("Enter a chat group"),
        button=_("Enter the group"),
        form=forms.ChatGroupForm,
        run=with_keeper,
        back=teams_page,
        done=_("The group is in the list."),
    )
)
chat_count = act_page(
    Act(
        title=_("Count and QR code"),
        button=_("Save"),
        form=forms.ChatCountForm,
        find=row_of(ChatGroup),
        lead=lambda group: str(group.name),
        start=lambda _asked, group: {"members_count": group.members_count},
        run=lambda asked, group, given: count_chat_group(actor=asked.actor, group=group, **given),
        back=teams_page,
        done=_("Saved."),
    )
)
end_of_chat_group = act_page(
    Act(
        title=_("The group is no longer used"),
        button=_("Take it off the list"),
        form=UntilForm,
        find=row_of(ChatGroup),
        lead=lambda group: str(group.name),
        run=lambda asked, group, given: end_chat_group(actor=asked.actor, group=group, **given),
        back=teams_page,
        done=_("The group is off the list."),
        danger=True,
    )
)
new_certificate = act_page(
    Act(
        title=_("Enter a certificate"),
        button=_("Enter the certificate"),
        form=forms.CertificateForm,
        run=lambda asked, _none, given: certify(
            community=asked.community, actor=asked.actor, **given
        ),
        back=teams_page,
        done=_("The certificate is entered."),
        more=("title", "issuer", "issued_on", "works_with_children", "records_checked_on"),
    )
)
renewal = act_page(
    Act(
        title=_("A renewed certificate or check"),
        button=_("Save"),
        form=forms.RenewForm,
        find=row_of(Qualification),
        lead=paper_in_words,
        start=days_of,
        run=lambda asked, paper, given: renew_certificate(
            actor=asked.actor, qualification=paper, **given
        ),
        back=teams_page,
        done=_("Saved."),
    )
)
withdrawal = act_page(
    Act(
        title=_("The certificate no longer counts"),
        button=_("Take it off the list"),
        form=NoForm,
        find=row_of(Qualification),
        lead=paper_in_words,
        run=lambda asked, paper, _given: withdraw_certificate(
            actor=asked.actor, qualification=paper
        ),
        back=teams_page,
        done=_("The certificate is off the list."),
        danger=True,
    )
)
