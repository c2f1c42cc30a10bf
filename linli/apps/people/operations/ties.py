"""Who is whose guardian, parent, carer: ties from a day to a day."""

import datetime as dt
import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.people import choices as words
from linli.apps.people.choices import TieKind
from linli.apps.people.models import Tie
from linli.apps.people.operations.acting import note, past_day, reach
from linli.apps.people.operations.homes import end_row
from linli.apps.people.rules import permissions as may
from linli.apps.people.rules.drafts import take_line
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet


@transaction.atomic
def tie_people(
    *,
    actor: Actor,
    community: Community,
    person_id: uuid.UUID,
    other_id: uuid.UUID,
    kind: str,
    proof: str = "",
    since: dt.date | None = None,
    basis: str = "",
) -> Tie:
    """`other` is the guardian, parent, carer … of `person`. A guardian needs a proof."""
    person = reach(actor, community, person_id, may.EDIT)
    other = reach(actor, community, other_id, may.EDIT)
    if person.id == other.id:
        raise RuleNotMet("tie_to_self", _("A tie needs two people."), field="other")
    paper = take_line("proof", proof, most=120)
    if kind == TieKind.GUARDIAN and not paper:
        raise RuleNotMet(
            "proof_needed",
            _("Please say which paper shows the guardianship, and its number or date."),
            field="proof",
        )
    try:
        with transaction.atomic():
            tie = Tie.objects.create(
                community_id=community.id,
                person_id=person.id,
                other_id=other.id,
                kind=TieKind(kind),
                since=past_day(community, since, "since"),
                proof=paper,
            )
    except IntegrityError as trouble:
        raise Conflict("already_tied", _("This is noted already.")) from trouble
    note(words.TIED, actor, person, basis, other=other.id, kind=kind)
    return tie


@transaction.atomic
def end_tie(
    *,
    actor: Actor,
    community: Community,
    person_id: uuid.UUID,
    tie_id: uuid.UUID,
    on: dt.date | None = None,
    basis: str = "",
) -> Tie:
    person = reach(actor, community, person_id, may.EDIT)
    tie = Tie.objects.filter(
        community_id=community.id, person_id=person.id, id=tie_id, until__isnull=True
    ).first()
    if tie is None:
        raise NotSeen("tie_not_found", _("This tie has ended already, or is not known."))
    day = past_day(community, on)
    end_row(tie, day)
    note(words.TIE_ENDED, actor, person, basis, other=tie.other_id, kind=tie.kind, on=day)
    return tie
