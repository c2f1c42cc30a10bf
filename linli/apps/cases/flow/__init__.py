"""Which moves are allowed, and which are open for whom."""

from linli.apps.cases.flow.asking import allowed_permissions, next_moves, suits
from linli.apps.cases.flow.table import FLOW

__all__ = ["FLOW", "allowed_permissions", "next_moves", "suits"]
