"""Who sees and does what, each rule once as a filter over cases; `numbers` are to choose."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import Level
from linli.apps.cases.models import AssistCall, Dispatch, DisputeMediator, Reporter
from linli.apps.cases.rules import numbers as numbers
from linli.kernel.access.actor import Actor, Grant, Role
from linli.kernel.access.permissions import Scope, all_rows, permit

Roles = dict[str, Scope]
OPEN_TO_ALL = Q(public=True, confidential=False)


def own_grid(actor: Actor, grant: Grant) -> Q:
    """Cases of the worker's grid, of no grid yet, and those that passed through the worker."""
    mine = through_me(actor, grant)
    if grant.grid_id is None:
        return mine
    return mine | Q(confidential=False) & (Q(grid_id=grant.grid_id) | Q(grid_id__isnull=True))


def through_me(actor: Actor, _grant: Grant) -> Q:
    return Q(first_receiver=actor.ref) | Q(worker=actor.ref) | Q(registered_by=actor.ref)


def own_grid_work(actor: Actor, grant: Grant) -> Q:
    """What a grid worker may act on: own grid, unless a unit is handling it."""
    return Q(worker=actor.ref) | (own_grid(actor, grant) & Q(lead_id__isnull=True))


def leads(_actor: Actor, grant: Grant) -> Q | None:
    if grant.organisation_id is None:
        return None
    return Q(lead_id=grant.organisation_id)


def assists(_actor: Actor, grant: Grant) -> Q | None:
    if grant.organisation_id is None:
        return None
    called = AssistCall.objects.filter(
        community_id__in=grant.communities, organisation_id=grant.organisation_id
    )
    return Q(id__in=called.values("case_id"))


def leads_or_assists(actor: Actor, grant: Grant) -> Q | None:
    led, assisted = leads(actor, grant), assists(actor, grant)
    return None if led is None or assisted is None else led | assisted


def answers_supervision(actor: Actor, grant: Grant) -> Q | None:
    return leads(actor, grant)


def reported_by_me(actor: Actor, grant: Grant) -> Q:
    mine = Q(actor_ref=actor.ref)
    if grant.person_id is not None:
        mine |= Q(person_id=grant.person_id)
    rows = Reporter.objects.filter(mine, community_id__in=grant.communities)
    return Q(id__in=rows.values("case_id"))


def climbed_here(_actor: Actor, grant: Grant) -> Q:
    """What came up to the street (a district has the street's and its own)."""
    levels = [Level.STREET] if grant.role == Role.STREET else [Level.STREET, Level.DISTRICT]
    return Q(level__in=levels)


def watched(_actor: Actor, grant: Grant) -> Q:
    sent_up = Dispatch.objects.filter(
        community_id__in=grant.communities, level__in=[Level.STREET, Level.DISTRICT]
    )
    return Q(confidential=False) | Q(id__in=sent_up.values("case_id"))


def open_to_all(_actor: Actor, _grant: Grant) -> Q:
    return OPEN_TO_ALL


def mediates(actor: Actor, grant: Grant) -> Q:
    """Disputes (not cases) in which this account was named as mediator."""
    named = DisputeMediator.objects.filter(
        community_id__in=grant.communities, actor=actor.ref, until__isnull=True
    )
    return Q(id__in=named.values("dispute_id"))


def mediates_or_handles(actor: Actor, grant: Grant) -> Q:
    """A grid worker also where the matter was handed over to them, or by them taken down."""
    mine = Q(case__worker=actor.ref) | Q(case__first_receiver=actor.ref)
    return mediates(actor, grant) | mine


INSIDE: Roles = {
    Role.GRID_WORKER: own_grid,
    Role.COMMITTEE: all_rows,
    Role.CHIEF: all_rows,
    Role.PARTNER: leads_or_assists,
    Role.PROGRAM: leads_or_assists,
    Role.STREET: watched,
    Role.DISTRICT: watched,
}
COMMUNITY: Roles = {Role.COMMITTEE: all_rows, Role.CHIEF: all_rows}
FRONT_LINE: Roles = {Role.GRID_WORKER: own_grid_work, **COMMUNITY}
HANDLERS: Roles = {
    **FRONT_LINE,
    Role.PARTNER: leads,
    Role.PROGRAM: leads,
    Role.STREET: climbed_here,
    Role.DISTRICT: climbed_here,
}
ABOVE: Roles = {Role.STREET: watched, Role.DISTRICT: watched}

