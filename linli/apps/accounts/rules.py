"""Who may open accounts, give roles, look into the records. No administrator does it all."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.apps.accounts.choices import ADMINISTRATORS, MUST_GIVE, SecondFactor
from linli.apps.accounts.models import GrantRow
from linli.kernel.access.actor import Actor, Role
from linli.kernel.access.permissions import PERMISSIONS, all_rows, grants_for, permit, refuse
from linli.kernel.community import Community, CommunityKind
from linli.kernel.errors import NotAllowed, RuleNotMet
from linli.kernel.policies import policy, policy_kind

SYSTEM = {Role.SYSTEM_ADMIN: all_rows}
SECURITY = {Role.SECURITY_ADMIN: all_rows}
AT_THE_DESK = {Role.COMMITTEE: all_rows, Role.CHIEF: all_rows}

permit("accounts.manage", _("open and close accounts, give and end roles"), roles=SYSTEM)
permit(
    "accounts.open_resident",
    _("open an account for a resident at the desk"),
    roles={**SYSTEM, **AT_THE_DESK},
)
permit("accounts.settings", _("see the settings and the communities"), roles=SYSTEM)
permit(
    "accounts.secure",
    _("approve administrators, take back second factors, end sessions, lift lock-outs, give keys"),
    roles=SECURITY,
)
permit(
    "accounts.list",
    _("see the accounts and their roles"),
    roles={**SYSTEM, **SECURITY},
)
permit(
    "accounts.audit", _("search the records of what was done"), roles={Role.AUDIT_ADMIN: all_rows}
)
permit(
    "accounts.roles_matrix",
    _("see what each role may do"),
    roles={role: all_rows for role in ADMINISTRATORS},
)
permit(
    "accounts.answer_feedback",
    _("answer what people say about the platform"),
    roles={**SYSTEM, **AT_THE_DESK},
)

SECOND_FACTOR = "accounts.second_factor"
policy_kind(
    SECOND_FACTOR,
    _("Who must give a second factor at sign-in"),
    default=SecondFactor.ADMINISTRATORS if settings.LINLI_PRODUCTION else SecondFactor.NOBODY,
    source=_("GB/T 22239-2019, two or more factors at level 3; before production nobody must"),
)
STRICTNESS = [SecondFactor.NOBODY, SecondFactor.ADMINISTRATORS, SecondFactor.STAFF]

HOME_KINDS = {Role.STREET: CommunityKind.STREET, Role.DISTRICT: CommunityKind.DISTRICT}


def reach(actor: Actor, key: str) -> frozenset[int]:
    """Every community in which the actor holds the permission."""
    homes = {home for grant in actor.grants for home in grant.communities}
    return frozenset(home for home in homes if grants_for(actor, PERMISSIONS[key], home))


def require_somewhere(actor: Actor, key: str) -> frozenset[int]:
    """The reach, or a refusal when it is empty: for pages that stand above one community."""
    found = reach(actor, key)
    if not found:
        refuse(actor, key)
    return found


def permission_to_give(role: str) -> str:
    return "accounts.open_resident" if role == Role.RESIDENT else "accounts.manage"


def check_not_self(actor: Actor, credential_id: int) -> None:
    if actor.credential_id == credential_id:
        raise NotAllowed(
            "own_role",
            _("Nobody changes their own roles. Ask another system administrator."),
        )


def check_home(role: str, community: Community) -> None:
    kind = HOME_KINDS.get(role)
    if kind and community.kind != kind:
        raise RuleNotMet(
            "role_home",
            _("This role belongs to a %(kind)s.") % {"kind": CommunityKind(kind).label},
            field="community",
        )


def check_separation(
    held: Iterable[GrantRow], role: str, since: dt.date, until: dt.date | None
) -> None:
    """Nobody is two of the three administrators on any one day, pending roles included."""
    if role not in ADMINISTRATORS:
        return
    for row in held:
        if row.role in ADMINISTRATORS and row.role != role and _overlap(row, since, until):
            raise RuleNotMet(
                "administrators_separated",
                _(
                    "This person already is the %(role)s. System, security and audit stay in "
                    "three hands."
                )
                % {"role": row.get_role_display()},
                field="role",
            )


def check_new(wanted: GrantRow, held: Iterable[GrantRow]) -> None:
    """The same role for the same thing on the same days is given once."""
    for row in held:
        same = all(
            getattr(row, name) == getattr(wanted, name)
            for name in ("community_id", "role", "grid_id", "organisation_id", "person_id")
        )
        if same and _overlap(row, wanted.since, wanted.until):
            raise RuleNotMet("role_held", _("This person holds this role already."), field="role")


def _overlap(row: GrantRow, since: dt.date, until: dt.date | None) -> bool:
    if row.ended_at is not None:
        return False
    return (row.until is None or row.until >= since) and (until is None or until >= row.since)


def answers_for(homes: frozenset[int]) -> Q:
    """Credentials that an administrator of these communities sees: opened here or working here."""
    return Q(opened_in_id__in=homes) | Q(
        pk__in=GrantRow.objects.filter(community_id__in=homes).values("credential_id")
    )


def second_factor_here(community: Community) -> SecondFactor:
    """The strictest rule of a community and of those above it."""
    lineage = [community]
    while lineage[-1].parent is not None:
        lineage.append(lineage[-1].parent)
    found = [SecondFactor(policy(home, SECOND_FACTOR).value) for home in lineage]
    return max(found, key=STRICTNESS.index)


def must_give_second_factor(held: Iterable[GrantRow]) -> bool:
    return any(row.role in MUST_GIVE[second_factor_here(row.community)] for row in held)
