"""The list of practical deeds: put on it, led by name, told about, done."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import (
    DEED_VERBS,
    OPEN_STATES,
    CaseState,
    DeedSource,
    DeedState,
    Source,
)
from linli.apps.cases.models import Case, Deed, DeedLead, DeedNote
from linli.apps.cases.operations.registering import NewCase, register_case
from linli.apps.cases.operations.settling import settle_on_spot
from linli.apps.cases.operations.triage import accept_case
from linli.apps.cases.operations.wording import line, words
from linli.apps.organisations.public import Post
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record

DEED_TYPE = "deed.practical"
CHANNEL = {DeedSource.VISITS: Source.VISIT}
MAY = "cases.deeds"


@dataclass(frozen=True)
class Leader:
    """Who leads: a post held now, or a name with what they are."""

    name: str = ""
    duty: str = ""
    post_id: uuid.UUID | None = None


@transaction.atomic
def list_deed(
    *,
    community: Community,
    actor: Actor,
    title: str,
    leader: Leader,
    due_on: dt.date,
    source: str = DeedSource.NEEDS,
    text: str = "",
    number: int | None = None,
    place_id: uuid.UUID | None = None,
    origin_id: uuid.UUID | None = None,
    case_id: uuid.UUID | None = None,
) -> Deed:
    """Put a deed on the list of the year in which it is due, with the next number.

    It works as a case: a new one of the kind deed, or any open one that is filed already and not
    confidential (`case_id`). `origin_id` is the need or report it grew from.
    """
    require(actor, MAY, community.id)
    today = clock.today(community)
    _check(source, due_on, today)
    called = line(title, field="title", most=80, least=2)
    name, duty, post = _named(community, leader)
    origin = _known(community, origin_id)
    new = NewCase(
        title=called,
        text=text or called,
        type_code=DEED_TYPE,
        source=CHANNEL.get(DeedSource(source), Source.MEETING),
        place_id=place_id,
    )
    case = _filed(community, actor, case_id, new)
    row = Deed(
        community_id=community.id,
        case_id=case.id,
        origin_id=origin.id if origin else None,
        year=due_on.year,
        number=number or _next_number(community, due_on.year),
        title=called,
        source=source,
        leader_name=name,
        leader_duty=duty,
        due_on=due_on,
        listed_on=today,
    )
    _insert(row)
    _lead(row, name, duty, post)
    _record("listed", row, actor)
    return row


def _check(source: str, due_on: dt.date, today: dt.date) -> None:
    if source not in DeedSource.values:
        raise RuleNotMet("unknown_source", _("Say where the wish came from."), field="source")
    if due_on < today:
        raise RuleNotMet("in_the_past", _("The deadline lies behind us."), field="due_on")


def _insert(row: Deed) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise Conflict(
            "deed_listed", _("This number or this case is on the list already. Look again.")
        ) from twice


def _filed(community: Community, actor: Actor, case_id: uuid.UUID | None, new: NewCase) -> Case:
    case = _known(community, case_id)
    if case is None:
        case = register_case(community=community, actor=actor, new=new)
    if case.confidential or case.state not in OPEN_STATES:
        raise RuleNotMet(
            "not_a_deed", _("Only an open case that is not confidential can be listed.")
        )
    if case.state == CaseState.REGISTERED:
        case = accept_case(community=community, actor=actor, case_id=case.id)
    return case


def _known(community: Community, case_id: uuid.UUID | None) -> Case | None:
    if case_id is None:
        return None
    rows = Case.objects.filter(community_id=community.id, id=case_id).select_related("type")
    found = rows.first()
    if found is None:
        raise RuleNotMet("unknown_case", _("There is no such case here."), field="origin")
    return found


def _named(community: Community, leader: Leader) -> tuple[str, str, Post | None]:
    post = None
    if leader.post_id is not None:
        post = Post.objects.filter(
            community_id=community.id, id=leader.post_id, until__isnull=True
        ).first()
        if post is None:
            raise RuleNotMet("unknown_post", _("Nobody holds this post now."), field="post")
    name = post.display_name if post else line(leader.name, field="leader", most=60)
    if not name:
        raise RuleNotMet("missing_leader", _("Name who leads it."), field="leader")
    return name, post.title if post else line(leader.duty, field="duty", most=60), post


def _next_number(community: Community, year: int) -> int:
    rows = Deed.objects.filter(community_id=community.id, year=year)
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1


def _lead(deed: Deed, name: str, duty: str, post: Post | None) -> None:
    DeedLead(
        community_id=deed.community_id,
        deed_id=deed.id,
        post_id=post.id if post else None,
        name=name,
        duty=duty,
        since=clock.now(),
    ).save(force_insert=True)


def _record(act: str, deed: Deed, actor: Actor) -> None:
    write_record(
        verb=DEED_VERBS[act],
        community_id=deed.community_id,
        obj=deed,
        actor=actor,
        basis=Basis.DUTY,
        number=deed.number,
        year=deed.year,
        state=deed.state,
    )


def _open_deed(community: Community, actor: Actor, deed_id: uuid.UUID) -> Deed:
    require(actor, MAY, community.id)
    rows = Deed.objects.select_for_update(of=("self",)).select_related("case")
    row = rows.filter(community_id=community.id, id=deed_id).first()
    if row is None:
        raise NotSeen()
    if row.state != DeedState.OPEN:
        raise Conflict("deed_closed", _("This deed is closed; its line in the list stays."))
    return row


@transaction.atomic
def lead_deed(*, community: Community, actor: Actor, deed_id: uuid.UUID, leader: Leader) -> Deed:
    """Somebody else leads from now on; who led before stays written."""
    row = _open_deed(community, actor, deed_id)
    name, duty, post = _named(community, leader)
    here = {"community_id": community.id}
    DeedLead.objects.filter(deed_id=row.id, until__isnull=True, **here).update(until=clock.now())
    _lead(row, name, duty, post)
    Deed.objects.filter(id=row.id, **here).update(leader_name=name, leader_duty=duty)
    row.leader_name, row.leader_duty = name, duty
    _record("led", row, actor)
    return row


@transaction.atomic
def note_deed(*, community: Community, actor: Actor, deed_id: uuid.UUID, news: str) -> DeedNote:
    """News for everybody: what was done, what comes next."""
    row = _open_deed(community, actor, deed_id)
    made = DeedNote(
        community_id=community.id,
        deed_id=row.id,
        words=words(news, field="news", most=500, least=2),
        by=actor.ref,
        written_at=clock.now(),
    )
    made.save(force_insert=True)
    _record("noted", row, actor)
    return made


@transaction.atomic
def close_deed(
    *,
    community: Community,
    actor: Actor,
    deed_id: uuid.UUID,
    result: str,
    done: bool = True,
) -> Deed:
    """Done, or not carried on with the reason; its case is closed with the same words."""
    row = _open_deed(community, actor, deed_id)
    said = words(result, field="result", least=2)
    _end(row, DeedState.DONE if done else DeedState.DROPPED, said, actor)
    if row.case.state in OPEN_STATES:
        settle_on_spot(
            community=community,
            actor=actor,
            case_id=row.case_id,
            result=said,
            settled_how="outcome.done" if done else "outcome.not_possible",
        )
    return row


@transaction.atomic
def close_with_case(*, community: Community, case_id: uuid.UUID, actor: Actor) -> None:
    """Its case was closed by another door: the line of the list is done with its result."""
    rows = Deed.objects.filter(community_id=community.id, case_id=case_id, state=DeedState.OPEN)
    row = rows.select_related("case").first()
    if row is not None:
        _end(row, DeedState.DONE, row.case.result, actor)


def _end(row: Deed, state: str, said: str, actor: Actor) -> None:
    today = clock.today(row.case.community)
    rows = Deed.objects.filter(community_id=row.community_id, id=row.id, state=DeedState.OPEN)
    if not rows.update(state=state, closed_on=today, result=said):
        raise Conflict("deed_closed", _("This deed is closed; its line in the list stays."))
    row.state, row.closed_on, row.result = state, today, said
    _record("closed", row, actor)