permit("cases.see", _("See cases"), roles={**INSIDE, Role.RESIDENT: reported_by_me})
permit("cases.see_inside", _("Read what was written for staff and units"), roles=INSIDE)
permit("cases.see_public", _("Read the public text of a case"), roles={Role.ANYONE: open_to_all})
permit("cases.see_own", _("Follow what I reported"), roles={Role.RESIDENT: reported_by_me})
permit("cases.contact_data", _("Read how to reach the reporter"), roles=HANDLERS)
permit("cases.register", _("Report something"), roles={Role.ANYONE: all_rows})
permit(
    "cases.register_for_others",
    _("Write down a report by telephone, at the desk, from paper or from a visit"),
    roles={Role.GRID_WORKER: all_rows, Role.PROGRAM: all_rows, **COMMUNITY},
)
permit("cases.act.triage", _("Accept, answer or pass up a case"), roles=FRONT_LINE)
permit("cases.act.decide", _("Decline, join or publish a case"), roles=COMMUNITY)
permit("cases.act.dispatch", _("Dispatch a case"), roles=COMMUNITY)
permit("cases.act.handle", _("Sign for, handle and report a case done"), roles=HANDLERS)
permit("cases.act.settle", _("Settle a case on the spot"), roles=FRONT_LINE)
permit(
    "cases.act.assist",
    _("Answer a call for assistance"),
    roles={Role.PARTNER: assists, Role.PROGRAM: assists, **COMMUNITY},
)
permit(
    "cases.act.check",
    _("Check a result on site"),
    roles={Role.GRID_WORKER: own_grid, **COMMUNITY},
)
permit("cases.act.close", _("Close a case"), roles=COMMUNITY)
permit(
    "cases.act.call_back",
    _("Call the reporter back"),
    roles={Role.GRID_WORKER: own_grid, **COMMUNITY},
)
permit("cases.act.rate", _("Rate the answer"), roles={Role.RESIDENT: reported_by_me})
permit(
    "cases.act.reopen",
    _("Say that it is not solved"),
    roles={Role.RESIDENT: reported_by_me, **COMMUNITY},
)
permit("cases.act.archive", _("Archive a case"), roles=COMMUNITY)
permit(
    "cases.act.add",
    _("Add a word or a photo to one's own report"),
    roles={Role.RESIDENT: reported_by_me, Role.PROGRAM: leads_or_assists, **COMMUNITY},
)
permit("cases.act.support", _("Say “me too”"), roles={Role.ANYONE: open_to_all})
permit("cases.act.supervise", _("Supervise by hand"), roles={Role.CHIEF: all_rows, **ABOVE})
permit("cases.act.answer_supervision", _("Answer an urge or a supervision"), roles=HANDLERS)
permit("cases.act.exclude", _("Ask to leave a case out of the rates"), roles=COMMUNITY)
permit(
    "cases.act.review_exclusion",
    _("Review what is left out of the rates"),
    roles={Role.CHIEF: all_rows, **ABOVE},
)
permit(
    "cases.dispute",
    _("Open the papers of a dispute: its people, talks and agreement"),
    roles={
        **COMMUNITY,
        Role.GRID_WORKER: mediates_or_handles,
        Role.PARTNER: mediates,
        Role.STREET: mediates,
        Role.DISTRICT: mediates,
    },
)
permit("cases.dispute_lead", _("Name the mediators of a dispute"), roles=COMMUNITY)
permit("cases.today", _("Open the page of today's work"), roles={Role.GRID_WORKER: all_rows})
permit(
    "cases.pool",
    _("Open the pool of cases, its search and its exports"),
    roles={Role.GRID_WORKER: all_rows, **COMMUNITY, **ABOVE},
)
permit("cases.orders", _("Open the orders of one's own unit"), roles={Role.PARTNER: all_rows})
permit(
    "cases.follow_supervision",
    _("Open the list of urges, supervisions and holds"),
    roles={Role.GRID_WORKER: all_rows, **COMMUNITY, **ABOVE},
)
permit("cases.side_by_side", _("See communities side by side"), roles=ABOVE)
permit(
    "cases.edit_calendar",
    _("Enter holidays and working days of a year"),
    roles={Role.CHIEF: all_rows, **ABOVE},
)
permit(
    "cases.choose_policies",
    _("Choose the community's rules and hours"),
    roles={Role.CHIEF: all_rows},
)
permit("cases.hotline", _("Bring in orders of the hotline"), roles=COMMUNITY)
permit("cases.deeds", _("Keep the list of practical deeds"), roles=COMMUNITY)
permit("cases.edit_types", _("Edit case types, reasons and the duty list"), roles=COMMUNITY)
permit("cases.rates", _("See rates by unit and type"), roles={**COMMUNITY, **ABOVE})
