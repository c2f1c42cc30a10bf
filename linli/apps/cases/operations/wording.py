"""Typed words and listed reasons, checked the same way in every operation."""

import uuid
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.cases.models import Reason
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet
from linli.kernel.texts import TextError, clean_line, clean_text

LONGEST_TEXT = 4000
LONGEST_WORDS = 2000


def words(raw: str, *, field: str, most: int = LONGEST_WORDS, least: int = 0) -> str:
    """Paragraphs made safe; RuleNotMet `<field>_too_long` or `missing_<field>`."""
    try:
        return clean_text(raw, least=least, most=most)
    except TextError as trouble:
        raise said_plainly(trouble, field) from None


def line(raw: str, *, field: str, most: int, least: int = 0) -> str:
    try:
        return clean_line(raw, least=least, most=most)
    except TextError as trouble:
        raise said_plainly(trouble, field) from None


def said_plainly(trouble: TextError, field: str) -> RuleNotMet:
    if trouble.code == "too_long":
        return RuleNotMet(
            f"{field}_too_long",
            _("This is too long: at most %(limit)s characters, yours has %(length)s.")
            % {"limit": trouble.limit, "length": trouble.length},
            field=field,
            limit=trouble.limit,
            length=trouble.length,
        )
    return RuleNotMet(
        f"missing_{field}", _("Please write a few words here."), field=field, limit=trouble.limit
    )


def listed_reason(community: Community, code: str, *kinds: str) -> Reason:
    """The listed reason of one of these kinds; any other word is refused (422)."""
    found: Reason | None = Reason.objects.filter(
        community_id=community.id, code=code, kind__in=kinds, active=True
    ).first()
    if found is None:
        raise RuleNotMet(
            "reason_not_listed",
            _("Please choose one of the listed reasons."),
            field="reason",
            kinds=list(kinds),
        )
    return found


def as_id(value: uuid.UUID | str | None) -> uuid.UUID | None:
    if value is None or isinstance(value, uuid.UUID):
        return value
    try:
        return uuid.UUID(value)
    except ValueError:
        raise RuleNotMet("unknown_id", _("This does not exist here."), id=value[:60]) from None


def checked_answers(questions: list[dict[str, Any]], given: dict[str, Any]) -> dict[str, Any]:
    """Answers to the type's questions; unknown ones are dropped, long ones refused."""
    kept: dict[str, Any] = {}
    for question in questions:
        value = given.get(question["code"])
        if value in (None, "", []):
            if question.get("required"):
                raise RuleNotMet(
                    "missing_answer",
                    _("One question of this type needs an answer."),
                    field=question["code"],
                )
            continue
        kept[question["code"]] = _one_answer(question, value)
    return kept


def _one_answer(question: dict[str, Any], value: Any) -> Any:
    options = question.get("options") or {}
    chosen = value if isinstance(value, list) else [value]
    if options and any(str(each) not in options for each in chosen):
        raise RuleNotMet(
            "answer_not_listed",
            _("Please choose one of the listed answers."),
            field=question["code"],
        )
    if isinstance(value, list):
        return [str(each)[:60] for each in value]
    if isinstance(value, bool | int):
        return value
    return words(str(value), field=question["code"], most=500)
