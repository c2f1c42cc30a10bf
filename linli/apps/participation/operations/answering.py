"""Questions of the host and what people answered at the sign-up."""

import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.participation.choices import QUESTION_SET, QuestionKind
from linli.apps.participation.models import Answer, Gathering, Participation, Question
from linli.apps.participation.queries.questions import questions_of
from linli.apps.participation.rules.drafts import line
from linli.apps.participation.rules.permissions import ORGANISE
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import NotSeen, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record

YES_NO = ("yes", "no")


@transaction.atomic
def ask_question(
    *,
    community: Community,
    actor: Actor,
    about_id: uuid.UUID,
    text: str,
    kind: str = QuestionKind.TEXT,
    options: Sequence[str] = (),
    required: bool = False,
) -> Question:
    """Asked of everybody who signs up from now on."""
    require(actor, ORGANISE, community.id)
    if kind not in QuestionKind.values:
        raise RuleNotMet("unknown_kind", _("Choose one of the list."), field="kind")
    told = [line(each, field="options", most=60, least=1) for each in options]
    if kind == QuestionKind.CHOICE and len(told) < 2:
        raise RuleNotMet("too_few_options", _("Give at least two to choose from."), field="options")
    row = Question(
        community_id=community.id,
        about_id=about_id,
        text=line(text, field="text", most=120, least=2),
        kind=kind,
        options="\n".join(told),
        required=required,
        sort=len(questions_of(community, about_id)) + 1,
    )
    row.save(force_insert=True)
    _note(actor, row)
    return row


@transaction.atomic
def end_question(*, community: Community, actor: Actor, question_id: uuid.UUID) -> None:
    """Not asked any more; the answers stay."""
    require(actor, ORGANISE, community.id)
    rows = Question.objects.filter(community_id=community.id, id=question_id, ended_at=None)
    row = rows.first()
    if row is None:
        raise NotSeen()
    rows.update(ended_at=clock.now())
    _note(actor, row)


def _note(actor: Actor, row: Question) -> None:
    write_record(
        verb=QUESTION_SET,
        community_id=row.community_id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        about=row.about_id,
        sort=row.sort,
    )


def keep_answers(
    community: Community,
    gathering: Gathering,
    row: Participation,
    answers: Mapping[uuid.UUID, str],
    *,
    asked: bool,
) -> None:
    """`asked`: the person answered in person, so what is required must be there."""
    kept = []
    for question in questions_of(community, gathering.about_id):
        text = line(answers.get(question.id, ""), field=f"answer_{question.id}", most=300)
        _check(question, text, asked)
        if text:
            kept.append(
                Answer(
                    community_id=community.id,
                    participation_id=row.id,
                    question_id=question.id,
                    text=text,
                )
            )
    if kept:
        Answer.objects.bulk_create(kept)


def _check(question: Question, text: str, asked: bool) -> None:
    field = f"answer_{question.id}"
    if not text:
        if question.required and asked:
            raise RuleNotMet("answer_needed", _("Please answer this question."), field=field)
        return
    allowed = {QuestionKind.CHOICE: question.choices, QuestionKind.YES_NO: list(YES_NO)}
    if question.kind in allowed and text not in allowed[QuestionKind(question.kind)]:
        raise RuleNotMet("answer_unknown", _("Choose one of the list."), field=field)
