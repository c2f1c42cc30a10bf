from __future__ import annotations

from pathlib import Path

import pytest

from tools.check_docs import (
    anchor,
    commands_faults,
    doors_faults,
    links_faults,
    settings_faults,
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {
        "Makefile": "run: setup ## serve it\n\t@true\nsetup-run:\n\t@true\n",
        "README.md": "# Linli\nType `make run`. See [settings](docs/guide/settings.md#safety).\n",
        "docs/guide/settings.md": "# Settings\n## Safety\n| `LINLI_DATA` | `PORT` |\n",
        "docs/guide/commands.md": "# Commands\n`linli run`\n",
        "linli/env.py": 'os.environ.get("LINLI_DATA", "data")\n_flag("PORT")\n',
        "linli/tests/test_env.py": 'os.environ["LINLI_ONLY_IN_A_TEST"]\n',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_documents_that_tell_the_truth_have_no_fault(project: Path) -> None:
    faults = [*settings_faults(project), *links_faults(project), *doors_faults(project)]
    assert [*faults, *commands_faults(project, {"run"})] == []


def test_a_setting_must_be_explained_and_an_explained_one_be_read(project: Path) -> None:
    (project / "linli/env.py").write_text('os.environ["LINLI_CIPHER"]; _words("PORT")')
    assert list(settings_faults(project)) == [
        "docs/guide/settings.md: LINLI_CIPHER is not explained",
        "docs/guide/settings.md: nothing reads LINLI_DATA",
    ]


def test_a_command_must_be_explained_and_exist(project: Path) -> None:
    assert list(commands_faults(project, {"work"})) == [
        "docs/guide/commands.md: `linli work` is not explained",
        "docs/guide/commands.md: there is no command `linli run`",
    ]


def test_a_door_that_the_makefile_lacks_is_named(project: Path) -> None:
    (project / "README.md").write_text("`make run` and `make coffee`, and make sure\n")
    assert list(doors_faults(project)) == ["README.md: there is no `make coffee`"]


def test_a_link_to_a_lost_page_or_heading_is_named(project: Path) -> None:
    (project / "README.md").write_text(
        "[a](docs/lost.md) [b](docs/guide/settings.md#danger) [c](https://a.org) ![d](x.png)\n"
    )
    assert list(links_faults(project)) == [
        "README.md: the link leads nowhere: docs/lost.md",
        "README.md: the link leads nowhere: docs/guide/settings.md#danger",
        "README.md: the link leads nowhere: x.png",
    ]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Install with compose", "install-with-compose"),
        ("国办函〔2026〕12号: no formalism", "国办函202612号-no-formalism"),
        ("The `key` file", "the-key-file"),
    ],
)
def test_headings_become_the_anchors_that_renderers_make(heading: str, expected: str) -> None:
    assert anchor(heading) == expected
