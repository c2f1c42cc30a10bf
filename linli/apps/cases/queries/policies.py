"""The numbers a community may choose, with what holds today and what came before."""

from dataclasses import dataclass
from typing import Any

from linli.apps.accounts.public import credential_names
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.policies import KINDS, Policy, PolicyKind


@dataclass(frozen=True)
class Chosen:
    """A rule with the row that holds today (None: the default), later and earlier rows."""

    kind: PolicyKind
    now: Policy | None
    rows: list[Policy]
    names: dict[str, str]

    @property
    def value(self) -> Any:
        return self.now.value if self.now else self.kind.default

    @property
    def is_number(self) -> bool:
        return isinstance(self.kind.default, int | float)

    @property
    def is_ladder(self) -> bool:
        """A list of rungs; other shapes are read here and changed by whoever installs."""
        first = self.kind.default[0] if isinstance(self.kind.default, list) else None
        return isinstance(first, dict) and "code" in first and "kind" in first


def chosen_policies(community: Community) -> list[Chosen]:
    """All rules of all parts, by key: two statements."""
    today = clock.today(community)
    rows = list(Policy.objects.filter(community_id=community.id).order_by("key", "-effective_from"))
    names = credential_names(row.approved_by for row in rows)
    found = []
    for key in sorted(KINDS):
        own = [row for row in rows if row.key == key]
        now = next((row for row in own if row.effective_from <= today), None)
        found.append(Chosen(KINDS[key], now, own, names))
    return found
