from __future__ import annotations

from pathlib import Path

from tools.tour import PATH, ROOT, missing, rendered, stops_in

STOPS = [("Begin", [("README.md", "what it is"), ("lost.py", "gone")])]


def test_the_tour_of_this_project_leads_nowhere_wrong() -> None:
    assert missing(stops_in(PATH.read_text()), ROOT) == []


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Linli\n")
    assert missing(STOPS, tmp_path) == ["lost.py"]


def test_a_stop_says_what_to_read_how_long_it_is_and_why(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Linli\n")
    assert rendered([("Begin", [("README.md", "what it is")])], tmp_path).splitlines()[1:] == [
        "",
        "Begin",
        "  1. README.md (1 lines): what it is",
    ]


def test_a_module_that_grew_into_a_package_is_still_found(tmp_path: Path) -> None:
    stops = [("Flow", [("flow", "the moves")])]
    (tmp_path / "flow.py").write_text("MOVES = 1\n")
    assert "1. flow.py (1 lines)" in rendered(stops, tmp_path)
    (tmp_path / "flow.py").unlink()
    (tmp_path / "flow").mkdir()
    (tmp_path / "flow/table.py").write_text("MOVES = 1\n")
    assert missing(stops, tmp_path) == []
    assert "1. flow/ (1 files)" in rendered(stops, tmp_path)
