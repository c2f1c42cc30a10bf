import json
from pathlib import Path

import pytest

from linli.cli.practices import load_register, main, render_markdown

ONE_ROW = """
[[article]]
number = 1
en = "Five regulars"
zh = "五常"

[[practice]]
id = "1-15"
article = 1
en = "Stair lights"
zh = "楼道照明"
does = "Closes a case."
part = "{part}"
state = "{state}"
"""


def test_register_holds_the_rows_of_each_article() -> None:
    register = load_register()
    assert [register.count(article, None) for article in range(5)] == [63, 39, 48, 29, 53]
    assert register.count(None, None) == 232


@pytest.mark.parametrize(
    ("part", "state", "reason"),
    [
        ("magic", "planned", "1-15: no part is called 'magic'"),
        ("cases", "soon", "1-15: no state is called 'soon'"),
    ],
)
def test_unknown_word_is_refused_with_its_row(
    tmp_path: Path, part: str, state: str, reason: str
) -> None:
    register = tmp_path / "practices.toml"
    register.write_text(ONE_ROW.format(part=part, state=state), encoding="utf-8")
    with pytest.raises(ValueError, match=reason):
        load_register(register)


def test_working_row_shows_its_page_and_test(tmp_path: Path) -> None:
    register = tmp_path / "practices.toml"
    claim = 'page = "/c/<slug>/"\ntest = "tests/test_lights.py::test_lights"\n'
    register.write_text(ONE_ROW.format(part="cases", state="works") + claim, encoding="utf-8")
    row = render_markdown(load_register(register)).splitlines()[-1]
    assert row == (
        "| 1-15 | Stair lights · 楼道照明 | Closes a case. |  | cases "
        "| **works**: `/c/<slug>/`, shown by `tests/test_lights.py::test_lights` |"
    )


def test_command_counts_each_article(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" work ")[0].split()[-1] for line in lines] == [
        "63",
        "39",
        "48",
        "29",
        "53",
        "232",
    ]


def test_json_of_one_article_holds_only_its_rows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", "--article", "3"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in answer["practices"]] == [f"3-{n:02}" for n in range(1, 30)]
    assert [count["article"] for count in answer["counts"]] == [3]


def test_state_filter_lists_only_that_state(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--state", "planned"]) == 0
    rows = capsys.readouterr().out.splitlines()[:-1]
    assert {row.split()[1] for row in rows} == {"planned"}


def test_unknown_article_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refusal:
        main(["--article", "9"])
    assert refusal.value.code == 2
    assert "--article" in capsys.readouterr().err
