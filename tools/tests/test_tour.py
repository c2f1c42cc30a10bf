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
