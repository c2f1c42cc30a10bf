"""The listed reasons and the duty list: added to and switched off, never reworded."""

import secrets

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import VERBS, Duty, ReasonKind
from linli.apps.cases.models import DutyItem, Reason
from linli.apps.cases.operations.wording import line
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import NotSeen, RuleNotMet
from linli.kernel.records.writing import write_record

Names = dict[str, str]


@transaction.atomic
def add_reason(
    *,
    community: Community,
    actor: Actor,
    kind: str,
    names: Names,
    told: Names,
    door: Names,
    phones: list[str],
    source: str,
) -> Reason:
    """A new listed reason. Old ones are never reworded: cases go on saying what was said."""
    require(actor, "cases.edit_types", community.id)
    if kind not in ReasonKind.values:
        raise RuleNotMet("unknown_kind", _("Say what the reason is for."), field="kind")
    row = Reason(
        community_id=community.id,
        kind=kind,
        code=f"{kind}.own_{secrets.token_hex(4)}",
        names=_spoken(names, "names"),
        told=told,
        door=door,
        phones=phones,
        source=line(source, field="source", most=300, least=2),
        sequence=900,
    )
    row.save(force_insert=True)
    write_record(
        verb=VERBS["reason"], community_id=community.id, obj=row, actor=actor, reason=row.code
    )
    return row


def _spoken(names: Names, field: str) -> Names:
    kept = {language: text for language, text in names.items() if text}
    if "zh-hans" not in kept:
        raise RuleNotMet(
            f"missing_{field}", _("The simplified Chinese name is needed."), field="name_zh"
        )
    return kept


@transaction.atomic
def switch_reason(*, community: Community, actor: Actor, code: str, active: bool) -> None:
    require(actor, "cases.edit_types", community.id)
    rows = Reason.objects.filter(community_id=community.id, code=code)
    row = rows.first()
    if row is None:
        raise NotSeen()
    if rows.exclude(active=active).update(active=active):
        write_record(
            verb=VERBS["reason"],
            community_id=community.id,
            obj=row,
            actor=actor,
            reason=code,
            decision="on" if active else "off",
        )


@transaction.atomic
def add_duty(
    *,
    community: Community,
    actor: Actor,
    role: str,
    names: Names,
    basis: str,
    door: Names,
    source: str,
) -> DutyItem:
    """A new line of the duty list; one outside the duties names the right door."""
    require(actor, "cases.edit_types", community.id)
    if role not in Duty.values:
        raise RuleNotMet("unknown_role", _("Say whether the community leads."), field="role")
    if role == Duty.OUTSIDE and not door.get("zh-hans"):
        raise RuleNotMet(
            "missing_door", _("What is outside the duties needs the right door."), field="door_zh"
        )
    row = DutyItem(
        community_id=community.id,
        code=f"own.{secrets.token_hex(4)}",
        role=role,
        names=_spoken(names, "names"),
        basis=line(basis, field="basis", most=300),
        door=door,
        source=line(source, field="source", most=300, least=2),
    )
    row.save(force_insert=True)
    write_record(verb=VERBS["duty"], community_id=community.id, obj=row, actor=actor, duty=row.code)
    return row


@transaction.atomic
def switch_duty(*, community: Community, actor: Actor, code: str, active: bool) -> None:
    require(actor, "cases.edit_types", community.id)
    rows = DutyItem.objects.filter(community_id=community.id, code=code)
    row = rows.first()
    if row is None:
        raise NotSeen()
    if rows.exclude(active=active).update(active=active):
        write_record(
            verb=VERBS["duty"],
            community_id=community.id,
            obj=row,
            actor=actor,
            duty=code,
            decision="on" if active else "off",
        )
