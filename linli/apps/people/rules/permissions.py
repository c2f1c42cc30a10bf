"""Who may see and do what. Committee and chief reach all residents; a grid worker those whose
home is in the own grid; a resident oneself and those in one's guardianship; nobody else anybody.
"""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from linli.apps.people.choices import ResidenceKind, TieKind
from linli.apps.people.models import Residence, Tie
from linli.kernel import clock
from linli.kernel.access.actor import Actor, Grant, Role
from linli.kernel.access.permissions import all_rows, permit, with_scope

ADULT_YEARS = 18


def in_my_grid(_actor: Actor, grant: Grant) -> Q | None:
    if grant.grid_id is None:
        return None
    here = Q(place__grid_id=grant.grid_id) | Q(place__grid__parent_id=grant.grid_id)
    living = Residence.objects.filter(
        here,
        community_id__in=grant.communities,
        kind=ResidenceKind.ACTUAL,
        until__isnull=True,
    )
    return Q(id__in=living.values("person_id"))


def myself_and_my_wards(_actor: Actor, grant: Grant) -> Q | None:
    if grant.person_id is None:
        return None
    wards = ward_ties(grant.person_id, grant.communities)
    return Q(id=grant.person_id) | Q(id__in=wards.values("person_id"))


def ward_ties(person_id: uuid.UUID, community_ids: Iterable[int]) -> QuerySet[Tie]:
    """Ties by which this person acts for others now: `person` of each is a ward."""
    return Tie.objects.filter(ward_now(), community_id__in=community_ids, other_id=person_id)


def ward_now() -> Q:
    """Ties by which `other` acts for `person`: a guardian, or a parent until eighteen."""
    today = clock.now().date()
    born_after = today - dt.timedelta(days=round(ADULT_YEARS * 365.25))
    of_minor = Q(kind=TieKind.PARENT, person__birth_date__gt=born_after)
    return Q(until__isnull=True) & (Q(kind=TieKind.GUARDIAN) | of_minor)


STAFF = {Role.GRID_WORKER: in_my_grid, Role.COMMITTEE: all_rows, Role.CHIEF: all_rows}
OFFICE = {Role.COMMITTEE: all_rows, Role.CHIEF: all_rows}

VIEW = permit(
    "people.view",
    _("See residents and households, masked"),
    roles={**STAFF, Role.PROGRAM: with_scope("people:read")},
).key
EDIT = permit(
    "people.edit",
    _("Register and correct residents and households"),
    roles={**STAFF, Role.PROGRAM: with_scope("people:write")},
).key
UNMASK = permit("people.unmask", _("See a number in full, with a reason"), roles=STAFF).key
OWN = permit(
    "people.own",
    _("See and correct the own information, and that of wards"),
    roles={Role.RESIDENT: myself_and_my_wards},
).key
IMPORT = permit("people.import", _("Import the register of residents"), roles=OFFICE).key
EXPORT = permit("people.export", _("Export the register of residents"), roles=OFFICE).key
DICTIONARY = permit("people.dictionary", _("Edit tags, skills and five olds"), roles=OFFICE).key
ANSWER = permit("people.answer", _("Answer requests about own information"), roles=OFFICE).key
ERASE = permit("people.erase", _("Erase a person"), roles={Role.CHIEF: all_rows}).key
CARDS = permit("people.cards", _("Issue, revoke and read cards"), roles=STAFF).key
