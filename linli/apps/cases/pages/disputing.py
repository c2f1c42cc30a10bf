"""Disputes for those who mediate: the list, the papers, and one page for every act on them."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.apps.cases.forms import disputes as forms
from linli.apps.cases.operations.disputes.people import (
    add_party,
    end_mediator,
    end_party,
    name_mediator,
)
from linli.apps.cases.operations.disputes.settling import answer_follow_up, settle_dispute
from linli.apps.cases.operations.disputes.talks import (
    record_session,
    sign_agreement,
    write_agreement,
)
from linli.apps.cases.queries.disputes import (
    dispute_counts,
    dispute_file,
    dispute_rows,
    kind_name,
    outcome_name,
    rung_name,
)
from linli.kernel.access.permissions import holds, require
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.web.asked import Asked, show

SEE = "cases.dispute"
LEAD = "cases.dispute_lead"
SHELVES = (
    ("open", pgettext_lazy("disputes", "Open")),
    ("follow_up", pgettext_lazy("disputes", "To be asked")),
    ("settled", pgettext_lazy("disputes", "Settled")),
)


def disputes(request: HttpRequest, slug: str) -> HttpResponse:
    asked = cast(Asked, request)
    require(asked.actor, SEE, asked.community.id)
    which = request.GET.get("shelf", "open")
    if which not in dict(SHELVES):
        which = "open"
    context = {
        "rows": dispute_rows(asked.community, asked.actor, which),
        "which": which,
        "shelves": SHELVES,
        "counts": dispute_counts(asked.community, asked.actor),
    }
    return show(request, "cases/disputes/list.html", context)


def dispute(request: HttpRequest, slug: str, case_id: uuid.UUID) -> HttpResponse:
    asked = cast(Asked, request)
    require(asked.actor, SEE, asked.community.id)
    papers = dispute_file(asked.community, asked.actor, case_id)
    context = {
        "papers": papers,
        "case": papers.dispute.case,
        "kind": kind_name(papers.dispute.kind),
        "rung": rung_name(papers.dispute.rung) if papers.dispute.rung else "",
        "outcome": outcome_name(papers.dispute.outcome) if papers.dispute.outcome else "",
        "leads": holds(asked.actor, LEAD, asked.community.id),
        "sees_case": holds(asked.actor, "cases.see_inside", asked.community.id),
    }
    return show(request, "cases/disputes/papers.html", context)


Run = Callable[..., object]
Given = Callable[[Any], dict[str, Any]]


def cleaned(form: Any) -> dict[str, Any]:
    return dict(form.cleaned_data)


def party_given(form: Any) -> dict[str, Any]:
    typed = dict(form.cleaned_data)
    return {"person_id": typed.pop("person"), "home_id": typed.pop("home"), **typed}


@dataclass(frozen=True)
class DisputeAct:
    """`key` is how the operation calls the id in the address, where there is one."""

    title: str | Promise
    button: str | Promise
    form: type[forms.DisputeForm]
    run: Run
    done: str | Promise
    given: Given = cleaned
    key: str = ""
    permission: str = SEE
    danger: bool = False


ACTS: dict[str, DisputeAct] = {
    "parties": DisputeAct(
        title=_("Who is concerned"),
        button=_("Add this person"),
        form=forms.PartyForm,
        run=add_party,
        given=party_given,
        done=_("Added. Only committee and mediators see the name."),
    ),
    "mediators": DisputeAct(
        title=_("Who mediates"),
        button=_("Name as mediator"),
        form=forms.MediatorForm,
        run=name_mediator,
        done=_("Named. The papers are open to this account from now on."),
        permission=LEAD,
    ),
    "sessions": DisputeAct(
        title=_("A talk that took place"),
        button=_("Write the talk down"),
        form=forms.SessionForm,
        run=record_session,
        given=lambda form: dict(form.given()),
        done=_("The talk is written down."),
    ),
    "agreements": DisputeAct(
        title=_("The agreement"),
        button=_("Keep this version"),
        form=forms.AgreementForm,
        run=write_agreement,
        done=_("Kept. Let both sides sign it on paper, then write down who signed."),
    ),
    "settlements": DisputeAct(
        title=_("How it ended"),
        button=_("Settle the dispute"),
        form=forms.SettleForm,
        run=settle_dispute,
        done=_("Settled. The follow-ups stand in the list on their days."),
    ),
}
ACTS_ON: dict[str, DisputeAct] = {
    "party-endings": DisputeAct(
        title=_("No longer concerned"),
        button=_("Take off"),
        form=forms.NoForm,
        run=end_party,
        key="party_id",
        done=_("Taken off."),
        danger=True,
    ),
    "mediator-endings": DisputeAct(
        title=_("Mediates no longer"),
        button=_("End it"),
        form=forms.NoForm,
        run=end_mediator,
        key="mediator_id",
        done=_("The papers are closed to this account."),
        permission=LEAD,
        danger=True,
    ),
    "signatures": DisputeAct(
        title=_("Who signed the agreement"),
        button=_("Write down the signature"),
        form=forms.SignatureForm,
        run=sign_agreement,
        key="agreement_id",
        given=lambda form: {
            "party_id": form.cleaned_data["party"],
            "signed_on": form.cleaned_data["signed_on"],
        },
        done=_("The signature is written down."),
    ),
    "answers": DisputeAct(
        title=_("Does it hold?"),
        button=_("Write down the answer"),
        form=forms.FollowUpForm,
        run=answer_follow_up,
        key="follow_up_id",
        done=_("Written down. If it does not hold, open the case again from its page."),
    ),
}


def act(request: HttpRequest, slug: str, case_id: uuid.UUID, noun: str) -> HttpResponse:
    return _act(request, case_id, ACTS.get(noun), {})


def act_on(
    request: HttpRequest, slug: str, case_id: uuid.UUID, noun: str, key: uuid.UUID
) -> HttpResponse:
    wanted = ACTS_ON.get(noun)
    return _act(request, case_id, wanted, {wanted.key: key} if wanted else {})


def _act(
    request: HttpRequest, case_id: uuid.UUID, wanted: DisputeAct | None, keys: dict[str, Any]
) -> HttpResponse:
    asked = cast(Asked, request)
    require(asked.actor, SEE, asked.community.id)
    if wanted is None:
        raise NotSeen()
    require(asked.actor, wanted.permission, asked.community.id)
    papers = dispute_file(asked.community, asked.actor, case_id)
    typed = request.POST if request.method == "POST" else None
    form = wanted.form(asked.community, papers, typed)
    if typed is not None and form.is_valid():
        given = wanted.given(form) | keys
        try:
            wanted.run(community=asked.community, actor=asked.actor, case_id=case_id, **given)
        except (RuleNotMet, Conflict) as refusal:
            form.refuse(refusal.detail, str(refusal.data.get("field", "")))
        else:
            messages.success(request, str(wanted.done))
            return redirect("cases:dispute", slug=asked.community.slug, case_id=case_id)
    context = {"act": wanted, "form": form, "case": papers.dispute.case}
    return show(request, "cases/disputes/act.html", context, 422 if form.errors else 200)
