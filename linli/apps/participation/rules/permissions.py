"""Who signs up whom and who sees lists; each as a filter over sign-ups."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.apps.people.public import TieKind, ward_ties
from linli.kernel.access.actor import Actor, Grant, Role
from linli.kernel.access.permissions import all_rows, permit, with_scope

READ_SCOPE, WRITE_SCOPE = "activities:read", "activities:write"
FAMILY_TIES = (
    TieKind.GUARDIAN,
    TieKind.PARENT,
    TieKind.CHILD,
    TieKind.SPOUSE,
    TieKind.SIBLING,
    TieKind.CARER,
)


def mine_and_my_wards(_actor: Actor, grant: Grant) -> Q | None:
    if grant.person_id is None:
        return None
    wards = ward_ties(grant.person_id, grant.communities)
    return (
        Q(subject_id=grant.person_id)
        | Q(contact_id=grant.person_id)
        | Q(subject_id__in=wards.values("person_id"))
    )


STAFF = {Role.GRID_WORKER: all_rows, Role.COMMITTEE: all_rows, Role.CHIEF: all_rows}
SEE = permit(
    "participation.see",
    _("See who signed up and who came"),
    roles={**STAFF, Role.PROGRAM: with_scope(READ_SCOPE)},
).key
ORGANISE = permit(
    "participation.organise",
    _("Sign up others, count and check in people, change seats"),
    roles={**STAFF, Role.PROGRAM: with_scope(WRITE_SCOPE)},
).key
OWN = permit(
    "participation.own",
    _("Sign up oneself and the family, see and withdraw it"),
    roles={Role.RESIDENT: mine_and_my_wards},
).key
