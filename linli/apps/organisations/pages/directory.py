"""The public directory: which units work together here, what they promised and did."""

from typing import cast

from django.http import HttpRequest, HttpResponse

from linli.apps.organisations.queries import (
    bodies_of,
    circles_of,
    teams_of,
    who_is_responsible,
)
from linli.kernel import clock
from linli.web.asked import Asked, show


def directory(request: HttpRequest, slug: str) -> HttpResponse:
    """Public facts only: no members, no contact persons, nothing marked as internal."""
    community = cast(Asked, request).community
    context = {
        "bodies": bodies_of(community, public=True),
        "circles": circles_of(community, public=True),
        "teams": list(teams_of(community, public=True)[:100]),
        "answers": who_is_responsible(community, public=True),
        "today": clock.today(community),
    }
    return show(request, "organisations/directory.html", context)
