from pathlib import Path

import pytest

from linli.cli.practices import load_register, render_markdown
from tools.check_practices import ROWS_PER_ARTICLE, expected_ids, find_faults

ROW = """
[[practice]]
id = "{id}"
article = {article}
en = "Stair lights"
zh = "楼道照明"
does = "Closes a case."
part = "cases"
state = "{state}"
{claim}
"""


def write_project(root: Path, *, leave_out: str = "", twice: str = "", claim: str = "") -> Path:
    """A whole register under root; `claim` is what the first row says to prove that it works."""
    ids = [i for i in expected_ids() if i != leave_out] + ([twice] if twice else [])
    rows = [
        ROW.format(
            id=practice_id,
            article=practice_id[0],
            state="works" if claim and practice_id == "0-01" else "planned",
            claim=claim if practice_id == "0-01" else "",
        )
        for practice_id in ids
    ]
    articles = [
        f'[[article]]\nnumber = {n}\nen = "One"\nzh = "一"' for n in range(len(ROWS_PER_ARTICLE))
    ]
    (root / "docs").mkdir()
    register = root / "docs/practices.toml"
    register.write_text("\n".join([*articles, *rows]), encoding="utf-8")
    page = render_markdown(load_register(register))
    (root / "docs/practices.md").write_text(page, encoding="utf-8")
    (root / "test_lights.py").write_text("def test_lights_are_repaired() -> None: ...\n")
    return root


def test_register_of_the_project_has_no_fault() -> None:
    assert find_faults(Path(__file__).parents[2]) == []


def test_missing_row_is_named(tmp_path: Path) -> None:
    assert find_faults(write_project(tmp_path, leave_out="1-15")) == ["1-15: the row is missing"]


def test_row_that_stands_twice_is_named(tmp_path: Path) -> None:
    assert find_faults(write_project(tmp_path, twice="4-53")) == ["4-53: the row stands 2 times"]


def test_row_beyond_the_articles_is_named(tmp_path: Path) -> None:
    assert find_faults(write_project(tmp_path, twice="0-64")) == [
        "0-64: the articles have no such row"
    ]


def test_proved_claim_passes(tmp_path: Path) -> None:
    claim = 'page = "/c/<slug>/"\ntest = "test_lights.py::test_lights_are_repaired[a]"'
    assert find_faults(write_project(tmp_path, claim=claim)) == []


@pytest.mark.parametrize(
    ("claim", "fault"),
    [
        (
            'test = "test_lights.py::test_lights_are_repaired"',
            "0-01: works, but on which page?",
        ),
        ('page = "/c/<slug>/"', "0-01: works, but shown by which test?"),
        (
            'page = "/"\ntest = "test_gone.py::test_lights_are_repaired"',
            "0-01: there is no test file test_gone.py",
        ),
        (
            'page = "/"\ntest = "test_lights.py::test_lights"',
            "0-01: test_lights.py has no test test_lights",
        ),
    ],
)
def test_unproved_claim_is_named(tmp_path: Path, claim: str, fault: str) -> None:
    assert find_faults(write_project(tmp_path, claim=claim)) == [fault]


def test_stale_page_is_named(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    (root / "docs/practices.md").write_text("old", encoding="utf-8")
    assert find_faults(root) == [
        "practices.md is stale: run `linli practices --markdown > docs/practices.md`"
    ]
