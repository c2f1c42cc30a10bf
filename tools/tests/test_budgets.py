from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

from tools import measuring
from tools.budgets import faults_of
from tools.measuring import Size

BUDGETS: dict[str, Any] = {"python_file": {"most": 300, "p90": 160}}


def exception(**changes: Any) -> dict[str, Any]:
    row = {"of": "python_file", "name": "a.py", "most": 320, "reason": "one table of the law"}
    return {**BUDGETS, "exception": [{**row, **changes}]}


def small(number: int) -> list[Size]:
    return [Size(f"{n}.py", 100) for n in range(number)]


def test_a_file_over_its_budget_is_named() -> None:
    sizes = {"python_file": [*small(20), Size("a.py", 301)]}
    assert list(faults_of(sizes, BUDGETS)) == ["a.py: Python file, lines: 301, at most 300"]


def test_most_files_stay_well_below_the_limit() -> None:
    sizes = {"python_file": [*small(8), Size("a.py", 200), Size("b.py", 200)]}
    assert list(faults_of(sizes, BUDGETS)) == ["Python file, lines: p90 200, at most 160"]


def test_an_exception_lets_a_file_pass_only_with_a_reason_and_only_so_far() -> None:
    sizes = {"python_file": [*small(20), Size("a.py", 310)]}
    assert list(faults_of(sizes, exception())) == []
    assert list(faults_of(sizes, exception(reason=" "))) == [
        "the exception for a.py gives no reason"
    ]
    assert list(faults_of(sizes, exception(most=305))) == [
        "a.py: Python file, lines: 310, at most 305"
    ]


def test_an_exception_nobody_needs_is_a_fault() -> None:
    assert list(faults_of({"python_file": small(20)}, exception())) == [
        "the exception for a.py (python_file) is needed no more"
    ]


def test_functions_are_measured_with_those_inside_them_apart(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text(
        "class Box:\n"
        "    def outer(self, x):\n"
        "        def inner():\n"
        "            return 1 if x else 2\n"
        "        for _ in x:\n"
        "            pass\n"
        "        return inner\n"
    )
    assert ast.parse(file.read_text())
    lengths, branchings = measuring.functions([file], tmp_path)
    assert lengths == [Size("a.py:Box.outer", 6), Size("a.py:Box.outer.inner", 2)]
    assert branchings == [Size("a.py:Box.outer", 2), Size("a.py:Box.outer.inner", 1)]
