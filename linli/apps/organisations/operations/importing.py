"""Rows of a list become units and duties by the same operations as typed ones, and go again."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.choices import EndReason
from linli.apps.organisations.models import (
    AllianceMember,
    GridBranch,
    Member,
    Organisation,
    Pledge,
    Post,
    Presence,
    Resource,
    Responsibility,
    Team,
)
from linli.apps.organisations.operations.duties import make_responsible, relieve
from linli.apps.organisations.operations.ground import check
from linli.apps.organisations.operations.units import change_organisation, found_organisation
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Conflict
from linli.kernel.tenancy import across_communities

DEPENDENT = (Post, Member, GridBranch, Responsibility, AllianceMember, Pledge, Resource, Team)
Trace = dict[str, Any]
IN_USE = _("Something depends on %(count)s of these rows by now, so the list stays.")


@transaction.atomic
def import_units(
    *,
    community: Community,
    actor: Actor,
    new: Sequence[dict[str, Any]],
    changed: Sequence[tuple[Organisation, dict[str, str]]],
) -> Trace:
    """New units come; known ones get the facts that differ. `above` names the parent unit."""
    made: list[list[int | bool]] = []
    before: list[dict[str, Any]] = []
    for facts in new:
        above = facts.pop("above", "")
        parent = Organisation.objects.filter(home=community, name=above).first() if above else None
        code = facts.get("uscc", "")
        shared = bool(code) and Organisation.objects.filter(uscc=code).exists()
        unit = found_organisation(community=community, actor=actor, parent=parent, **facts)
        made.append([unit.id, not shared])
    for unit, facts in changed:
        before.append({"id": unit.id, **{key: getattr(unit, key) for key in facts}})
        change_organisation(community=community, actor=actor, organisation=unit, **facts)
    return {"made": made, "before": before}


def check_units_free(community: Community, traces: Iterable[Trace]) -> None:
    ids = [row[0] for trace in traces for row in trace["made"]]
    used: set[int] = set()
    for model in DEPENDENT:
        rows = model._default_manager.filter(community_id=community.id, organisation_id__in=ids)
        used.update(rows.values_list("organisation_id", flat=True))
    if used:
        raise Conflict("import_in_use", IN_USE % {"count": len(used)}, units=sorted(used))


@transaction.atomic
def take_back_units(*, community: Community, actor: Actor, trace: Trace) -> None:
    """Presences made by the import go; a unit goes too where no other community has it."""
    check(actor, community)
    for facts in trace["before"]:
        unit = Organisation.objects.get(id=facts.pop("id"))
        change_organisation(community=community, actor=actor, organisation=unit, **facts)
    ids = [row[0] for row in trace["made"]]
    Presence.objects.filter(community_id=community.id, organisation_id__in=ids).delete()
    fresh = [row[0] for row in trace["made"] if row[1]]
    with across_communities("a unit is shared ground; another community may have it by now"):
        elsewhere = Presence.objects.filter(organisation_id__in=fresh)
        kept = set(elsewhere.values_list("organisation_id", flat=True))
        lonely = Organisation.objects.filter(id__in=set(fresh) - kept)
        lonely.update(parent=None)
        lonely.delete()


@transaction.atomic
def import_duties(*, community: Community, actor: Actor, rows: Sequence[dict[str, Any]]) -> Trace:
    made = []
    for facts in rows:
        until = facts.pop("until", None)
        row = make_responsible(community=community, actor=actor, **facts)
        if until:
            relieve(actor=actor, responsibility=row, reason=EndReason.TERM_ENDED, until=until)
        made.append([str(row.id), str(until or "")])
    return {"made": made}


def check_duties_free(community: Community, traces: Iterable[Trace]) -> None:
    """A duty that was ended or handed over after the import is history."""
    stayed = {uuid.UUID(key): until for trace in traces for key, until in trace["made"]}
    rows = Responsibility.objects.filter(community_id=community.id, id__in=stayed)
    moved = [row.id for row in rows if str(row.until or "") != stayed[row.id] or row.successor_id]
    if moved:
        raise Conflict("import_in_use", IN_USE % {"count": len(moved)}, duties=len(moved))


@transaction.atomic
def take_back_duties(*, community: Community, actor: Actor, trace: Trace) -> None:
    check(actor, community)
    ids = [uuid.UUID(key) for key, _until in trace["made"]]
    Responsibility.objects.filter(community_id=community.id, id__in=ids).delete()
