"""Activities in the navigation, on the first page and on the page of one's own."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.activities.queries.finding import CalendarFilter
from linli.apps.activities.queries.own import my_tickets
from linli.apps.activities.queries.saying import date_state, ticket_state
from linli.apps.activities.queries.showing import calendar_lines, next_lines
from linli.apps.activities.rules.permissions import ORGANISE
from linli.kernel import clock
from linli.kernel.access.permissions import holds
from linli.kernel.community import CommunityKind
from linli.kernel.panels import Scene, panel
from linli.web.nav import NavItem, nav_item

NEXT, MINE = 3, 4
HERE = (CommunityKind.COMMUNITY,)

nav_item(NavItem("public", _("Activities"), "activities:calendar", "cal", order=35))

nav_item(
    NavItem(
        "work",
        _("Activities"),
        "activities:board",
        "cal",
        permission=ORGANISE,
        order=26,
        homes=HERE,
    )
)


@panel("home", "activities/home_panel.html", order=35)
def coming(scene: Scene) -> dict[str, Any]:
    """The next three; one statement, one more where one of them is full."""
    lines = next_lines(scene.community, scene.actor, NEXT)
    now = clock.now()
    return {"lines": lines, "said": {line.session.id: date_state(line, now) for line in lines}}


@panel("mine", "activities/mine_panel.html", order=30)
def my_activities(scene: Scene) -> dict[str, Any] | None:
    tickets = [each for each in my_tickets(scene.community, scene.actor) if each.live]
    if not tickets:
        return None
    return {
        "tickets": tickets[:MINE],
        "said": {each.row.id: ticket_state(each) for each in tickets[:MINE]},
    }


@panel("organisations.team", "activities/team_panel.html", order=40)
def of_team(scene: Scene) -> dict[str, Any]:
    """What this team runs, the next dates first."""
    today = clock.today(scene.community)
    wanted = CalendarFilter(first=today, team_id=scene.thing.id)
    lines = calendar_lines(scene.community, scene.actor, wanted)[:MINE]
    now = clock.now()
    return {"lines": lines, "said": {line.session.id: date_state(line, now) for line in lines}}


@panel("today", "activities/today_panel.html", order=45)
def today_here(scene: Scene) -> dict[str, Any] | None:
    """Dates of today, each with its way to the door."""
    if not holds(scene.actor, ORGANISE, scene.community.id):
        return None
    today = clock.today(scene.community)
    wanted = CalendarFilter(first=today, last=today, cancelled=False)
    lines = calendar_lines(scene.community, scene.actor, wanted)
    return {"lines": lines[:MINE]} if lines else None
