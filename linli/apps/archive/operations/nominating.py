"""Nominating, finding out who is meant, and the nominee's own answer."""

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.archive import choices as verbs
from linli.apps.archive.choices import LIVING, NominationState
from linli.apps.archive.models import STORY, WHO, HonourKind, Nomination, Support
from linli.apps.archive.operations.taking import move, not_concerned, take, wrong_state
from linli.apps.archive.rules import CONSENT, EDIT, NOMINATE, cycle_of
from linli.apps.people.public import Person
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require, require_may
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.inserting import insert_row
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record
from linli.kernel.wording import line, paragraphs, word


@transaction.atomic
def nominate(
    *,
    community: Community,
    actor: Actor,
    kind_id: uuid.UUID,
    story: str,
    person_id: uuid.UUID | None = None,
    display_name: str = "",
    by_name: str = "",
    basis: str = Basis.SELF,
) -> Nomination:
    """Nominate somebody; a second nomination of one person in a round joins the first.

    Without `person_id` the name is only typed, and staff say later who is meant. Conflict
    `already_decided` where the round has decided about this person.
    """
    require(actor, NOMINATE, community.id)
    kind = _open_kind(community, kind_id)
    person = _person(community, person_id)
    _check_self(actor, kind, person)
    name = line("display_name", display_name, WHO) or (person.name if person else "")
    if not name:
        raise RuleNotMet("required", _("Say whom you nominate."), field="display_name")
    told = paragraphs("story", story, STORY, least=5)
    cycle = cycle_of(kind.cycle, clock.today(community))
    nomination = _nomination(community, kind, cycle, person, name, told)
    said_by = line("by_name", by_name, WHO) or actor.name
    _support(nomination, actor, said_by, word("basis", basis, Basis), told)
    write_record(
        verb=verbs.NOMINATED,
        community_id=community.id,
        obj=nomination,
        actor=actor,
        subject=nomination.person_id,
        basis=basis,
        kind=kind.id,
        cycle=cycle,
        supporters=nomination.supports.count(),
    )
    return nomination


def _open_kind(community: Community, kind_id: uuid.UUID) -> HonourKind:
    rows = HonourKind.objects.filter(community_id=community.id, id=kind_id, closed_on=None)
    kind = rows.first()
    if kind is None:
        raise RuleNotMet("unknown_kind", _("Choose one of the honours."), field="kind_id")
    return kind


def _person(community: Community, person_id: uuid.UUID | None) -> Person | None:
    if person_id is None:
        return None
    rows = Person.objects.filter(community_id=community.id, erased_at__isnull=True)
    found = rows.filter(id=person_id).first()
    if found is None:
        raise RuleNotMet("unknown_person", _("Nobody in the register is that."), field="person_id")
    return found


def _check_self(actor: Actor, kind: HonourKind, person: Person | None) -> None:
    own = person is not None and actor.person_in(kind.community_id) == person.id
    if own and not kind.self_nomination:
        raise RuleNotMet(
            "no_self_nomination",
            _("For this honour, others nominate. Ask somebody who knows what you do."),
            field="person_id",
        )


def _nomination(
    community: Community,
    kind: HonourKind,
    cycle: str,
    person: Person | None,
    name: str,
    story: str,
) -> Nomination:
    made = Nomination(
        community_id=community.id,
        kind=kind,
        cycle=cycle,
        person=person,
        display_name=name,
        story=story,
        opened_at=clock.now(),
    )
    insert_row(made, once=True)
    if person is None:
        return made
    same = Nomination.objects.filter(
        community_id=community.id, kind=kind, cycle=cycle, person=person, merged_into=None
    )
    found = take(community, same.values_list("id", flat=True)[0])
    if found.state not in LIVING:
        raise Conflict(
            "already_decided", _("This round has decided about this person already."), id=found.id
        )
    return found


def _support(nomination: Nomination, actor: Actor, by_name: str, basis: str, story: str) -> None:
    row = Support(
        community_id=nomination.community_id,
        nomination=nomination,
        by=actor.ref,
        by_name=by_name,
        basis=basis,
        story=story,
        at=clock.now(),
    )
    insert_row(row, once=True)


