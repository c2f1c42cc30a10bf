"""Types, reasons and duties a community has chosen."""

from copy import copy

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.models import CaseType, DutyItem, Reason
from linli.kernel.bigrams import normalise
from linli.kernel.community import Community
from linli.kernel.editions import at_hand
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
SELDOM_READ = ("filing_condition", "closing_condition", "limit_sources", "legal_basis", "source")


def active_types(community: Community) -> QuerySet[CaseType]:
    return CaseType.objects.filter(community_id=community.id, active=True)


def active_reasons(community: Community, *kinds: str) -> QuerySet[Reason]:
    rows = Reason.objects.filter(community_id=community.id, active=True)
    return rows.filter(kind__in=kinds) if kinds else rows


def duty_list(community: Community) -> QuerySet[DutyItem]:
    return DutyItem.objects.filter(community_id=community.id, active=True)


def type_for(community: Community, code: str, text: str = "") -> CaseType:
    """The active type of this code; without a code, the one the words point to."""
    if not code:
        code = _code_for(community, text)
        if not code:
            raise RuleNotMet("no_types", _("This community has no case types yet."), field="type")
    found = _filed_by(community, code)
    if found is None:
        raise RuleNotMet(
            "unknown_type", _("This type is not known in this community."), field="type"
        )
    return copy(found)  # a case keeps its type at hand: never the remembered row itself


def _filed_by(community: Community, code: str) -> CaseType | None:
    def read() -> CaseType | None:
        return active_types(community).filter(code=code).only(*FILED_BY).first()

    return at_hand(community.id, ("type", code), read)


def types_at_hand(community: Community) -> list[CaseType]:
    """The active types for pages of everybody, kept in the process; only to be read."""

    def read() -> list[CaseType]:
        return list(active_types(community).defer(*SELDOM_READ))

    return at_hand(community.id, "types", read)


def guess_code(community: Community, text: str, group: str = "") -> str:
    """The code of the type with the most of its keywords in the words; "" where none is there.

    Within a `group` only, if one is given.
    """
    plain = normalise(text)
    best, most = "", 0
    for code, (parent, words) in _keywords(community).items():
        hits = sum(len(word) for word in words if word in plain)
        if hits > most and group in ("", parent):
            best, most = code, hits
    return best


def _code_for(community: Community, text: str) -> str:
    known = _keywords(community)
    return guess_code(community, text) or (
        CATCH_ALL if CATCH_ALL in known else next(reversed(known), "")
    )


def _keywords(community: Community) -> dict[str, tuple[str, tuple[str, ...]]]:
    """{code: (group, words as they are compared)}."""

    def read() -> dict[str, tuple[str, tuple[str, ...]]]:
        rows = active_types(community).values_list("code", "parent", "keywords")
        return {code: (parent, tuple(map(normalise, words))) for code, parent, words in rows}

    return at_hand(community.id, "keywords", read)
