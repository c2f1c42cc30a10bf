"""What a page asks the table: which moves are open for this reader now."""

from django.db.models import Case as Switch
from django.db.models import Value, When

from linli.apps.cases.flow.table import FLOW
from linli.apps.cases.models import Case
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import scope
from linli.kernel.flow import Move


def allowed_permissions(actor: Actor, case: Case, keys: set[str]) -> set[str]:
    """Which of these permissions the actor has for this case: one statement for all of them."""
    ordered = sorted(keys)
    flags = {
        f"may_{place}": Switch(
            When(scope(actor, key, case.community_id), then=Value(True)), default=Value(False)
        )
        for place, key in enumerate(ordered)
    }
    row = (
        Case.objects.filter(community_id=case.community_id, id=case.id)
        .values_list()
        .annotate(**flags)
        .values_list(*flags)
        .first()
    )
    return {key for key, may in zip(ordered, row or (), strict=False) if may}


def next_moves(case: Case, actor: Actor) -> list[Move]:
    """The moves this actor may make on this case now, in the order of the table."""
    moves = [each for each in FLOW.open_moves(case.state) if suits(each.name, case)]
    held = allowed_permissions(actor, case, {each.permission for each in moves})
    return [each for each in moves if each.permission in held]


def suits(name: str, case: Case) -> bool:
    """Whether the case's own rules leave a move of the table open; states alone do not say."""
    checks = case.type.needs_site_check
    rule = {
        "settle_on_spot": not checks,
        "settle_unchecked": checks,
        "close": not checks,
        "pass_up_waiting": case.level == "grid",
        "pass_up": case.level == "grid",
        "answer_supervision": bool(case.supervision),
        "unmerge": case.accepted_at is None,
        "unmerge_accepted": case.accepted_at is not None,
    }
    return rule.get(name, True)
