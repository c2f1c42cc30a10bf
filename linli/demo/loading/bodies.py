"""Bodies and duties: units, the party's branches and groups, posts, who answers for what."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import Any

from linli.apps.organisations.public import (
    POSTED_ROLES,
    appoint,
    bind_branch,
    enrol_member,
    found_organisation,
    make_responsible,
)
from linli.demo.ground import Post, ResidentRow
from linli.demo.loading.context import SYSTEM, Loading
from linli.demo.loading.timeline import Act
from linli.demo.packs import Organisation, PartyBranch, Professional, Staff

UNIT_HOUR, BRANCH_HOUR, DUTY_HOUR = dt.time(9, 5), dt.time(9, 10), dt.time(10, 0)
SUPERIOR = frozenset({"street_office", "department", "urban_management"})
OWN = frozenset({"party_committee", "residents_committee", "mediation_committee"})
SERVING = frozenset(
    {
        "property_firm",
        "drainage",
        "heating_supply",
        "lift_maintenance",
        "sanitation",
        "landscaping",
        "municipal_works",
        "qualified_contractor",
        "police",
        "health_center",
        "elder_service",
        "social_work",
        "law_firm",
    }
)
NEIGHBOURLY = frozenset({"volunteer_team", "social_organisation", "charity"})
COUNTING = "一二三四五六七八九十"
IN_PARTY = "党"


def acts(loading: Loading) -> Iterator[Act]:
    opening = loading.moment(loading.opened, UNIT_HOUR)
    for unit in loading.pack.organisations:
        yield Act(opening, partial(_found, loading, unit))
    for turn, branch in enumerate(loading.pack.branches):
        at = loading.moment(loading.opened, BRANCH_HOUR)
        yield Act(at, partial(_found_branch, loading, branch, turn))
    for worker in loading.pack.staff:
        yield Act(loading.moment(worker.since, DUTY_HOUR), partial(_employ, loading, worker))
    for professional in loading.pack.professionals:
        at = loading.moment(professional.since, DUTY_HOUR)
        yield Act(at, partial(_post, loading, professional))
    for post in loading.ground.posts:
        one = loading.ground.resident(post.resident)
        if loading.keeps(one):
            day = max(post.since, loading.known_from(one))
            yield Act(loading.moment(day, DUTY_HOUR), partial(_head, loading, post))
    yield from _members(loading)


def _members(loading: Loading) -> Iterator[Act]:
    for one in loading.ground.residents:
        if one.party and loading.keeps(one):
            at = loading.moment(loading.known_from(one), DUTY_HOUR)
            yield Act(at, partial(_enrol, loading, one))


def _found(loading: Loading, unit: Organisation) -> None:
    role = "own" if unit.kind in OWN else "superior" if unit.kind in SUPERIOR else ""
    role = role or ("partner" if unit.kind in NEIGHBOURLY else "")
    role = role or ("service" if unit.kind in SERVING else "stationed_unit")
    made = found_organisation(
        community=loading.home,
        actor=SYSTEM,
        kind=unit.kind,
        name=unit.name,
        role=role,
        society=unit.five_society,
        since=min(loading.opened, unit.paired_since or loading.opened),
        public_phone=unit.telephone,
        address=unit.address,
        about=unit.about or "、".join(unit.trades),
        contact_name=unit.contact,
        contact_phone=unit.telephone if unit.contact else "",
    )
    for estate in unit.serves:
        make_responsible(
            community=loading.home,
            actor=SYSTEM,
            role="property" if unit.kind == "property_firm" else "service",
            place=loading.needed_place(estate),
            organisation=made,
            public_phone=unit.telephone,
            duty_text="、".join(unit.trades),
            since=loading.opened,
        )


def _found_branch(loading: Loading, branch: PartyBranch, turn: int) -> None:
    committee = loading.unit("party_committee")
    common: dict[str, Any] = {"community": loading.home, "actor": SYSTEM, "since": loading.opened}
    made = found_organisation(
        **common, kind="party_branch", name=branch_name(loading, branch.name), parent=committee
    )
    bind_branch(**common, organisation=made, grid=loading.grids[branch.grid])
    for number in range(branch.groups):
        words = f"{branch.name}第{COUNTING[number]}党小组"
        found_organisation(
            **common, kind="party_group", name=branch_name(loading, words), parent=made
        )


def branch_name(loading: Loading, name: str) -> str:
    """Branches of two communities may be called the same; a unit's name is not used twice."""
    return f"{loading.pack.name.zh_Hans}{name}"


def _employ(loading: Loading, one: Staff) -> None:
    body = "party_committee" if IN_PARTY in one.post else "committee"
    common: dict[str, Any] = {"community": loading.home, "actor": SYSTEM, "display_name": one.name}
    appoint(**common, organisation=loading.unit(body), title=one.post, since=one.since)
    for role, numbers in (("grid_worker", one.grids), ("grid_head", one.heads)):
        for number in numbers:
            make_responsible(
                **common,
                role=role,
                grid=loading.grids[number],
                public_phone=one.telephone,
                full_time=role == "grid_worker",
                since=one.since,
            )


def _post(loading: Loading, one: Professional) -> None:
    """Posted in each of the grids named; in all of them is for the whole community."""
    everywhere = len(one.grids) >= len(loading.pack.grids)
    for number in (None,) if everywhere else one.grids:
        make_responsible(
            community=loading.home,
            actor=SYSTEM,
            role=one.role if one.role in POSTED_ROLES else "professional",
            grid=loading.grids[number] if number else None,
            display_name=one.name,
            public_phone=one.telephone,
            profession=one.profession,
            service_hours=one.hours,
            duty_text=f"{one.unit}，{one.place}",
            since=one.since,
        )


def _head(loading: Loading, post: Post) -> None:
    estate, building = post.site
    words = f"{estate}{building}号楼" + (f"{post.entrance}单元" if post.entrance else "")
    one = loading.ground.resident(post.resident)
    make_responsible(
        community=loading.home,
        actor=SYSTEM,
        role=post.kind,
        place=loading.needed_place(words),
        person=loading.person(one),
        since=post.since,
    )


def _enrol(loading: Loading, one: ResidentRow) -> None:
    party = one.party
    if party is None:
        return
    enrol_member(
        community=loading.home,
        actor=SYSTEM,
        organisation=loading.unit_named(branch_name(loading, party.branch + party.group)),
        person=loading.person(one),
        since=max(party.joined, one.since),
    )
