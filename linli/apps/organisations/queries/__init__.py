"""What can be asked of bodies and duties."""

from linli.apps.organisations.queries.alliances import (
    calls_of,
    circle,
    circles_of,
    open_pledges,
    pledges_of,
    resources_and_needs,
)
from linli.apps.organisations.queries.bodies import (
    bindings_of,
    bodies_of,
    branches_of_grid,
    members_of,
    party_bodies,
    posts_of,
    presences_of,
    unit_here,
    units_here,
)
from linli.apps.organisations.queries.duties import (
    duties,
    duties_in_order,
    duties_of_person,
    duties_within,
    history_of,
    unit_for,
    units_for,
    who_is_responsible,
)
from linli.apps.organisations.queries.gaps import coverage_gaps
from linli.apps.organisations.queries.handover import portrait_of
from linli.apps.organisations.queries.teams import (
    certificates_of_person,
    chat_groups_of,
    qualified_people,
    team_areas,
    team_members,
    teams_in_grid,
    teams_of,
    teams_of_person,
)

__all__ = [
    "bindings_of",
    "bodies_of",
    "branches_of_grid",
    "calls_of",
    "certificates_of_person",
    "chat_groups_of",
    "circle",
    "circles_of",
    "coverage_gaps",
    "duties",
    "duties_in_order",
    "duties_of_person",
    "duties_within",
    "history_of",
    "members_of",
    "open_pledges",
    "party_bodies",
    "pledges_of",
    "portrait_of",
    "posts_of",
    "presences_of",
    "qualified_people",
    "resources_and_needs",
    "team_areas",
    "team_members",
    "teams_in_grid",
    "teams_of",
    "teams_of_person",
    "unit_for",
    "unit_here",
    "units_for",
    "units_here",
    "who_is_responsible",
]
