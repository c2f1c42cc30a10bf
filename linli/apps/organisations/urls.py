from django.urls import path

from linli.apps.organisations.pages import alliance_acts as alliance
from linli.apps.organisations.pages import duty_acts as duty
from linli.apps.organisations.pages import handing_over, partner, reading
from linli.apps.organisations.pages import team_acts as team
from linli.apps.organisations.pages import unit_acts as unit
from linli.apps.organisations.pages.acting import View
from linli.apps.organisations.pages.directory import directory

app_name = "organisations"
WORK = "c/<slug:slug>/work/organisations/"
ONE = "<uuid:key>/"

urlpatterns = [
    path("c/<slug:slug>/organisations/", directory, name="directory"),
    path("c/<slug:slug>/work/my-organisation/", partner.my_organisation, name="my_organisation"),
    path(
        f"c/<slug:slug>/work/my-organisation/pledges/{ONE}deeds/", partner.my_deed, name="my_deed"
    ),
    path(f"c/<slug:slug>/work/grids/{ONE}handover/", handing_over.hand_over_page, name="handover"),
    path(
        f"c/<slug:slug>/work/grids/{ONE}handover/files/",
        handing_over.hand_over_file,
        name="handover_file",
    ),
    path(WORK, reading.overview, name="overview"),
    path(f"{WORK}duties/", reading.duty_list, name="duties"),
    path(f"{WORK}alliances/", reading.alliances, name="alliances"),
    path(f"{WORK}teams/", reading.teams, name="teams"),
    path(f"{WORK}gaps/", reading.gaps, name="gaps"),
]

ACTS: tuple[tuple[str, str, View], ...] = (
    ("units/new/", "new_unit", unit.new_unit),
    ("units/<int:key>/facts/", "change_unit", unit.change_unit),
    ("units/<int:key>/presences/", "bring_in", unit.bring_in),
    ("units/<int:key>/posts/", "new_post", unit.new_post),
    ("units/<int:key>/members/", "new_member", unit.new_member),
    ("units/<int:key>/grids/", "new_binding", unit.new_binding),
    ("units/<int:key>/ending/", "close_unit", unit.close),
    (f"presences/{ONE}contact/", "change_contact", unit.new_contact),
    (f"presences/{ONE}ending/", "end_presence", unit.leave),
    (f"posts/{ONE}ending/", "end_post", unit.end_of_post),
    (f"members/{ONE}ending/", "end_membership", unit.end_of_membership),
    (f"bindings/{ONE}ending/", "end_binding", unit.end_of_binding),
    ("duties/new/", "new_duty", duty.new_duty),
    (f"duties/{ONE}successor/", "hand_over", duty.hand_over),
    (f"duties/{ONE}ending/", "end_duty", duty.relief),
    ("alliances/new/", "new_alliance", alliance.new_alliance),
    (f"alliances/{ONE}ending/", "end_alliance", alliance.end_of_alliance),
    (f"alliances/{ONE}seats/", "new_seat", alliance.new_seat),
    (f"alliances/{ONE}pledges/", "new_pledge", alliance.new_pledge),
    (f"alliances/{ONE}calls/", "new_call", alliance.new_call),
    (f"seats/{ONE}ending/", "end_seat", alliance.end_of_seat),
    ("pledges/new/", "new_single_pledge", alliance.new_single_pledge),
    (f"pledges/{ONE}settlement/", "settle_pledge", alliance.settlement),
    (f"pledges/{ONE}deeds/", "new_deed", alliance.new_deed),
    (f"calls/{ONE}ending/", "call_off", alliance.call_off),
    (f"calls/{ONE}minutes/", "write_minutes", alliance.minutes),
    ("resources/new/", "new_resource", alliance.new_resource),
    (f"resources/{ONE}ending/", "end_resource", alliance.end_of_resource),
    ("needs/new/", "new_need", alliance.new_need),
    (f"needs/{ONE}pledge/", "meet_need", alliance.need_met),
    ("teams/new/", "new_team", team.new_team),
    (f"teams/{ONE}ending/", "end_team", team.end_of_team),
    (f"teams/{ONE}members/", "new_team_member", team.new_team_member),
    (f"teams/{ONE}areas/", "new_team_area", team.new_team_area),
    (f"team-members/{ONE}ending/", "end_team_member", team.end_of_team_member),
    (f"team-areas/{ONE}ending/", "end_team_area", team.end_of_team_area),
    ("chat-groups/new/", "new_chat_group", team.new_chat_group),
    (f"chat-groups/{ONE}counts/", "count_chat_group", team.chat_count),
    (f"chat-groups/{ONE}ending/", "end_chat_group", team.end_of_chat_group),
    ("certificates/new/", "new_certificate", team.new_certificate),
    (f"certificates/{ONE}renewals/", "renew_certificate", team.renewal),
    (f"certificates/{ONE}ending/", "withdraw_certificate", team.withdrawal),
)
urlpatterns += [path(f"{WORK}{where}", page, name=name) for where, name, page in ACTS]
urlpatterns += [
    path(f"{WORK}units/<int:key>/", reading.unit, name="unit"),
    path(f"{WORK}duties/{ONE}", reading.duty, name="duty"),
    path(f"{WORK}alliances/{ONE}", reading.alliance, name="alliance"),
    path(f"{WORK}teams/{ONE}", reading.team, name="team"),
]
