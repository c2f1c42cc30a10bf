"""Programmes with their standards, and taking their evidence away in one file."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.bulletins.choices import EVIDENCE_TAKEN, PROGRAMME_OPENED, STANDARD_SET
from linli.apps.bulletins.models import Programme, Standard
from linli.apps.bulletins.rules.upward import KEEP_DEMANDS
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import NotSeen, RuleNotMet
from linli.kernel.measures import MEASURES
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record
from linli.kernel.wording import between, line, once

MOST_NEEDED = 100_000


@transaction.atomic
def open_programme(
    *,
    community: Community,
    actor: Actor,
    name: str,
    first_day: dt.date,
    last_day: dt.date,
    from_whom: str = "",
) -> Programme:
    require(actor, KEEP_DEMANDS, community.id)
    if last_day < first_day:
        detail = _("The last day lies before the first.")
        raise RuleNotMet("ends_before_it_begins", detail, field="last_day")
    row = Programme(
        community_id=community.id,
        name=line("name", name, 120, least=2),
        from_whom=line("from_whom", from_whom, 80),
        first_day=first_day,
        last_day=last_day,
        written_at=clock.now(),
    )
    with once("programme_exists", _("There is such a programme already.")):
        row.save(force_insert=True)
    write_record(
        verb=PROGRAMME_OPENED,
        community_id=community.id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        first_day=first_day,
        last_day=last_day,
    )
    return row


def take_programme(community: Community, actor: Actor, programme_id: uuid.UUID) -> Programme:
    require(actor, KEEP_DEMANDS, community.id)
    found = Programme.objects.filter(community_id=community.id, id=programme_id).first()
    if found is None:
        raise NotSeen("not_found", _("There is nothing here, or nothing you can see."))
    return found


@transaction.atomic
def set_standard(
    *,
    community: Community,
    actor: Actor,
    programme_id: uuid.UUID,
    number: str,
    text: str,
    measure: str = "",
    by: Mapping[str, str] | None = None,
    needed: int = 1,
) -> Standard:
    """A line of the programme, and which records show it; the same records serve others too."""
    programme = take_programme(community, actor, programme_id)
    narrow = dict(by or {})
    _check(measure, narrow)
    row = Standard(
        community_id=community.id,
        programme=programme,
        number=line("number", number, 20, least=1),
        text=line("text", text, 300, least=2),
        measure=measure,
        by=narrow,
        needed=between("needed", needed, 1, MOST_NEEDED),
    )
    with once("standard_exists", _("This number stands in the programme already.")):
        row.save(force_insert=True)
    write_record(
        verb=STANDARD_SET,
        community_id=community.id,
        obj=programme,
        actor=actor,
        basis=Basis.DUTY,
        standard=row.id,
        measure=measure,
        needed=row.needed,
    )
    return row


def _check(measure: str, by: Mapping[str, str]) -> None:
    if measure and measure not in MEASURES:
        detail = _("There is no such number.")
        raise RuleNotMet("measure_not_found", detail, field="measure")
    known = MEASURES[measure].dimensions.keys() if measure else set()
    if by.keys() - known:
        detail = _("This number can be narrowed by: %(words)s.")
        words = ", ".join(sorted(known)) or "—"
        raise RuleNotMet("dimension_not_known", detail % {"words": words}, field="by")


@transaction.atomic
def note_taking(*, actor: Actor, programme: Programme, standards: int, files: int) -> None:
    """Who took the evidence away, and how much of it, stays written down."""
    require(actor, KEEP_DEMANDS, programme.community_id)
    write_record(
        verb=EVIDENCE_TAKEN,
        community_id=programme.community_id,
        obj=programme,
        actor=actor,
        basis=Basis.DUTY,
        standards=standards,
        files=files,
    )
