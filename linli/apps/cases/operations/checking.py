"""One finding opens a round over everything alike; what the round finds becomes cases."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import Source
from linli.apps.cases.models import Case, CaseType, RoundCase
from linli.apps.cases.operations.handling import note_progress
from linli.apps.cases.operations.registering import NewCase, register_case
from linli.apps.rounds.public import Round, RoundRow, RowState, open_round
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import get_visible
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet


@transaction.atomic
def open_check_round(
    *,
    community: Community,
    actor: Actor,
    case_id: uuid.UUID,
    question: str,
    due_on: dt.date,
    place_kind: str = "entrance",
    within_id: uuid.UUID | None = None,
) -> Round:
    """Look at all places like the one of this case. Its reporter reads that it is done."""
    rows = Case.objects.select_related("type")
    case = get_visible(actor, "cases.see", rows, community.id, id=case_id)
    if case.confidential:
        raise RuleNotMet(
            "confidential_case", _("A confidential case opens no round: many would read of it.")
        )
    made = open_round(
        community=community,
        actor=actor,
        question=question,
        due_on=due_on,
        place_kind=place_kind,
        within_id=within_id,
        found_from=case.id,
    )
    RoundCase(community_id=community.id, round_id=made.id, case_id=case.id).save(force_insert=True)
    if case.is_open:
        note_progress(
            community=community,
            actor=actor,
            case_id=case.id,
            progress=_t("The same is now looked at everywhere: %(question)s")
            % {"question": made.question},
        )
    return made


@transaction.atomic
def register_finding(*, community: Community, actor: Actor, row_id: uuid.UUID) -> Case | None:
    """The case of a row with a finding, made once; of the type of the case that asked."""
    rows = RoundRow.objects.filter(community_id=community.id, id=row_id)
    row = rows.select_related("round").first()
    if row is None or row.state != RowState.FINDING:
        return None
    links = RoundCase.objects.filter(community_id=community.id, round_id=row.round_id)
    known = links.filter(row_id=row.id).select_related("case").first()
    if known is not None:
        return known.case
    origin = links.filter(row__isnull=True).select_related("case__type").first()
    if not CaseType.objects.filter(community_id=community.id, active=True).exists():
        return None  # a community that takes no cases yet still checks its stairs
    case = register_case(
        community=community,
        actor=actor,
        new=NewCase(
            title=row.note[:80],
            text=f"{row.round.question}\n{row.note}",
            type_code=origin.case.type.code if origin else "",
            source=Source.HAZARD,
            place_id=row.place_id,
            happened_at=row.happened_at,
        ),
    )
    RoundCase(
        community_id=community.id, round_id=row.round_id, row_id=row.id, case_id=case.id
    ).save(force_insert=True)
    return case
