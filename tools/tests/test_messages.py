from __future__ import annotations

from pathlib import Path

import pytest

from tools.messages import catalogues, checks, traditional
from tools.messages.catalogues import entry_for, merged
from tools.messages.compiling import compile_all
from tools.messages.extraction import Message, messages_of
from tools.messages.hardcoded import words_in
from tools.messages.packages import catalogue

CODE = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
TITLE = _("Report a matter")
COUNT = ngettext("%(n)s case", "%(n)s cases", 2)
STATE = pgettext("state of a case", "Open")
"""
PAGE = """<h1>{% trans %}
  Hello
  {{ name }}
{% endtrans %}</h1>{{ _('Report a matter') }}"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "linli/apps/cases"
    for name, text in {
        "__init__.py": "",
        "pages.py": CODE,
        "tests/test_pages.py": '_("only in a test")',
        "migrations/0001_initial.py": '_("only in a migration")',
        "templates_j/cases/home.html": PAGE,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def fill(package: Path, root: Path, words: dict[str, str]) -> None:
    messages = messages_of(package, root).values()
    entries = [entry_for(message, words.get(message.text, "")) for message in messages]
    catalogues.write(catalogue(package, "zh_Hans"), entries, "zh_Hans")
    traditional.write_traditional(package)


GOOD = {
    "Report a matter": "反映问题",
    "%(n)s case": "%(n)s 件",
    "Open": "办理中",
    "Hello %(name)s": "%(name)s，您好",
}


def test_texts_come_from_code_and_templates_but_not_from_tests(
    package: Path, tmp_path: Path
) -> None:
    assert set(messages_of(package, tmp_path)) == {
        (None, "Report a matter"),
        (None, "%(n)s case"),
        ("state of a case", "Open"),
        (None, "Hello %(name)s"),
    }


def test_a_complete_catalogue_has_no_fault(package: Path, tmp_path: Path) -> None:
    fill(package, tmp_path, GOOD)
    assert checks.faults_of_all(tmp_path) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"Open": ""}, "not translated: 'Open'"),
        ({"%(n)s case": "几件"}, "placeholders or tags differ: '%(n)s case'"),
    ],
)
def test_an_empty_or_broken_translation_is_a_fault(
    package: Path, tmp_path: Path, change: dict[str, str], fault: str
) -> None:
    fill(package, tmp_path, {**GOOD, **change})
    assert [text for text in checks.faults_of_all(tmp_path) if fault in text] != []


def test_a_catalogue_behind_its_code_is_a_fault(package: Path, tmp_path: Path) -> None:
    fill(package, tmp_path, GOOD)
    (package / "pages.py").write_text('_("Report a matter")\n_("Thank you")')
    place = "linli/apps/cases/locale/zh_Hans/LC_MESSAGES/django.po"
    assert sorted(checks.faults_of_all(tmp_path)) == [
        f"{place}: missing: 'Thank you', asked for in linli/apps/cases/pages.py",
        f"{place}: no code asks for it any more: '%(n)s case'",
        f"{place}: no code asks for it any more: 'Open'",
    ]


def test_a_traditional_catalogue_left_behind_is_a_fault(package: Path, tmp_path: Path) -> None:
    fill(package, tmp_path, GOOD)
    path = catalogue(package, "zh_Hans")
    path.write_text(path.read_text().replace("反映问题", "反映事项"))
    assert checks.faults_of_all(tmp_path) == [
        "linli/apps/cases/locale/zh_Hant/LC_MESSAGES/django.po: "
        "not what zh_Hans gives now (python -m tools.messages hant)"
    ]


def test_one_text_with_two_translations_asks_for_a_context(package: Path, tmp_path: Path) -> None:
    other = tmp_path / "linli/web"
    other.mkdir()
    (other / "__init__.py").write_text('_("Report a matter")')
    fill(package, tmp_path, GOOD)
    fill(other, tmp_path, {"Report a matter": "上报事项"})
    assert checks.faults_of_all(tmp_path) == [
        "'Report a matter' is '上报事项' in linli/web but '反映问题' in linli/apps/cases"
    ]


def test_translations_survive_an_update_and_old_ones_go() -> None:
    old = {
        entry.msgid: entry
        for entry in (entry_for(Message(None, "a"), "甲"), entry_for(Message(None, "b"), "乙"))
    }
    known = {catalogues.key_of(entry): entry for entry in old.values()}
    entries, empty = merged([Message(None, "a"), Message(None, "c")], known)
    assert [(entry.msgid, entry.msgstr) for entry in entries] == [("a", "甲"), ("c", "")]
    assert empty == 1


@pytest.mark.parametrize(
    ("simplified", "expected"),
    [
        ("社区发布公告", "社區發布公告"),
        ("挂账与台账", "掛帳與臺帳"),
        ("请复核后回复，里程 3 公里", "請複核後回覆，里程 3 公里"),
        ("占用楼道", "占用樓道"),
        ("%(n)s 分钟", "%(n)s 分鐘"),
    ],
)
def test_traditional_text_reads_as_people_write_it(simplified: str, expected: str) -> None:
    assert traditional.traditional(simplified) == expected


def test_compiling_writes_a_catalogue_beside_each_source(package: Path, tmp_path: Path) -> None:
    fill(package, tmp_path, GOOD)
    assert compile_all(tmp_path) == 2
    assert catalogue(package, "zh_Hant").with_suffix(".mo").stat().st_size > 0


def test_words_outside_a_translation_are_heard() -> None:
    page = (
        '<p title="Grid">{{ _("Hello") }} there</p>{% trans %}fine{% endtrans %}'
        '<code>GET /x</code><span lang="zh-Hans">简体</span>{# words #}'
        '{% if kind == "repair" %}<input type="submit" value="Send">{% endif %}<b translate="no">'
        "Linli</b> 12 &nbsp; · %"
    )
    assert [text for _, text in words_in(page)] == ["Grid", "there", "Send"]
