"""A guardian's word for a minor: given, taken back, and what follows for seats and photos."""

import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.participation.choices import (
    CONSENT_GIVEN,
    CONSENT_REVOKED,
    HOLDING,
    LIVE,
    WITHDRAWN,
    ConsentKind,
    Door,
    State,
)
from linli.apps.participation.models import Gathering, GuardianConsent, Participation
from linli.apps.participation.operations.acting import (
    choose_door,
    lock_gathering,
    lock_people,
    locked,
    note,
)
from linli.apps.participation.operations.seats import (
    CONSENT_TIMER,
    fill_seats,
    free_seats,
    set_state,
)
from linli.apps.participation.queries.families import wards
from linli.apps.participation.rules.ages import ages_for
from linli.apps.participation.rules.parties import lacks_consent
from linli.apps.participation.rules.permissions import ORGANISE
from linli.apps.people.public import Person
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
    _kind(kind)
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


def _kind(kind: str) -> None:
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
        return _in_force(community, about_id, person_id, kind)
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


def _in_force(
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
    for row in _of_child(community, about_id, person_id, (State.PENDING_CONSENT,)):
        gathering = lock_gathering(community.id, row.gathering_id)
        row = locked(row)
        held = row.held_until is not None and clock.now() < row.held_until
        waits = row.state == State.PENDING_CONSENT and held
        if waits and not lacks_consent(community, gathering, row):
            set_state(row, State.CONFIRMED)
            cancel_timers(community_id=community.id, object_id=row.id, kinds=[CONSENT_TIMER])


def _of_child(
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
    _kind(kind)
    me = actor.person_in(community.id)
    if not (me is not None and person_id in wards(community, me)) and not holds(
        actor, ORGANISE, community.id
    ):
        raise NotAllowed("guardian_required", _("Only a guardian can take this back."))
    person = lock_people(community, [person_id])[person_id]
    row = _in_force(community, about_id, person_id, kind)
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
    for each in _of_child(community, about_id, person.id, LIVE):
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
