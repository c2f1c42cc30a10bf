"""A chunk of a list of residents: new people in bulk, changes one by one, with a trace of both."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from linli.apps.people.choices import Ground
from linli.apps.people.models import PersonTag
from linli.apps.people.operations.homes import move_in
from linli.apps.people.operations.households import leave
from linli.apps.people.operations.persons import (
    add_identity,
    add_phone,
    correct_person,
    store_in_bulk,
)
from linli.apps.people.operations.storing import (
    Rows,
    belong,
    entry_rows,
    households,
)
from linli.apps.people.operations.tracing import check_free, restore, snapshot, trace_between
from linli.apps.people.queries.matching import Change, Mismatch, Standing, Told, change_of, match
from linli.apps.people.rules.drafts import Draft
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Conflict
from linli.kernel.records.models import Basis


@transaction.atomic
def import_people(*, actor: Actor, community: Community, rows: Sequence[Told]) -> dict[str, Any]:
    """Bring the rows in; the trace from which `undo_import` restores what was before.

    Conflict when a row no longer fits what the register has become since the dry run.
    """
    found = match(community, rows)
    fresh, changes = [], []
    for row in rows:
        meant = found[row.line]
        if isinstance(meant, Mismatch):
            raise Conflict("import_mismatch", meant.reason, line=row.line)
        if meant is None:
            fresh.append(row.draft)
        else:
            changes.append((row, meant, change_of(row, meant)))
    touched = [known.person.id for _row, known, _change in changes]
    dwellings = {row.draft.belonging.dwelling_id for row in rows if row.draft.belonging}
    dwellings |= {
        known.belonging.dwelling_id for _row, known, _change in changes if known.belonging
    }
    before = snapshot(community, touched, dwellings)
    made = store_in_bulk(actor, community, fresh)
    for row, known, change in changes:
        if change:
            _change(actor, community, row, known, change)
    stood = any(before.values())
    after = snapshot(community, touched, dwellings) if stood or changes else {}
    return trace_between(before, after, made.ids())


def undo_import(*, actor: Actor, community: Community, trace: dict[str, Any]) -> None:
    """Every row as it was before the chunk; Conflict when somebody went on with it."""
    with transaction.atomic():
        check_free(community, [trace])
        restore(community, trace)


def _change(actor: Actor, community: Community, row: Told, known: Standing, change: Change) -> None:
    who: dict[str, Any] = {
        "actor": actor,
        "community": community,
        "person_id": known.person.id,
        "basis": Basis.DUTY.value,
    }
    if change.values:
        correct_person(**who, changes=change.values)
    if change.identity and row.draft.identity:
        identity = row.draft.identity
        add_identity(**who, kind=identity.kind.value, number=identity.number)
    if change.phone and row.draft.phone:
        add_phone(**who, number=row.draft.phone.number, is_main=True)
    for home in change.homes:
        move_in(**who, place_id=home.place_id, kind=home.kind, since=home.since)
    if change.belonging:
        _belong(community, known, row.draft)
    if change.tags:
        _tag(community, known.person.id, change)


def _belong(community: Community, known: Standing, draft: Draft) -> None:
    to = draft.belonging
    if to is None:
        return
    today = clock.today(community)
    held = known.belonging
    moves = held is None or (held.dwelling_id, held.label) != (to.dwelling_id, to.label)
    leave(known.person, today)
    rows = Rows(community)
    homes = households(community, [to], rows)
    since = (draft.homes[0].since if draft.homes else None) if moves else today
    belong(rows, homes, known.person.id, to, since)
    rows.save()


def _tag(community: Community, person_id: uuid.UUID, change: Change) -> None:
    words = entry_rows(community, change.tags)
    today = clock.today(community)
    PersonTag.objects.bulk_create(
        PersonTag(
            community_id=community.id,
            person_id=person_id,
            entry_id=words[tag].id,
            ground=Ground.DUTY,
            since=today,
        )
        for tag in change.tags
    )
