"""One act on a case as a page: which moves it stands for, its form, the operation behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from linli.apps.cases.flow import FLOW, suits
from linli.apps.cases.forms.work.base import CaseForm
from linli.apps.cases.queries.folder import Folder

Text = str | Promise
Run = Callable[[Folder, Any], Any]
Fits = Callable[[Folder], bool]


def always(_folder: Folder) -> bool:
    return True


@dataclass(frozen=True)
class Act:
    """`noun` stands in the address; any one of `moves` opens it. `fits` asks what the state
    cannot say (is there a request to decide?). `by_handler`: the unit's own step, which staff
    take only in its place. `rare`: not on the way to the end. `shows`: the answer is a page.
    """

    noun: str
    moves: tuple[str, ...]
    title: Text
    button: Text
    done: Text
    form: type[CaseForm]
    run: Run
    icon: str = "check"
    hint: Text = ""
    fits: Fits = always
    permission: str = ""
    by_handler: bool = False
    rare: bool = False
    danger: bool = False
    shows: bool = False

    @property
    def keys(self) -> set[str]:
        """The permissions that open it."""
        return (
            {self.permission} if self.permission else {FLOW.moves[m].permission for m in self.moves}
        )

    def is_open(self, folder: Folder) -> bool:
        if self.permission:
            return self.permission in folder.held and self.fits(folder)
        return any(self._move_is_open(name, folder) for name in self.moves) and self.fits(folder)

    def _move_is_open(self, name: str, folder: Folder) -> bool:
        move = FLOW.moves[name]
        return (
            folder.case.state in move.sources
            and move.permission in folder.held
            and suits(name, folder.case)
        )


def versioned(folder: Folder, form: CaseForm) -> dict[str, Any]:
    """The words of an operation that minds which version the person saw."""
    return {**folder.key, "version": form.cleaned_data.get("version")}
