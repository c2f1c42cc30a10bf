"""The pages of this app, one address each, for tests that open them all."""

from django.db.models import Model
from django.urls import reverse

from linli.apps.organisations.models import (
    Alliance,
    AllianceMember,
    BodyCall,
    ChatGroup,
    GridBranch,
    Member,
    Need,
    Pledge,
    Post,
    Presence,
    Qualification,
    Resource,
    Responsibility,
    Team,
    TeamMember,
    TeamPlace,
)
from linli.apps.organisations.tests.field import Field

SECRET = "内部联系人"
MEMBER = "暗香党员"
FRESH = (
    "new_unit",
    "new_duty",
    "new_alliance",
    "new_single_pledge",
    "new_resource",
    "new_need",
    "new_team",
    "new_chat_group",
    "new_certificate",
)
OF_A_UNIT = ("change_unit", "bring_in", "new_post", "new_member", "new_binding", "close_unit")
KEYED: tuple[tuple[type[Model], tuple[str, ...]], ...] = (
    (Presence, ("change_contact", "end_presence")),
    (Post, ("end_post",)),
    (Member, ("end_membership",)),
    (GridBranch, ("end_binding",)),
    (Responsibility, ("hand_over", "end_duty")),
    (Alliance, ("end_alliance", "new_seat", "new_pledge", "new_call")),
    (AllianceMember, ("end_seat",)),
    (Pledge, ("settle_pledge", "new_deed")),
    (BodyCall, ("call_off", "write_minutes")),
    (Resource, ("end_resource",)),
    (Need, ("meet_need",)),
    (Team, ("end_team", "new_team_member", "new_team_area")),
    (TeamMember, ("end_team_member",)),
    (TeamPlace, ("end_team_area",)),
    (ChatGroup, ("count_chat_group", "end_chat_group")),
    (Qualification, ("renew_certificate", "withdraw_certificate")),
)


def address(name: str, *key: object, slug: str = "alpha") -> str:
    more = {"key": key[0]} if key else {}
    return reverse(f"organisations:{name}", kwargs={"slug": slug, **more})


def reading_pages(field: Field) -> list[str]:
    home = field.community.id
    body = Alliance.objects.get(community_id=home)
    team = Team.objects.get(community_id=home)
    duty = Responsibility.objects.filter(community_id=home).order_by("id")[0]
    lists = [address(n) for n in ("overview", "duties", "alliances", "teams", "gaps")]
    return [
        *lists,
        address("duties") + "?at=金星苑2号楼&day=2026-03-03",
        address("unit", field.firm.id),
        address("unit", field.branch.id),
        address("duty", duty.id),
        address("alliance", body.id),
        address("team", team.id),
        address("handover", field.third.id),
    ]


def acting_pages(field: Field) -> list[str]:
    home = field.community.id

    first = {
        model: model._default_manager.filter(community_id=home).order_by("id")[0].pk
        for model in {model for model, _names in KEYED}
    }
    units = [address(name, field.branch.id) for name in OF_A_UNIT]
    rows = [address(name, first[model]) for model, names in KEYED for name in names]
    return [*[address(name) for name in FRESH], *units, *rows]
