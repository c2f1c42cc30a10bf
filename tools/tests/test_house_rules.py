from __future__ import annotations

import pytest

from tools.house_rules import Source, faults_of

PAGES = "linli/apps/cases/pages.py"
RULES = "linli/apps/cases/rules.py"


@pytest.mark.parametrize(
    ("name", "line", "fault"),
    [
        (PAGES, "case.save()", "save() here: pages, API and timers call one operation or query"),
        (
            "linli/apps/cases/api/cases.py",
            "with transaction.atomic(): pass",
            "atomic() here: pages, API and timers call one operation or query",
        ),
        (RULES, "timezone.now()", "timezone.now() here: time comes from linli.kernel.clock"),
        (
            RULES,
            "datetime.datetime.now()",
            "datetime.now() here: time comes from linli.kernel.clock",
        ),
        (
            RULES,
            "Case.objects.raw('select 1')",
            "raw() here: apps speak the ORM, so that both databases answer alike",
        ),
        (
            RULES,
            "from django.dispatch import receiver",
            "django.dispatch: no signals inside the project, write a reaction",
        ),
        (RULES, "x = 1  # type" + ": ignore", "a type suppression without its code"),
        ("linli/web/templates_j/web/base.html", "<!-- TO" + "DO -->", "an unfinished line"),
        ("linli/apps/cases/helpers.py", "", "the file's name says nothing about what is in it"),
    ],
)
def test_a_broken_rule_is_named(name: str, line: str, fault: str) -> None:
    assert faults_of(Source(name, line)) == [f"{name}:1: {fault}"]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("linli/apps/cases/operations.py", "case.save()"),
        ("linli/apps/cases/api.py", "@router.delete('/x')\ndef x(): pass"),
        ("linli/kernel/clock.py", "datetime.now(UTC)"),
        ("linli/apps/cases/tests/test_pages.py", "case.save()\ntimezone.now()"),
        (
            RULES,
            "time.time()  # allowed: the age of a lock file, which the test clock must not move",
        ),
    ],
)
def test_what_is_allowed_passes(name: str, line: str) -> None:
    assert faults_of(Source(name, line)) == []
