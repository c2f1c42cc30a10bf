"""Orders of the hotline with the cases they became."""

from linli.apps.cases.models import Case, HotlineOrder
from linli.apps.cases.queries.saying import state_tone
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import scope
from linli.kernel.community import Community

SHOWN = 100


def hotline_orders(community: Community, actor: Actor) -> list[tuple[HotlineOrder, Case, str, str]]:
    """The newest orders, each with the case whose progress counts and how its state looks."""
    seen = Case.objects.filter(scope(actor, "cases.see", community.id), community_id=community.id)
    rows = HotlineOrder.objects.filter(community_id=community.id, case_id__in=seen.values("id"))
    rows = rows.select_related("case__merged_into", "case__type")
    shown = [(row, row.case.merged_into or row.case) for row in rows[:SHOWN]]
    return [(row, case, *state_tone(case.state)) for row, case in shown]
