"""Everything around one case, each part read when a page asks for it."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from linli.apps.cases.choices import ClockName, Decision
from linli.apps.cases.models import (
    AssistCall,
    CallBack,
    Case,
    ClockRound,
    Contact,
    Dispatch,
    Exclusion,
    Extension,
    Pause,
    Rating,
    ReopenRequest,
    Reporter,
    SiteCheck,
    Supervision,
)
from linli.apps.cases.queries.clocks import Rung, rungs_of
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import may


@dataclass(frozen=True)
class ReporterShown:
    """A reporter as staff see it: the telephone by its last four signs, or "anonymous"."""

    id: object
    name: str
    phone: str
    has_email: bool
    channel: str
    anonymous: bool
    basis: str
    proxy_name: str
    joined: bool


@dataclass(frozen=True)
class LadderRung:
    """A rung as it is now: `raised` is the row, or None while the worker has not written it."""

    rung: Rung
    raised: Supervision | None
    is_due: bool


@dataclass
class CaseFile:
    """Parts of a case for its page. Each property is one statement, read once."""

    case: Case
    actor: Actor

    @cached_property
    def _key(self) -> dict[str, object]:
        return {"community_id": self.case.community_id, "case_id": self.case.id}

    @cached_property
    def rounds(self) -> list[ClockRound]:
        return list(ClockRound.objects.filter(**self._key))

    @cached_property
    def dispatches(self) -> list[Dispatch]:
        rows = Dispatch.objects.filter(**self._key)
        return list(rows.select_related("organisation", "objection"))

    @cached_property
    def contacts(self) -> list[Contact]:
        return list(Contact.objects.filter(**self._key))

    @cached_property
    def pauses(self) -> list[Pause]:
        return list(Pause.objects.filter(**self._key).select_related("reason"))

    @cached_property
    def extensions(self) -> list[Extension]:
        return list(Extension.objects.filter(**self._key).select_related("reason"))

    @cached_property
    def assist_calls(self) -> list[AssistCall]:
        return list(AssistCall.objects.filter(**self._key).select_related("organisation"))

    @cached_property
    def site_checks(self) -> list[SiteCheck]:
        return list(SiteCheck.objects.filter(**self._key))

    @cached_property
    def supervisions(self) -> list[Supervision]:
        return list(Supervision.objects.filter(**self._key))

    @cached_property
    def call_backs(self) -> list[CallBack]:
        return list(CallBack.objects.filter(**self._key))

    @cached_property
    def ratings(self) -> list[Rating]:
        return list(Rating.objects.filter(**self._key))

    @cached_property
    def exclusions(self) -> list[Exclusion]:
        return list(Exclusion.objects.filter(**self._key).select_related("reason"))

    @cached_property
    def reopen_requests(self) -> list[ReopenRequest]:
        return list(ReopenRequest.objects.filter(**self._key))

    @cached_property
    def joined(self) -> list[Case]:
        """Cases that were joined to this one."""
        rows = Case.objects.filter(community_id=self.case.community_id, merged_into_id=self.case.id)
        return list(rows.only("id", "community", "number", "registered_at", "title"))

    @cached_property
    def asked_extension(self) -> Extension | None:
        return next((one for one in self.extensions if one.state == Decision.ASKED), None)

    @cached_property
    def reporters(self) -> list[ReporterShown]:
        """Masked, and only for those who may reach the reporter; else an empty list."""
        if not may(self.actor, "cases.contact_data", self.case):
            return []
        return [masked(row, self.case) for row in reporters_of(self.case)]

    def ladder(self, now: dt.datetime, which: str = ClockName.RESOLUTION) -> list[LadderRung]:
        """The ladder of the present round, right also where the worker is late."""
        round_ = next((one for one in self.rounds if one.number == self.case.round_number), None)
        if round_ is None:
            return []
        raised = {
            row.code: row
            for row in self.supervisions
            if row.clock == which and row.round_number == round_.number
        }
        return [
            LadderRung(rung, raised.get(rung.code), rung.due_at <= now)
            for rung in rungs_of(self.case.community, round_, which)
        ]


def reporters_of(case: Case) -> list[Reporter]:
    """The reporters of a case and of those joined to it."""
    rows = Reporter.objects.filter(
        Q(case_id=case.id) | Q(case__merged_into_id=case.id), community_id=case.community_id
    )
    return sorted(rows, key=lambda row: (row.case_id != case.id, row.joined_at))


def masked(row: Reporter, case: Case) -> ReporterShown:
    return ReporterShown(
        id=row.id,
        name=row.name,
        phone=f"···{row.phone_last4}" if row.phone_last4 else "",
        has_email=bool(row.email_cipher),
        channel=row.channel,
        anonymous=row.anonymous,
        basis=row.basis,
        proxy_name=row.proxy_name,
        joined=row.case_id != case.id,
    )


def file_of(case: Case, actor: Actor) -> CaseFile:
    return CaseFile(case, actor)
