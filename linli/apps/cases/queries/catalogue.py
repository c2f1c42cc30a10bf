"""Types, reasons and duties a community has chosen."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.models import CaseType, DutyItem, Reason
from linli.kernel.bigrams import normalise
from linli.kernel.community import Community
from linli.kernel.errors import RuleNotMet

CATCH_ALL = "voice.other"
FILED_BY = (
    "community",
    "code",
    "version",
    "names",
    "kind",
    "response_value",
    "response_unit",
    "resolution_value",
    "resolution_unit",
    "stage_limits",
    "needs_site_check",
    "public",
    "confidential",
    "questions",
)
"""What filing a case reads of its type; the long texts stay where they are."""


def active_types(community: Community) -> QuerySet[CaseType]:
    return CaseType.objects.filter(community_id=community.id, active=True)


def active_reasons(community: Community, *kinds: str) -> QuerySet[Reason]:
    rows = Reason.objects.filter(community_id=community.id, active=True)
    return rows.filter(kind__in=kinds) if kinds else rows


def duty_list(community: Community) -> QuerySet[DutyItem]:
    return DutyItem.objects.filter(community_id=community.id, active=True)


def type_for(community: Community, code: str, text: str = "") -> CaseType:
    """The active type of this code; without a code, the one the words point to."""
    if code:
        found = active_types(community).filter(code=code).only(*FILED_BY).first()
        if found is None:
            raise RuleNotMet(
                "unknown_type", _("This type is not known in this community."), field="type"
            )
        return found
    types = list(active_types(community).only("id", "code", "keywords"))
    guessed = guess_type(types, text)
    chosen = guessed or next((each for each in types if each.code == CATCH_ALL), None)
    chosen = chosen or (types[-1] if types else None)
    if chosen is None:
        raise RuleNotMet("no_types", _("This community has no case types yet."), field="type")
    return active_types(community).get(id=chosen.id)


def guess_type(types: Iterable[CaseType], text: str) -> CaseType | None:
    """The type with the most of its keywords in the words; none when no keyword is there."""
    plain = normalise(text)
    best, most = None, 0
    for kind in types:
        hits = sum(len(word) for word in kind.keywords if normalise(word) in plain)
        if hits > most:
            best, most = kind, hits
    return best
