"""A guardian's word for a minor is given; what waited for it is confirmed."""

import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.participation.choices import (
    CONSENT_GIVEN,
    ConsentKind,
    Door,
    State,
)
from linli.apps.participation.models import GuardianConsent, Participation
from linli.apps.participation.operations.acting import (
    choose_door,
    lock_gathering,
    lock_people,
    locked,
)
from linli.apps.participation.operations.seats import (
    CONSENT_TIMER,
    set_state,
)
from linli.apps.participation.queries.families import wards
from linli.apps.participation.rules.parties import lacks_consent
from linli.apps.participation.rules.permissions import ORGANISE
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import holds
from linli.kernel.community import Community
from linli.kernel.errors import NotAllowed, NotSeen, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record
from linli.kernel.timers.running import cancel_timers


@transaction.atomic
def give_consent(
    *,
    community: Community,
    actor: Actor,
    about_id: uuid.UUID,
    person_id: uuid.UUID,
    guardian_id: uuid.UUID | None = None,
    kind: str = ConsentKind.ATTEND,
    door: str = "",
) -> GuardianConsent:
    """By the guardian in person, or by staff who hold the guardian's paper (`guardian_id`).

    What waited for it is confirmed. Given twice, the first stays.
    """
    guardian, by = _guardian(community, actor, person_id, guardian_id, door)
    check_kind(kind)
    lock_people(community, [person_id])
    row = store_consent(
        community=community,
        actor=actor,
        about_id=about_id,
        person_id=person_id,
        guardian_id=guardian,
        kind=kind,
        door=by,
    )
    if kind == ConsentKind.ATTEND:
        _confirm_waiting(community, actor, about_id, person_id)
    return row


def check_kind(kind: str) -> None:
    if kind not in ConsentKind.values:
        raise RuleNotMet("unknown_kind", _("Choose one of the list."), field="kind")


def _guardian(
    community: Community,
    actor: Actor,
    person_id: uuid.UUID,
    guardian_id: uuid.UUID | None,
    door: str,
) -> tuple[uuid.UUID, str]:
    me = actor.person_in(community.id)
    if me is not None and person_id in wards(community, me):
        return me, Door.GUARDIAN
    if not holds(actor, ORGANISE, community.id):
        raise NotAllowed("guardian_required", _("Only a guardian can agree to this."))
    by = choose_door(community, actor, person_id, door)
    if guardian_id is None or person_id not in wards(community, guardian_id):
        raise RuleNotMet(
            "guardian_unknown",
            _("Name the guardian who signed; the register must know the guardianship."),
            field="guardian",
        )
    return guardian_id, by


def store_consent(
    *,
    community: Community,
    actor: Actor,
    about_id: uuid.UUID,
    person_id: uuid.UUID,
    guardian_id: uuid.UUID,
    kind: str,
    door: str,
) -> GuardianConsent:
    row = GuardianConsent(
        community_id=community.id,
        about_id=about_id,
        person_id=person_id,
        guardian_id=guardian_id,
        kind=kind,
        door=door,
        given_at=clock.now(),
        given_to=actor.ref,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return consent_in_force(community, about_id, person_id, kind)
    write_record(
        verb=CONSENT_GIVEN,
        community_id=community.id,
        obj=row,
        actor=actor,
        subject=person_id,
        basis=Basis.GUARDIAN if door == Door.GUARDIAN else Basis.PAPER,
        about=about_id,
        kind=kind,
        guardian=guardian_id,
    )
    return row


def consent_in_force(
    community: Community, about_id: uuid.UUID, person_id: uuid.UUID, kind: str
) -> GuardianConsent:
    found = GuardianConsent.objects.filter(
        community_id=community.id,
        about_id=about_id,
        person_id=person_id,
        kind=kind,
        revoked_at__isnull=True,
    ).first()
    if found is None:
        raise NotSeen()
    return found


def _confirm_waiting(
    community: Community, actor: Actor, about_id: uuid.UUID, person_id: uuid.UUID
) -> None:
    for row in of_child(community, about_id, person_id, (State.PENDING_CONSENT,)):
        gathering = lock_gathering(community.id, row.gathering_id)
        row = locked(row)
        held = row.held_until is not None and clock.now() < row.held_until
        waits = row.state == State.PENDING_CONSENT and held
        if waits and not lacks_consent(community, gathering, row):
            set_state(row, State.CONFIRMED)
            cancel_timers(community_id=community.id, object_id=row.id, kinds=[CONSENT_TIMER])


def of_child(
    community: Community, about_id: uuid.UUID, person_id: uuid.UUID, states: tuple[str, ...]
) -> list[Participation]:
    """In the order in which gatherings are locked."""
    rows = Participation.objects.filter(
        community_id=community.id,
        gathering__about_id=about_id,
        members__person_id=person_id,
        state__in=states,
    )
    return list(rows.select_related("gathering").order_by("gathering_id").distinct())
