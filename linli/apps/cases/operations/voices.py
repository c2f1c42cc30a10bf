"""What people outside say: rating an answer, "me too", a repeat that is told its progress."""

import uuid

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import StepReach
from linli.apps.cases.models import Case, Rating, Reporter, Supporter
from linli.apps.cases.operations.finishing import note_opinion
from linli.apps.cases.operations.moving import (
    Turn,
    add_step,
    advance,
    take,
    take_as_reporter,
)
from linli.apps.cases.operations.reopening import reopen_or_ask
from linli.apps.cases.operations.wording import words
from linli.kernel import cipher
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet


@transaction.atomic
def rate_case(
    *,
    community: Community,
    actor: Actor,
    reporter: Reporter,
    solved: bool,
    satisfied: bool,
    rating_words: str = "",
) -> Case:
    """The reporter answers the two questions, once a round; "not solved" opens it again.

    `reporter` comes from `by_query_code` or `my_reporter`, which proved whose report it is.
    After a merge the rating goes to the main case.
    """
    case = followed_case(community, reporter, lock=True)
    said = words(rating_words, field="words")
    turn = take_as_reporter(
        community=community, actor=actor, reporter=reporter, case=case, move="rate"
    )
    made = Rating(
        community_id=community.id,
        case_id=case.id,
        round_number=case.round_number,
        reporter=reporter,
        solved=solved,
        satisfied=satisfied,
        words=said,
        rated_at=turn.now,
    )
    if Rating.objects.filter(
        community_id=community.id,
        case_id=case.id,
        reporter_id=reporter.id,
        round_number=case.round_number,
    ).exists():
        raise Conflict("rated_already", _("You have rated this answer. Thank you."))
    made.save(force_insert=True)
    note_opinion(turn, reached=True, solved=_still(turn, solved), satisfied=satisfied)
    advance(
        turn,
        text=said,
        extra={"solved": solved, "satisfied": satisfied},
        solved=solved,
        satisfied=satisfied,
    )
    if not solved:
        reopen_or_ask(turn, said or str(_("not solved, said in the rating")), reporter)
    return case


def _still(turn: Turn, solved: bool) -> bool:
    """Of several reporters of one case, one "not solved" is enough."""
    rows = Rating.objects.filter(
        community_id=turn.community.id,
        case_id=turn.case.id,
        round_number=turn.case.round_number,
        solved=False,
    )
    return solved and not rows.exists()


def followed_case(community: Community, reporter: Reporter, *, lock: bool = False) -> Case:
    """The case whose progress this reporter follows: the main one after a merge."""
    rows = Case.objects.filter(community_id=community.id).select_related("type")
    if lock:
        rows = rows.select_for_update(of=("self",))
    own = rows.filter(id=reporter.case_id).first()
    if own is None:
        raise NotSeen()
    if own.merged_into_id is None:
        return own
    return rows.get(id=own.merged_into_id)


@transaction.atomic
def support_case(
    *, community: Community, actor: Actor, case_id: uuid.UUID, device: str = ""
) -> int:
    """Say "me too" on a public case; once per account or device. Returns the count."""
    turn = take(community=community, actor=actor, case_id=case_id, move="support")
    who = actor.ref if actor.known else device
    if not who:
        raise RuleNotMet("nobody_to_count", _("Please allow cookies, or sign in first."))
    digest = cipher.lookup_digest(f"{case_id}:{who}", "cases.Supporter")
    before = Supporter.objects.filter(community_id=community.id, case_id=case_id)
    if before.filter(who=digest).exists():
        return turn.case.support_count
    Supporter(community_id=community.id, case_id=case_id, who=digest, supported_at=turn.now).save(
        force_insert=True
    )
    rows = Case.objects.filter(community_id=community.id, id=case_id)
    rows.update(support_count=F("support_count") + 1)
    turn.actor = Actor(ref="anon")
    add_step(turn, reach=StepReach.INSIDE)
    return rows.values_list("support_count", flat=True).get()
