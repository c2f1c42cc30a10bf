"""What can be counted of bodies, duties, alliances and teams: what is so at the end of a day."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.choices import (
    POSTED_ROLES,
    AllianceKind,
    EndReason,
    PresenceRole,
    UnitKind,
)
from linli.apps.organisations.models import (
    Alliance,
    AllianceMember,
    ChatGroup,
    Member,
    Pledge,
    PledgeDeed,
    Presence,
    Qualification,
    Responsibility,
    Team,
    TeamMember,
    in_force,
)
from linli.kernel.measures import Measure, Question, Rows, measure

PIECES = _("bodies")


def dated(model: Any, *conditions: Q) -> Rows:
    def rows(question: Question) -> "QuerySet[Any]":
        found: QuerySet[Any] = model.objects.filter(
            in_force(question.end), *conditions, community_id__in=question.ids
        )
        return found

    return rows


def within(model: Any, whole: str, *conditions: Q) -> Rows:
    """Parts in force on the day whose whole is in force too."""

    def rows(question: Question) -> "QuerySet[Any]":
        return dated(model, *conditions)(question).filter(in_force(question.end, whole))

    return rows


def as_of(
    key: str, label: Promise, says: Promise, unit: Promise, rows: Rows, **more: Any
) -> Measure:
    return measure(Measure(f"organisations.{key}", label, says, unit, rows, kind="as_of", **more))


own = Q(role=PresenceRole.OWN)
outside = ~Q(role__in=[PresenceRole.OWN, PresenceRole.SUPERIOR])
not_a_mistake = ~Q(ended_reason=EndReason.MISTAKE)

as_of(
    "branches",
    _("Party branches"),
    _("Party branches of the community in force on the day"),
    PIECES,
    dated(Presence, own, Q(organisation__kind=UnitKind.PARTY_BRANCH)),
)
as_of(
    "groups",
    _("Party groups"),
    _("Party groups of the community in force on the day"),
    PIECES,
    dated(Presence, own, Q(organisation__kind=UnitKind.PARTY_GROUP)),
)
as_of(
    "members",
    _("Party members"),
    _("Members enrolled in a body; each is written once, in the lowest body"),
    _("persons"),
    dated(Member),
    dimensions={"body": "organisation_id", "kind": "kind"},
    smallest=10,
)
as_of(
    "partners",
    _("Partner units"),
    _("Units from outside at work in the community, each once"),
    PIECES,
    dated(Presence, outside),
    distinct="organisation_id",
    dimensions={"kind": "organisation__kind", "role": "role"},
)
as_of(
    "five_society_kinds",
    _("Kinds of the five societies"),
    _("How many of the five societies have at least one unit at work here"),
    _("kinds"),
    dated(Presence, ~Q(society="")),
    distinct="society",
    dimensions={"society": "society"},
)
as_of(
    "alliances",
    _("Alliances and joint bodies"),
    _("Alliances and joint bodies in force on the day, pairs apart"),
    _("bodies"),
    dated(Alliance, ~Q(kind=AllianceKind.PAIR)),
    dimensions={"kind": "kind"},
)
as_of(
    "pairs",
    _("Co-building pairs"),
    _("Pairs with another organisation in force on the day"),
    _("pairs"),
    dated(Alliance, Q(kind=AllianceKind.PAIR)),
)
as_of(
    "chat_groups",
    _("Chat groups"),
    _("Chat groups of buildings and estates that are kept"),
    _("groups"),
    dated(ChatGroup),
    dimensions={"platform": "platform"},
)
as_of(
    "teams",
    _("Teams"),
    _("Teams in force on the day"),
    _("teams"),
    dated(Team),
    dimensions={"kind": "kind"},
)
as_of(
    "posted",
    _("Posted professionals"),
    _("Duties of professionals posted in the community or its grids"),
    _("postings"),
    dated(Responsibility, Q(role__in=POSTED_ROLES), not_a_mistake),
    dimensions={"role": "role"},
)
as_of(
    "posted_professions",
    _("Professions posted"),
    _("How many professions are posted in the community or its grids"),
    _("professions"),
    dated(Responsibility, Q(role__in=POSTED_ROLES), not_a_mistake),
    distinct="role",
    dimensions={"role": "role"},
)


def valid_certificates(question: Question) -> "QuerySet[Any]":
    day = question.end
    valid = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    held = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day)
    issued = Q(issued_on__isnull=True) | Q(issued_on__lte=day)
    return Qualification.objects.filter(valid & held & issued, community_id__in=question.ids)


as_of(
    "qualified",
    _("Qualified people"),
    _("Certificates valid on the day, by kind"),
    _("certificates"),
    valid_certificates,
    dimensions={"kind": "kind"},
)


def open_pledges(question: Question) -> "QuerySet[Any]":
    day = question.end
    still = Q(settled_on__isnull=True) | Q(settled_on__gt=day)
    return Pledge.objects.filter(still, pledged_on__lte=day, community_id__in=question.ids)


as_of(
    "pledges_open",
    _("Pledges in hand"),
    _("Pledges made and on the day neither kept nor withdrawn"),
    _("pledges"),
    open_pledges,
    dimensions={"organisation": "organisation_id"},
)


def deeds(question: Question) -> "QuerySet[Any]":
    rows = PledgeDeed.objects.filter(happened_on__lte=question.end, community_id__in=question.ids)
    return rows.filter(happened_on__gte=question.start) if question.start else rows


measure(
    Measure(
        "organisations.deeds",
        _("Deeds for pledges"),
        _("What units did for their pledges in the period"),
        _("deeds"),
        deeds,
        dimensions={"organisation": "pledge__organisation_id"},
    )
)

as_of(
    "duty_roles",
    _("Kinds of duty"),
    _("How many kinds of duty are held, as along a line of supervision from the community down"),
    _("levels"),
    dated(Responsibility, not_a_mistake),
    distinct="role",
    dimensions={"role": "role", "line": "line", "grid": "grid_id"},
)
as_of(
    "alliance_seats",
    _("Seats in joint bodies"),
    _("Units that sit in an alliance or joint body in force on the day"),
    _("seats"),
    within(AllianceMember, "alliance__"),
    dimensions={"kind": "alliance__kind", "alliance": "alliance__name"},
)
as_of(
    "team_members",
    _("Members of teams"),
    _("People of the register in a team in force on the day, each once however many teams"),
    _("persons"),
    within(TeamMember, "team__", Q(person__isnull=False)),
    distinct="person_id",
    dimensions={
        "kind": "team__kind",
        "team": "team__name",
        "party": "person__party_member",
    },
    smallest=5,
)
