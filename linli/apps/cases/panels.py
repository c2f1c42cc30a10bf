"""What cases show on other pages: the lit windows of the home page, the latest matters."""

import datetime as dt
import uuid
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from linli.apps.cases.choices import FINISHED_STATES, OPEN_STATES
from linli.apps.cases.models import Case
from linli.apps.cases.public import public_cases
from linli.apps.cases.queries.board import as_public
from linli.apps.cases.queries.checking import cases_of_round, rounds_of_case
from linli.apps.cases.queries.deeds import deed_list
from linli.apps.cases.queries.disputes import opens_papers
from linli.apps.cases.queries.handing_over import cases_to_hand_over
from linli.apps.cases.queries.rows import work_rows
from linli.apps.cases.queries.saying import row_words, state_tone
from linli.apps.rounds.public import OPEN as OPEN_ROUNDS
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import holds, visible
from linli.kernel.community import Community, CommunityKind
from linli.kernel.media.viewing import may_view, may_view_original
from linli.kernel.panels import Scene, panel
from linli.web import dates
from linli.web.facade import Windows, facade
from linli.web.nav import NavItem, nav_item

LATEST = 5

nav_item(NavItem("public", gettext_lazy("Home"), "web:home", "home", order=10))
nav_item(NavItem("public", gettext_lazy("Answers"), "cases:board", "chat", order=20))
nav_item(NavItem("public", gettext_lazy("Tell us"), "cases:report", "plus", order=30))

HERE = (CommunityKind.COMMUNITY,)
ABOVE = (CommunityKind.STREET, CommunityKind.DISTRICT)
WORK = (
    (gettext_lazy("Today"), "cases:today", "home", "cases.today", 1, HERE),
    (gettext_lazy("My orders"), "cases:orders", "inbox", "cases.orders", 2, HERE),
    (gettext_lazy("Side by side"), "cases:street", "grid", "cases.side_by_side", 3, ABOVE),
    (gettext_lazy("Cases"), "cases:pool", "inbox", "cases.pool", 5, HERE),
    (gettext_lazy("New finding"), "cases:finding", "plus", "cases.register_for_others", 6, HERE),
    (
        gettext_lazy("Supervision, holds"),
        "cases:supervision",
        "flag",
        "cases.follow_supervision",
        8,
        HERE,
    ),
    (gettext_lazy("Calls to make"), "cases:calls", "phone", "cases.act.call_back", 9, HERE),
    (gettext_lazy("Three rates"), "cases:rates", "star", "cases.rates", 10, HERE),
    (gettext_lazy("My deadlines"), "cases:deadlines", "cal", "cases.act.handle", 12, HERE),
)
for label, page, icon, key, order, homes in WORK:
    nav_item(NavItem("work", label, page, icon, permission=key, order=order, homes=homes))
nav_item(
    NavItem(
        "work",
        gettext_lazy("Kinds and rules"),
        "cases:types",
        "edit",
        permission="cases.edit_types",
        group=gettext_lazy("Set up"),
        order=95,
        homes=HERE,
    )
)


@may_view(Case._meta.label_lower)
def sees_case(actor: Actor, community: Community, case_id: uuid.UUID) -> bool:
    rows = Case.objects.filter(id=case_id)
    return visible(actor, "cases.see", rows, community.id).exists()


@may_view_original(Case._meta.label_lower)
def sees_original(actor: Actor, community: Community, case_id: uuid.UUID) -> bool:
    rows = Case.objects.filter(id=case_id)
    return visible(actor, "cases.act.decide", rows, community.id).exists()


@panel("home", "cases/home_hero.html", order=10)
def hero(scene: Scene) -> dict[str, Any]:
    """This month's public matters as windows: one statement."""
    windows = _this_month(scene.community)
    sentence = _(
        "%(total)s matters this month: %(lit)s answered, %(do)s in hand, %(late)s overdue"
    ) % {
        "total": windows.total,
        "lit": windows.answered,
        "do": windows.in_hand,
        "late": windows.overdue,
    }
    return {
        "today": dates.day(clock.now()),
        "headline": _headline(windows),
        "windows": windows,
        "facade": facade(windows, sentence),
    }


def _headline(windows: Windows) -> str:
    if not windows.total:
        return _("Nothing was raised this month yet. What is on your mind?")
    matters = ngettext("%(n)s matter this month, ", "%(n)s matters this month, ", windows.total) % {
        "n": windows.total
    }
    return matters + _("%(n)s answered") % {"n": windows.answered}


def _this_month(community: Community) -> Windows:
    now = clock.now()
    first = clock.day_start(clock.today(community).replace(day=1), community.zone)
    late = Q(state__in=OPEN_STATES, paused_at__isnull=True, resolution_due__lt=now)
    rows = public_cases(community).filter(registered_at__gte=first)
    counts = rows.aggregate(
        answered=Count("id", filter=Q(state__in=FINISHED_STATES)),
        open=Count("id", filter=Q(state__in=OPEN_STATES)),
        overdue=Count("id", filter=late),
    )
    in_hand = counts["open"] - counts["overdue"]
    return Windows(counts["answered"], in_hand, counts["overdue"])


@panel("home", "cases/home_recent.html", order=30)
def recent(scene: Scene) -> dict[str, Any]:
    since = clock.now() - dt.timedelta(days=180)
    newest = public_cases(scene.community).order_by("-changed_at", "-id")[:LATEST]
    rows = [row for row in as_public(newest) if row.registered_at >= since]
    return {"rows": [(row, *state_tone(row.state), row_words(row)) for row in rows]}


nav_item(
    NavItem(
        "work",
        gettext_lazy("Disputes"),
        "cases:disputes",
        "hand",
        permission="cases.dispute",
        order=20,
    )
)
nav_item(
    NavItem(
        "work",
        gettext_lazy("Practical deeds"),
        "cases:deeds_kept",
        "star",
        permission="cases.deeds",
        order=22,
    )
)


nav_item(
    NavItem(
        "work",
        gettext_lazy("Orders of the hotline"),
        "cases:hotline",
        "mega",
        permission="cases.hotline",
        order=26,
    )
)


@panel("home", "cases/deeds/home.html", order=45)
def deeds_of_the_year(scene: Scene) -> dict[str, Any] | None:
    shown = deed_list(scene.community)
    return {"list": shown} if shown.deeds else None


@panel("cases.case", "cases/case_more.html", order=10)
def beyond_the_case(scene: Scene) -> dict[str, Any] | None:
    """The way to the dispute's papers and to the rounds; stays away where there is neither."""
    case, community = scene.thing, scene.community
    shown = {
        "case": case,
        "dispute": opens_papers(community, scene.actor, case.id),
        "rounds": rounds_of_case(community, case.id),
        "may_open": not case.confidential and holds(scene.actor, OPEN_ROUNDS, community.id),
    }
    return shown if shown["dispute"] or shown["rounds"] or shown["may_open"] else None


@panel("rounds.round", "cases/round_cases.html", order=10)
def cases_found(scene: Scene) -> dict[str, Any]:
    return {"rows": cases_of_round(scene.community, scene.actor, scene.thing.id)}


@panel("handover", "cases/handover.html", order=10)
def open_in_grid(scene: Scene) -> dict[str, Any]:
    """What the next worker takes over: open cases of the grid, and reporters still to be asked."""
    rows = cases_to_hand_over(scene.community, scene.actor, scene.thing.id)
    return {"rows": work_rows(scene.community, rows)}
