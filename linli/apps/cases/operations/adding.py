"""Reports with photos, and words or photos added later."""

import uuid
from collections.abc import Sequence
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import StepReach
from linli.apps.cases.models import Case, Reporter
from linli.apps.cases.operations.moving import Turn, add_step, take, take_as_reporter
from linli.apps.cases.operations.registering import NewCase, register_case, summary
from linli.apps.cases.operations.reporting import ReporterGiven
from linli.apps.cases.operations.wording import words
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet
from linli.kernel.idempotency import Outcome, once
from linli.kernel.media.keeping import Prepared, attach_upload, preparing
from linli.kernel.media.models import AttachmentRole

CASE = Case._meta.label_lower
Files = Sequence[IO[bytes]]


def report_matter(
    *,
    community: Community,
    actor: Actor,
    key: str,
    new: NewCase,
    reporter: ReporterGiven | None = None,
    photos: Files = (),
    role: str = AttachmentRole.REPORT,
) -> dict[str, Any]:
    """Register a case with its photos, once per key; id, number, query_code and state.

    A file that is no photo refuses the whole (RuleNotMet), and the form keeps what was typed.
    """
    with preparing(community=community, files=photos, role=role) as ready:

        def act() -> Outcome:
            case = register_case(community=community, actor=actor, new=new, reporter=reporter)
            hang(community, _seen_as(actor, reporter), case.id, ready, role)
            return 201, summary(case)

        sent = {"new": str(new), "photos": [one.checked.sha256 for one in ready]}
        _status, answer = once(
            community_id=community.id,
            actor=actor.ref if actor.known else "device",
            route="cases.register",
            key=key,
            body=sent,
            act=act,
        )
    return answer


def _seen_as(actor: Actor, reporter: ReporterGiven | None) -> Actor:
    """An anonymous report leaves no account on its photos either."""
    return Actor(ref="anon") if reporter is not None and reporter.anonymous else actor


def hang(
    community: Community, actor: Actor, case_id: uuid.UUID, ready: list[Prepared], role: str
) -> None:
    for one in ready:
        attach_upload(
            community=community,
            actor=actor,
            object_kind=CASE,
            object_id=case_id,
            role=role,
            prepared=one,
        )


def add_words(
    *,
    community: Community,
    actor: Actor,
    case: Case,
    text: str = "",
    photos: Files = (),
    reporter: Reporter | None = None,
    role: str = AttachmentRole.EVIDENCE,
) -> uuid.UUID:
    """Something more about a case, by its reporter or by those who may; the step's id.

    `reporter` comes from the query code, which proved whose report it is; without it the actor
    needs the permission.
    """
    said = words(text, field="text")
    if not said and not photos:
        raise RuleNotMet("nothing_added", _("Write a few words or add a photo."), field="text")
    with preparing(community=community, files=photos, role=role) as ready, transaction.atomic():
        turn = _turn(community, actor, case, reporter)
        step = add_step(
            turn, public_text=said, reach=StepReach.REPORTER, extra={"photos": len(ready)}
        )
        hang(community, turn.actor, turn.case.id, ready, role)
    return step.id


def add_words_once(
    *,
    community: Community,
    actor: Actor,
    case: Case,
    key: str,
    text: str = "",
    photos: Files = (),
) -> str:
    """`add_words` for programs: the same update id again gets the first step's id."""

    def act() -> Outcome:
        made = add_words(community=community, actor=actor, case=case, text=text, photos=photos)
        return 200, {"step": str(made)}

    _status, answer = once(
        community_id=community.id,
        actor=actor.ref,
        route="cases.add_words",
        key=key,
        body={"case": case.number, "text": text},
        act=act,
    )
    return str(answer["step"])


def _turn(community: Community, actor: Actor, case: Case, reporter: Reporter | None) -> Turn:
    if reporter is None:
        return take(community=community, actor=actor, case_id=case.id, move="add_words")
    return take_as_reporter(
        community=community, actor=actor, reporter=reporter, case=case, move="add_words"
    )
