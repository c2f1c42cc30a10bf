from __future__ import annotations

from tools.run_tests import Total, counted

REPORT = """<?xml version="1.0"?><testsuites>
<testsuite name="pytest" errors="1" failures="2" skipped="3" tests="20"/></testsuites>"""


def test_the_totals_of_both_databases_add_up() -> None:
    assert counted(REPORT) == Total(passed=14, failed=3, skipped=3)
    assert counted(REPORT) + counted(REPORT) == Total(passed=28, failed=6, skipped=6)
