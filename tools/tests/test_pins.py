from __future__ import annotations

from tools.pins import faults_of

PROJECT = """
[project]
dependencies = ["Django>=5.2,<6", "segno>=1.6"]
[dependency-groups]
dev = ["pytest>=8"]
"""
RUN = "django==5.2.19 \\\n    --hash=sha256:1\nsegno==1.6.6 \\\n    --hash=sha256:2\n"
DEV = RUN + "pytest==9.2.0 \\\n    --hash=sha256:3\n"


def test_locks_that_answer_the_project_have_no_fault() -> None:
    assert faults_of(PROJECT, RUN, DEV) == []


def test_a_new_or_raised_requirement_asks_for_a_new_lock() -> None:
    raised = PROJECT.replace("segno>=1.6", "segno>=2").replace("pytest>=8", "icalendar>=6")
    assert faults_of(raised, RUN, DEV) == [
        "segno>=2 is locked as 1.6.6",
        "icalendar is not locked",
    ]


def test_the_two_locks_may_not_differ() -> None:
    assert faults_of(PROJECT, RUN, DEV.replace("segno==1.6.6", "segno==1.6.7")) == [
        "segno is 1.6.6 to run but 1.6.7 to develop"
    ]


def test_an_address_or_a_pin_without_hash_is_a_fault() -> None:
    bare = "--index-url https://mirror.example/simple\n" + DEV + "greenlet==3.5.6\n"
    assert faults_of(PROJECT, RUN, bare) == [
        "an address or option stands in it: -",
        "an address or option stands in it: https://",
        "no hash: --index-url https://mirror.example/simple",
        "no hash: greenlet==3.5.6",
    ]
