"""Staff read bodies, duties, alliances, teams and gaps."""

import uuid
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.apps.organisations.choices import DutyRole
from linli.apps.organisations.forms.base import key_of, open_grids, read_day
from linli.apps.organisations.forms.duties import DutyQuestionForm
from linli.apps.organisations.models import Alliance, Responsibility, Team
from linli.apps.organisations.pages.acting import row_of
from linli.apps.organisations.queries import (
    bindings_of,
    bodies_of,
    calls_of,
    chat_groups_of,
    circle,
    circles_of,
    coverage_gaps,
    duties,
    duties_in_order,
    history_of,
    members_of,
    pledges_of,
    posts_of,
    presences_of,
    qualified_people,
    resources_and_needs,
    team_areas,
    team_members,
    teams_of,
    unit_here,
    who_is_responsible,
)
from linli.apps.organisations.rules import EDIT, MEMBERS, SEE
from linli.apps.places.public import find_place
from linli.kernel import clock
from linli.kernel.access.permissions import holds, require
from linli.kernel.panels import Scene, fill_panels
from linli.kernel.tables import Column
from linli.web.asked import Asked, show
from linli.web.downloads import table_asked

PAGE = 25
DUTIES: list[Column[Responsibility]] = [
    Column("name", gettext_lazy("Name"), lambda row: row.display_name),
    Column("duty", gettext_lazy("Duty"), lambda row: row.called),
    Column("area", gettext_lazy("Responsible for"), lambda row: area_name(row), 28),
    Column("phone", gettext_lazy("Telephone"), lambda row: row.public_phone),
    Column("unit", gettext_lazy("Unit"), lambda row: row.organisation and row.organisation.name),
    Column("since", gettext_lazy("Since"), lambda row: row.since),
    Column("until", gettext_lazy("Until"), lambda row: row.until),
]


@dataclass(frozen=True)
class Leaf:
    """One page of a long list, as the pager shows it."""

    rows: list[Any]
    number: int
    pages: int
    total: int


def leaf_of(rows: Any, number: str) -> Leaf:
    total = rows.count()
    pages = max(1, -(-total // PAGE))
    here = min(max(int(number) if number.isdecimal() and len(number) < 6 else 1, 1), pages)
    return Leaf(list(rows[(here - 1) * PAGE : here * PAGE]), here, pages, total)


def area_name(row: Responsibility) -> str:
    if row.place is not None:
        return row.place.full_name
    return row.grid.name if row.grid is not None else ""


def opened(request: HttpRequest) -> tuple[Asked, dict[str, Any]]:
    """Staff only; with what every page of this part needs to know."""
    asked = cast(Asked, request)
    community = asked.community
    require(asked.actor, SEE, community.id)
    rights = {
        "may_edit": holds(asked.actor, EDIT, community.id),
        "may_members": holds(asked.actor, MEMBERS, community.id),
        "today": clock.today(community),
    }
    return asked, rights


def overview(request: HttpRequest, slug: str) -> HttpResponse:
    asked, rights = opened(request)
    bodies = bodies_of(asked.community, members=rights["may_members"])
    return show(request, "organisations/overview.html", {**rights, "bodies": bodies})


def unit(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    asked, rights = opened(request)
    community = asked.community
    found = unit_here(community, key)
    context = {
        "unit": found,
        "presences": presences_of(community, found),
        "posts": posts_of(community, found),
        "bindings": bindings_of(community, found),
        "members": members_of(community, found) if rights["may_members"] else None,
        "duties": list(duties(community).filter(organisation=found)[:100]),
        "pledges": list(pledges_of(community).filter(organisation=found)[:50]),
    }
    return show(request, "organisations/unit.html", {**rights, **context})


def duty_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Who answers for what on a day; with an address, who answers for that place."""
    asked, rights = opened(request)
    community = asked.community
    grids = open_grids(community)
    day = read_day(asked.GET.get("day", "")) or rights["today"]
    form = DutyQuestionForm(community, {**asked.GET.dict(), "day": day})
    form.ask(grids)
    rows = duties_in_order(community, day)
    role, grid = asked.GET.get("role", ""), key_of(asked.GET.get("grid", ""))
    if role in DutyRole.values:
        rows = rows.filter(role=role)
    if grid:
        rows = rows.filter(grid_id=grid) | rows.filter(place__grid_id=grid)
    file = table_asked(request, _("Duties"), DUTIES, rows)
    if file is not None:
        return file
    typed = asked.GET.get("at", "")
    found = find_place(community, typed).place if typed.strip() else None
    answers = who_is_responsible(community, place=found, on=day) if found else None
    context = {
        "form": form,
        "day": day,
        "typed": typed,
        "found": found,
        "answers": answers,
        "leaf": leaf_of(rows, asked.GET.get("page", "")),
        "params": {name: asked.GET.get(name, "") for name in ("grid", "role", "day")},
    }
    return show(request, "organisations/duties.html", {**rights, **context})


def duty(request: HttpRequest, slug: str, key: uuid.UUID) -> HttpResponse:
    asked, rights = opened(request)
    row: Responsibility = row_of(Responsibility)(asked, key)
    line = history_of(asked.community, grid=row.grid, place=row.place)
    same = [each for each in line if each.role == row.role]
    context = {"duty": row, "history": same, "others": [e for e in line if e.role != row.role]}
    return show(request, "organisations/duty.html", {**rights, **context})


def alliances(request: HttpRequest, slug: str) -> HttpResponse:
    asked, rights = opened(request)
    community = asked.community
    single = pledges_of(community).filter(alliance_id__isnull=True)[:50]
    context = {
        "circles": circles_of(community),
        "single": list(single),
        "matches": resources_and_needs(community),
    }
    return show(request, "organisations/alliances.html", {**rights, **context})


def alliance(request: HttpRequest, slug: str, key: uuid.UUID) -> HttpResponse:
    asked, rights = opened(request)
    body: Alliance = row_of(Alliance)(asked, key)
    context = {"circle": circle(asked.community, body), "calls": calls_of(asked.community, body)}
    return show(request, "organisations/alliance.html", {**rights, **context})


def teams(request: HttpRequest, slug: str) -> HttpResponse:
    asked, rights = opened(request)
    community = asked.community
    context = {
        "teams": list(teams_of(community)[:200]),
        "groups": list(chat_groups_of(community)[:300]),
        "papers": list(qualified_people(community)[:200]),
    }
    return show(request, "organisations/teams.html", {**rights, **context})


def team(request: HttpRequest, slug: str, key: uuid.UUID) -> HttpResponse:
    asked, rights = opened(request)
    row: Team = row_of(Team)(asked, key)
    context = {
        "team": row,
        "members": team_members(asked.community, row),
        "areas": team_areas(asked.community, row),
        "panels": fill_panels("organisations.team", Scene(asked.community, asked.actor, row)),
    }
    return show(request, "organisations/team.html", {**rights, **context})


def gaps(request: HttpRequest, slug: str) -> HttpResponse:
    asked, rights = opened(request)
    found = coverage_gaps(asked.community, sensitive=rights["may_members"])
    return show(request, "organisations/gaps.html", {**rights, "gaps": found})
