"""Activities in the navigation, on the first page and on the page of one's own."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.activities.queries.own import my_tickets
from linli.apps.activities.queries.saying import date_state, ticket_state
from linli.apps.activities.queries.showing import next_lines
from linli.apps.activities.rules.permissions import ORGANISE
from linli.kernel import clock
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
