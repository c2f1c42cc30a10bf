"""The flow of a case as a page: the diagram and the table, drawn from the code."""

from __future__ import annotations

import os

INTRODUCTION = """# The flow of a case

Generated from `linli/apps/cases/flow` by `make docs`. Each line of the table is one move: from
where, to where, by whom, and what must be given with it. A test runs every operation in every state
and fails when one of them does anything the table does not say. The diagram leaves out what stays
in its state.
"""


def stays(line: str) -> bool:
    source, arrow, rest = line.strip().partition(" --> ")
    return bool(arrow) and source == rest.partition(":")[0]


def render() -> str:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")
    import django
    from django.utils import translation

    django.setup()
    from linli.apps.cases.public import FLOW
    from linli.kernel.access.permissions import PERMISSIONS

    with translation.override("en"):
        lines = [
            f"| `{move.name}` | {move.label} | {', '.join(sorted(move.sources))} "
            f"| {move.target or 'stays'} | {', '.join(PERMISSIONS[move.permission].roles)} "
            f"| {', '.join(move.evidence)} |"
            for move in FLOW.moves.values()
        ]
    head = "| move | what people call it | from | to | roles | needs |"
    head += "\n| --- | --- | --- | --- | --- | --- |"
    moving = [line for line in FLOW.diagram().splitlines() if not stays(line)]
    drawn = "\n".join(["```mermaid", *moving, "```"])
    return "\n".join([INTRODUCTION, drawn, "", head, *lines, ""])
