"""Writing an activity, changing and announcing it."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.activities.choices import (
    CHANGED,
    CREATED,
    PUBLISHED,
    SERIES_BEGUN,
    ActivityState,
)
from linli.apps.activities.models import Activity, ActivityTag, ActivityUnit, Series, Speaker
from linli.apps.activities.rules.drafts import ActivityDraft, line
from linli.apps.activities.rules.permissions import ORGANISE
from linli.apps.organisations.public import Organisation, Team
from linli.apps.participation.public import publish_gatherings
from linli.apps.places.public import Place
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record


@dataclass(frozen=True)
class Rows:
    activity: Activity
    parts: list[Any] = field(default_factory=list)


@transaction.atomic
def begin_series(*, community: Community, actor: Actor, name: str, text: str = "") -> Series:
    """A name that comes back. Begun twice, the first stays."""
    require(actor, ORGANISE, community.id)
    row = Series(
        community_id=community.id,
        name=line(name, field="name", least=2, most=60),
        text=line(text, field="text", most=400),
        since=clock.today(community),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return Series.objects.get(community_id=community.id, name=row.name)
    _note(SERIES_BEGUN, actor, row)
    return row


@transaction.atomic
def create_activity(
    *, community: Community, actor: Actor, draft: ActivityDraft, publish: bool = False
) -> Activity:
    """A draft, or announced at once. Raises Conflict `known_elsewhere` for an external record
    that stands here already, `edition_taken` for an edition that exists.
    """
    require(actor, ORGANISE, community.id)
    moment = clock.now()
    row = Activity(
        community_id=community.id,
        created_at=moment,
        created_by=actor.ref,
        created_by_name=actor.name,
        changed_at=moment,
        state=ActivityState.PUBLISHED if publish else ActivityState.DRAFT,
        published_at=moment if publish else None,
        **_columns(community, draft),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise _taken(community, row) from None
    _store_around(row, actor, draft)
    _note(CREATED, actor, row, kind=row.kind)
    return row


def _columns(community: Community, draft: ActivityDraft) -> dict[str, Any]:
    found = draft.columns()
    for name, model in (("series_id", Series), ("team_id", Team), ("place_id", Place)):
        if found[name] is not None:
            rows: Any = model._default_manager.filter(community_id=community.id, id=found[name])
            if not rows.exists():
                raise RuleNotMet("not_in_register", _("This is not in the register."), field=name)
    return found


def _taken(community: Community, row: Activity) -> Conflict:
    twin = Activity.objects.filter(
        community_id=community.id,
        external_platform=row.external_platform,
        external_id=row.external_id,
    ).exclude(external_id="")
    known = twin.first()
    if known is not None:
        return Conflict(
            "known_elsewhere",
            _("This record of the other platform stands here already."),
            activity=str(known.id),
        )
    return Conflict("edition_taken", _("This edition of the series exists already."))


def _store_around(row: Activity, actor: Actor, draft: ActivityDraft) -> None:
    home, moment = row.community_id, clock.now()
    units = [
        ActivityUnit(community_id=home, activity_id=row.id, organisation_id=unit, role=role)
        for unit, role in dict(draft.units).items()
    ]
    known = Organisation.objects.filter(id__in=[unit.organisation_id for unit in units])
    if units and known.count() < len(units):
        raise RuleNotMet("not_in_register", _("This is not in the register."), field="units")
    ActivityUnit.objects.bulk_create(units)
    words = {line(word, field="tags", least=1, most=40): kind for word, kind in draft.tags}
    ActivityTag.objects.bulk_create(
        [
            ActivityTag(
                community_id=home,
                activity_id=row.id,
                word=word,
                kind=kind,
                given_by=actor.ref,
                given_at=moment,
            )
            for word, kind in words.items()
        ]
    )
    named = {
        line(name, field="speakers", least=1, most=60): title for name, title in draft.speakers
    }
    Speaker.objects.bulk_create(
        [
            Speaker(
                community_id=home,
                activity_id=row.id,
                name=name,
                title=line(title, field="speakers", most=80),
            )
            for name, title in named.items()
        ]
    )


@transaction.atomic
def change_activity(
    *, community: Community, actor: Actor, activity_id: uuid.UUID, draft: ActivityDraft
) -> Activity:
    """Words, units, tags and speakers as the draft says; dates have their own acts."""
    require(actor, ORGANISE, community.id)
    row = open_activity(community, activity_id)
    told = _columns(community, draft)
    changed = [name for name, value in told.items() if getattr(row, name) != value]
    try:
        with transaction.atomic():
            Activity.objects.filter(community_id=community.id, id=row.id).update(
                **told, changed_at=clock.now()
            )
    except IntegrityError:
        raise _taken(community, Activity(**told)) from None
    for model in (ActivityUnit, ActivityTag, Speaker):
        rows: Any = model._default_manager
        rows.filter(community_id=community.id, activity_id=row.id).delete()
    _store_around(row, actor, draft)
    _note(CHANGED, actor, row, fields=changed)
    row.refresh_from_db()
    return row


@transaction.atomic
def publish_activity(*, community: Community, actor: Actor, activity_id: uuid.UUID) -> Activity:
    """Announced: seen, and open for signing up. Announced again changes nothing."""
    require(actor, ORGANISE, community.id)
    row = open_activity(community, activity_id)
    rows = Activity.objects.filter(community_id=community.id, id=row.id, state=ActivityState.DRAFT)
    moment = clock.now()
    if not rows.update(state=ActivityState.PUBLISHED, published_at=moment, changed_at=moment):
        return row
    count = publish_gatherings(community=community, actor=actor, about_id=row.id)
    _note(PUBLISHED, actor, row, sessions=count)
    row.refresh_from_db()
    return row


def open_activity(community: Community, activity_id: uuid.UUID) -> Activity:
    """Locked; Conflict when it was cancelled."""
    rows = Activity.objects.filter(community_id=community.id, id=activity_id)
    row = rows.select_for_update().first()
    if row is None:
        raise NotSeen()
    if row.state == ActivityState.CANCELLED:
        raise Conflict("activity_cancelled", _("This activity was cancelled."))
    return row


def _note(verb: str, actor: Actor, row: Activity | Series, **payload: Any) -> None:
    write_record(
        verb=verb,
        community_id=row.community_id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        **payload,
    )
