"""The flow as a table to read and print: from where, to where, by whom."""

from django.http import HttpRequest, HttpResponse

from linli.apps.accounts.public import ROLE_NAMES
from linli.apps.cases.choices import CaseState
from linli.apps.cases.flow import FLOW
from linli.apps.cases.pages.work.pool import opened
from linli.apps.cases.queries.saying import state_tone
from linli.kernel.access.permissions import PERMISSIONS
from linli.kernel.flow import Move
from linli.web.asked import show


def flow(request: HttpRequest, slug: str) -> HttpResponse:
    opened(request)
    steps = []
    for state in CaseState:
        moves = [move for move in FLOW.open_moves(state.value)]
        changing = [(move, _target(move), _roles(move)) for move in moves if move.target]
        staying = [(move, _roles(move)) for move in moves if not move.target]
        steps.append((state, *state_tone(state.value), changing, staying))
    context = {"steps": steps, "diagram": FLOW.diagram()}
    return show(request, "cases/work/flow.html", context)


def _target(move: Move) -> str:
    return str(CaseState(move.target).label)


def _roles(move: Move) -> str:
    roles = PERMISSIONS[move.permission].roles
    return ", ".join(str(ROLE_NAMES.get(role, role)) for role in roles if role in ROLE_NAMES)