@transaction.atomic
def identify_nominee(
    *, community: Community, actor: Actor, nomination_id: uuid.UUID, person_id: uuid.UUID
) -> Nomination:
    """Say who in the register is meant; where that person is nominated already, join the two.

    Returns the nomination that goes on.
    """
    require(actor, EDIT, community.id)
    nomination, person = take(community, nomination_id), _person(community, person_id)
    if nomination.state not in LIVING or person is None:
        raise wrong_state(nomination)
    same = Nomination.objects.filter(
        community_id=community.id,
        kind_id=nomination.kind_id,
        cycle=nomination.cycle,
        person=person,
        merged_into=None,
    )
    other = same.exclude(id=nomination.id).first()
    if other is None:
        move(nomination, LIVING, nomination.state, person=person, display_name=person.name)
    else:
        _join(nomination, other)
    write_record(
        verb=verbs.IDENTIFIED,
        community_id=community.id,
        obj=nomination,
        actor=actor,
        subject=person.id,
        basis=Basis.DUTY,
        merged_into=other.id if other else None,
    )
    return other or nomination


def _join(nomination: Nomination, other: Nomination) -> None:
    """The supporters of both stand with the other, each once."""
    for row in nomination.supports.all():
        again = Support(
            community_id=row.community_id,
            nomination=other,
            by=row.by,
            by_name=row.by_name,
            basis=row.basis,
            story=row.story,
            at=row.at,
        )
        insert_row(again, once=True)
    move(nomination, LIVING, NominationState.MERGED, merged_into=other)


@transaction.atomic
def agree_to_nomination(
    *, community: Community, actor: Actor, nomination_id: uuid.UUID, basis: str = Basis.SELF
) -> Nomination:
    """The nominee agrees that the name is shown; staff write down how they were told."""
    nomination = _asked(community, actor, nomination_id, basis)
    move(
        nomination,
        [NominationState.PROPOSED],
        NominationState.CONSENTED,
        consented_at=clock.now(),
        consent_basis=basis,
    )
    _tell(verbs.CONSENTED, nomination, actor, basis)
    return nomination


@transaction.atomic
def decline_nomination(
    *, community: Community, actor: Actor, nomination_id: uuid.UUID, basis: str = Basis.SELF
) -> Nomination:
    """The nominee does not want it: nothing of it is public from then on."""
    nomination = _asked(community, actor, nomination_id, basis)
    was = nomination.state
    move(nomination, LIVING, NominationState.DECLINED, decided_at=clock.now())
    _tell(verbs.DECLINED, nomination, actor, basis, was=was)
    return nomination


def _asked(community: Community, actor: Actor, nomination_id: uuid.UUID, basis: str) -> Nomination:
    nomination = take(community, nomination_id)
    require_may(actor, CONSENT, nomination)
    word("basis", basis, Basis)
    own = nomination.person_id == actor.person_in(community.id) is not None
    if basis == Basis.SELF and not own:
        raise RuleNotMet(
            "say_how_you_know",
            _("Say how the nominee told you: by telephone, at the desk or on paper."),
            field="basis",
        )
    if nomination.person_id is None:
        raise RuleNotMet("nominee_unknown", _("First say who in the register is meant."))
    return nomination


@transaction.atomic
def turn_down_nomination(
    *, community: Community, actor: Actor, nomination_id: uuid.UUID, reason: str
) -> Nomination:
    require(actor, EDIT, community.id)
    nomination = take(community, nomination_id)
    not_concerned(actor, nomination)
    was = nomination.state
    move(
        nomination,
        LIVING,
        NominationState.TURNED_DOWN,
        reason=line("reason", reason, 300, least=2),
        decided_at=clock.now(),
        decided_by=actor.ref,
    )
    _tell(verbs.TURNED_DOWN, nomination, actor, Basis.DUTY, was=was)
    return nomination


def _tell(verb: str, nomination: Nomination, actor: Actor, basis: str, **payload: Any) -> None:
    write_record(
        verb=verb,
        community_id=nomination.community_id,
        obj=nomination,
        actor=actor,
        subject=nomination.person_id,
        basis=basis,
        **payload,
    )
