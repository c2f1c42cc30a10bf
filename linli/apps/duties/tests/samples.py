"""A routine of community a, not shown to everybody, for the walk over all addresses."""

from linli.apps.duties.models import DutyDue
from linli.apps.duties.tests.conftest import build_yard
from tests.cast import Cast


def samples(cast: Cast) -> dict[str, object]:
    yard = build_yard(cast)
    plan = yard.plan("每日一小扫", "daily", public=False)
    due = DutyDue.objects.filter(community_id=cast.a.id)[0]
    return {"plan_id": plan.id, "due_id": due.id}
