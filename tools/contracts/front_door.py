"""Import contract: an app is entered only through its front door."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


def _inside(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


class FrontDoorContract(Contract):
    """Neighbours in `container`, and the `guests` outside it, import only the `doors` of an app.

    An app's own modules are at home, and any test folder may look where it likes.
    """

    # Any: import-linter puts the value itself in the place of its field.
    container: Any = fields.StringField()
    doors: Any = fields.SetField(subfield=fields.StringField())
    guests: Any = fields.SetField(subfield=fields.StringField(), required=False, default=set())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        apps = sorted(graph.find_children(self.container))
        strays = sorted(stray for app in apps for stray in self._strays(graph, app))
        return ContractCheck(kept=not strays, metadata={"strays": strays})

    def _strays(self, graph: ImportGraph, app: str) -> Iterator[tuple[str, str]]:
        for module in graph.find_descendants(app):
            if module.removeprefix(f"{app}.").split(".")[0] in self.doors:
                continue
            for importer in graph.find_modules_that_directly_import(module):
                if self._must_knock(importer, app):
                    yield importer, module

    def _must_knock(self, importer: str, app: str) -> bool:
        if _inside(importer, app) or "tests" in importer.split("."):
            return False
        return any(_inside(importer, place) for place in (self.container, *self.guests))

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, module in check.metadata["strays"]:
            output.print_error(f"{importer} reaches into {module}", bold=False)
