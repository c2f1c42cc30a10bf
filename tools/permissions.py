"""The role matrix as a page of the documentation, from the register that the program asks."""

from __future__ import annotations

import os

INTRODUCTION = """# Roles and rights

Generated from the permissions that the apps register (`make docs`); the page “Roles and rights” of
the administrators shows the same. ● everything in the community, ◐ only their own part: grid,
organisation, household, or the scopes of a key. What a role does not see does not exist for it:
the answer is 404, not 403. A street's or district's role reaches the communities below it.

No administrator holds two of the three offices: the system administrator opens accounts and gives
roles, the security administrator approves administrators and keeps second factors and keys, the
audit administrator reads the records and nothing else.

"""
NAMES = (
    "anyone",
    "resident",
    "grid worker",
    "community worker",
    "chief",
    "partner",
    "street",
    "district",
    "system",
    "security",
    "audit",
    "program",
)


def render() -> str:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")
    import django
    from django.utils import translation

    django.setup()
    from linli.kernel.access.matrix import as_markdown

    with translation.override("en"):
        return INTRODUCTION + as_markdown(NAMES)
