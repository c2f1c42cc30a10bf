"""A guardian takes the word back: what follows for seats and photos."""

import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.participation.choices import (
    CONSENT_REVOKED,
    HOLDING,
    LIVE,
    WITHDRAWN,
    ConsentKind,
    State,
)
from linli.apps.participation.models import Gathering, GuardianConsent, Participation
from linli.apps.participation.operations.acting import (
    lock_gathering,
    lock_people,
    locked,
    note,
)
from linli.apps.participation.operations.consents import check_kind, consent_in_force, of_child
from linli.apps.participation.operations.seats import (
    fill_seats,
    free_seats,
    set_state,
)
from linli.apps.participation.queries.families import wards
from linli.apps.participation.rules.ages import ages_for
from linli.apps.participation.rules.permissions import ORGANISE
from linli.apps.people.public import Person
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import holds
from linli.kernel.community import Community
from linli.kernel.errors import NotAllowed
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record


@transaction.atomic
def revoke_consent(
    *,
    community: Community,
    actor: Actor,
    about_id: uuid.UUID,
    person_id: uuid.UUID,
    kind: str = ConsentKind.ATTEND,
) -> list[Participation]:
    """Taken back: photos are flagged, and without consent to take part every seat for which it
    is needed is withdrawn; the next ones move up. Answers what was withdrawn.
    """
    check_kind(kind)
    me = actor.person_in(community.id)
    if not (me is not None and person_id in wards(community, me)) and not holds(
        actor, ORGANISE, community.id
    ):
        raise NotAllowed("guardian_required", _("Only a guardian can take this back."))
    person = lock_people(community, [person_id])[person_id]
    row = consent_in_force(community, about_id, person_id, kind)
    withdrawn = _withdraw_child(community, actor, about_id, person) if kind == "attend" else []
    _flag_photos(community, about_id, person_id)
    rows = GuardianConsent.objects.filter(
        community_id=community.id,
        about_id=about_id,
        person_id=person_id,
        revoked_at__isnull=True,
    )
    gone = rows if kind == ConsentKind.ATTEND else rows.filter(kind=kind)
    gone.update(revoked_at=clock.now())
    write_record(
        verb=CONSENT_REVOKED,
        community_id=community.id,
        obj=row,
        actor=actor,
        subject=person_id,
        basis=Basis.GUARDIAN if me == row.guardian_id else Basis.DUTY,
        about=about_id,
        kind=kind,
        withdrawn=len(withdrawn),
    )
    return withdrawn


def _withdraw_child(
    community: Community, actor: Actor, about_id: uuid.UUID, person: Person
) -> list[Participation]:
    done = []
    for each in of_child(community, about_id, person.id, LIVE):
        gathering = lock_gathering(community.id, each.gathering_id)
        row = locked(each)
        if row.state in LIVE and ages_for(community, gathering).needs_consent(person):
            leave(community, gathering, actor, row, why="consent")
            done.append(row)
    return done


def leave(
    community: Community,
    gathering: Gathering,
    actor: Actor,
    row: Participation,
    *,
    why: str,
    late: bool = False,
) -> None:
    """Withdrawn under the lock; what it held goes to the queue."""
    was = row.state
    if row.state in HOLDING:
        free_seats(gathering, row)
    set_state(row, State.WITHDRAWN)
    note(WITHDRAWN, actor, row, basis=Basis.SELF, was=was, late=late, why=why)
    fill_seats(community, gathering, actor)


def _flag_photos(community: Community, about_id: uuid.UUID, person_id: uuid.UUID) -> None:
    rows = Participation.objects.filter(
        community_id=community.id,
        gathering_id__in=Gathering.objects.filter(
            community_id=community.id, about_id=about_id
        ).values("id"),
        members__person_id=person_id,
        photos_flagged_at__isnull=True,
    )
    ids = list(rows.values_list("id", flat=True))
    flagged = Participation.objects.filter(community_id=community.id, id__in=ids)
    flagged.update(photos_flagged_at=clock.now())
