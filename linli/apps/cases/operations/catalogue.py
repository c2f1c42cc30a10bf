"""A community's own types, reasons and duties: copied from the defaults, then its own to edit."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.cases import defaults
from linli.apps.cases.choices import VERBS, ReasonKind
from linli.apps.cases.models import CaseType, DutyItem, Reason
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.records.writing import write_record
from linli.kernel.worktime import Unit

SPOKEN = {"zh_Hans": "zh-hans", "zh_Hant": "zh-hant", "en": "en"}
OF_A_TYPE = (
    "names",
    "filing_condition",
    "closing_condition",
    "response_value",
    "response_unit",
    "resolution_value",
    "resolution_unit",
    "stage_limits",
    "lead_unit_kind",
    "assist_unit_kinds",
    "needs_site_check",
    "public",
    "confidential",
    "legal_basis",
    "source",
    "duty",
    "duty_item",
    "questions",
    "keywords",
    "emergency_notice",
    "elder_hint",
    "parent",
    "parent_names",
    "kind",
    "demand_kind",
    "limit_sources",
    "sequence",
)


@transaction.atomic
def load_defaults(*, community: Community, actor: Actor, since: dt.date | None = None) -> int:
    """Copy the packaged types, reasons and duties into a community; rows added.

    What the community already has, also in its own edited form, stays as it is.
    """
    require(actor, "cases.edit_types", community.id)
    added = (
        _add(community, CaseType, list(_types(community, since or clock.today(community))), "code")
        + _add(community, Reason, list(_reasons(community)), "code")
        + _add(community, DutyItem, list(_duties(community)), "code")
    )
    if added:
        write_record(
            verb=VERBS["defaults"],
            community_id=community.id,
            object_kind="kernel.community",
            object_id=uuid.uuid5(uuid.NAMESPACE_URL, f"community:{community.id}"),
            actor=actor,
            count=added,
        )
    return added


def _add(community: Community, model: Any, rows: list[Any], key: str) -> int:
    known = set(model.objects.filter(community_id=community.id).values_list(key, flat=True))
    fresh = [row for row in rows if getattr(row, key) not in known]
    model.objects.bulk_create(fresh, batch_size=100)
    return len(fresh)


def plain(value: Any) -> Any:
    """A shape of the defaults as JSON; texts by the language codes the product speaks."""
    if isinstance(value, defaults.Text):
        return {SPOKEN[each.name]: getattr(value, each.name) for each in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if hasattr(value, "items"):
        return {name: plain(each) for name, each in value.items()}
    return value


def _types(community: Community, since: dt.date) -> Iterable[CaseType]:
    catalogue = defaults.load_types()
    for place, one in enumerate(catalogue.types):
        notice = catalogue.emergency_notices.get(one.emergency_notice or "")
        yield CaseType(
            community_id=community.id,
            code=one.code,
            parent=one.parent,
            parent_names=plain(catalogue.groups[one.parent]),
            names=plain(one.names),
            kind=one.kind,
            demand_kind=one.demand_kind or "",
            filing_condition=plain(one.filing_condition),
            closing_condition=plain(one.closing_condition),
            response_value=one.response_limit.value,
            response_unit=one.response_limit.unit,
            resolution_value=one.resolution_limit.value,
            resolution_unit=one.resolution_limit.unit,
            stage_limits=plain(one.stage_limits),
            limit_sources={
                "response": one.response_limit.source,
                "resolution": one.resolution_limit.source,
            },
            lead_unit_kind=one.lead_unit,
            assist_unit_kinds=list(one.assist_units),
            needs_site_check=one.needs_site_check,
            public=one.public,
            confidential=one.confidential,
            legal_basis=one.legal_basis,
            source=one.source,
            duty=one.duty,
            duty_item=one.duty_line,
            questions=plain(one.questions),
            keywords=list(one.keywords),
            emergency_notice=plain(notice) if notice else {},
            elder_hint=plain(one.elder_hint) if one.elder_hint else {},
            sequence=place,
            effective_from=since,
        )


def _reasons(community: Community) -> Iterable[Reason]:
    catalogue = defaults.load_reasons()
    kinds = {
        ReasonKind.PAUSE: catalogue.pause,
        ReasonKind.DECLINE: catalogue.decline,
        ReasonKind.OBJECTION: catalogue.objection,
        ReasonKind.EXTENSION: catalogue.extension,
        ReasonKind.HANGING: catalogue.hanging,
        ReasonKind.EXCLUSION: catalogue.exclusion,
        ReasonKind.TRIGGER: catalogue.supervision_trigger,
        ReasonKind.OUTCOME: catalogue.outcome,
    }
    shown = ("code", "names", "told", "door", "phones", "source")
    for kind, rows in kinds.items():
        for place, one in enumerate(rows):
            row = plain(one)
            yield Reason(
                community_id=community.id,
                kind=kind,
                code=row["code"],
                names=row["names"],
                told=row.get("told", {}),
                door=row.get("door", {}),
                phones=row.get("phones", []),
                source=row["source"],
                extra={name: value for name, value in row.items() if name not in shown},
                sequence=place,
            )


def _duties(community: Community) -> Iterable[DutyItem]:
    for one in defaults.load_duties().duties:
        yield DutyItem(
            community_id=community.id,
            code=one.code,
            role=one.role,
            names=plain(one.names),
            basis=one.basis,
            door=plain(one.door) if one.door else {},
            phones=list(one.phones),
            source=one.source,
        )


@transaction.atomic
def change_type(
    *, community: Community, actor: Actor, code: str, version: int = 0, **changes: Any
) -> CaseType:
    """A new version of a type; cases filed before keep theirs. `version` 0: a new code.

    `version` is the one that was edited: Conflict when another person made a newer one.
    Raises RuleNotMet for a limit that cannot be.
    """
    require(actor, "cases.edit_types", community.id)
    unknown = changes.keys() - {*OF_A_TYPE, "active"}
    if unknown:
        raise RuleNotMet("unknown_field", _("This cannot be changed."), fields=sorted(unknown))
    _check_limits(changes)
    rows = CaseType.objects.filter(community_id=community.id, code=code)
    base = rows.order_by("-version").first()
    if (base.version if base else 0) != version:
        if base is None:
            raise NotSeen("type_not_found", _("There is no such type."))
        raise Conflict("edit_conflict", _("Someone changed this type."), version=base.version)
    kept = {name: getattr(base, name) for name in OF_A_TYPE} if base else {}
    rows.filter(active=True).update(active=False)
    made = CaseType(
        community_id=community.id,
        code=code,
        version=version + 1,
        effective_from=clock.today(community),
        **{**kept, **changes},
    )
    made.save(force_insert=True)
    write_record(
        verb=VERBS["type"],
        community_id=community.id,
        obj=made,
        actor=actor,
        type=code,
        round=made.version,
        fields=sorted(changes),
    )
    return made


def _check_limits(changes: dict[str, Any]) -> None:
    for name in ("response", "resolution"):
        value, unit = changes.get(f"{name}_value", 1), changes.get(f"{name}_unit", Unit.HOUR)
        if unit not in list(Unit) or not isinstance(value, int) or not 1 <= value <= 1000:
            raise RuleNotMet(
                "bad_limit",
                _("A limit is a whole number from 1 to 1,000 with its unit."),
                field=f"{name}_value",
            )
