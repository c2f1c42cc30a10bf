from __future__ import annotations

import grimp
import pytest

from tools.contracts.front_door import FrontDoorContract

CONTRACT = {
    "container": "linli.apps",
    "doors": ["public"],
    "guests": ["linli.demo", "linli.open311"],
}
MODULES = (
    "linli.apps",
    "linli.apps.cases.operations",
    "linli.apps.people.models",
    "linli.apps.people.public",
    "linli.apps.cases.tests.test_operations",
    "linli.config.urls",
    "linli.demo.stories",
    "linli.demo.tests.test_stories",
)


def strays(importer: str, imported: str) -> list[tuple[str, str]]:
    graph = grimp.ImportGraph()
    for module in MODULES:
        parts = module.split(".")
        for end in range(1, len(parts) + 1):
            graph.add_module(".".join(parts[:end]))
    graph.add_import(importer=importer, imported=imported)
    contract = FrontDoorContract("front door", {}, CONTRACT)
    found: list[tuple[str, str]] = contract.check(graph, verbose=False).metadata["strays"]
    return found


@pytest.mark.parametrize("importer", ["linli.apps.cases.operations", "linli.demo.stories"])
def test_neighbours_and_guests_come_in_by_the_door(importer: str) -> None:
    assert strays(importer, "linli.apps.people.public") == []
    assert strays(importer, "linli.apps.people.models") == [(importer, "linli.apps.people.models")]


@pytest.mark.parametrize(
    "importer",
    [
        "linli.apps.people.public",
        "linli.config.urls",
        "linli.apps.cases.tests.test_operations",
        "linli.demo.tests.test_stories",
    ],
)
def test_those_at_home_the_settings_and_tests_may_come_in_anywhere(importer: str) -> None:
    assert strays(importer, "linli.apps.people.models") == []
