"""Needs are cases of their own kind: a register to narrow, to search and to take away."""

from collections.abc import Callable

from django.test import Client

from linli.apps.cases.models import CaseType
from linli.apps.cases.tests.conftest import Ground

Visit = Callable[[str], Client]


def test_4_49_needs_are_a_register_of_their_own(ground: Ground, visit: Visit) -> None:
    kinds = CaseType.objects.filter(community_id=ground.a.id, kind="need")
    assert len(set(kinds.values_list("parent", flat=True))) == 1
    need = kinds[0]
    ground.new("希望小区里有一个理发点", type_code=need.code, who="committee")
    ground.new("二栋楼道灯不亮")
    client, narrowed = visit("committee"), f"/c/alpha/work/cases/?group={need.parent}"
    text = client.get(narrowed).text
    assert ("理发点" in text, "楼道灯不亮" in text) == (True, False)
    file = client.get(f"/c/alpha/work/cases/files/csv/?group={need.parent}").content.decode()
    assert ("理发点" in file, "楼道灯不亮" in file) == (True, False)
