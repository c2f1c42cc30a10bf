"""Setting a community's brand, and saying how its plan goes."""

import datetime as dt
import hashlib
import json
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.bulletins.choices import BRAND_LOADED, ITEM_REPORTED
from linli.apps.bulletins.defaults import Brand, Fault, as_plain
from linli.apps.bulletins.models import BrandVersion, PlanReport
from linli.apps.bulletins.queries.brands import brand_of
from linli.apps.bulletins.rules import REPORT, SET_BRAND
from linli.apps.bulletins.rules.checking import check_text
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record
from linli.kernel.texts import TextError, clean_line

MOST_TEXT = 400_000


def load_brand(
    *, community: Community, actor: Actor, text: str, since: dt.date | None = None
) -> BrandVersion:
    """Check a brand file and make it the community's brand from a day on.

    The same content again changes nothing. Raises RuleNotMet `brand_faulty` with every fault.
    """
    require(actor, SET_BRAND, community.id)
    brand = checked(text)
    return _load(community, actor, brand, since or clock.today(community))


def checked(text: str) -> Brand:
    if len(text) > MOST_TEXT:
        raise RuleNotMet("too_long_text", _("This is too long."), field="text", limit=MOST_TEXT)
    read = check_text(text)
    if read.brand is None or read.hard:
        raise RuleNotMet(
            "brand_faulty",
            _("This brand file does not hold together; each fault is listed."),
            field="text",
            faults=[_fault(fault) for fault in read.faults],
        )
    return read.brand


def _fault(fault: Fault) -> dict[str, Any]:
    return {"where": fault.where, "says": fault.says}


@transaction.atomic
def _load(community: Community, actor: Actor, brand: Brand, since: dt.date) -> BrandVersion:
    content = as_plain(brand)
    digest = digest_of(content)
    rows = BrandVersion.objects.filter(community_id=community.id, until__isnull=True)
    held = rows.first()
    if held is not None and held.digest == digest:
        return held
    if held is not None:
        _end(rows, held, since)
    row = BrandVersion(
        community_id=community.id,
        key=brand.key,
        content=content,
        digest=digest,
        since=since,
        loaded_at=clock.now(),
        loaded_by=actor.ref,
    )
    try:
        row.save(force_insert=True)
    except IntegrityError as trouble:
        raise Conflict("brand_changed", _("Somebody else has just set another brand.")) from trouble
    write_record(
        verb=BRAND_LOADED,
        community_id=community.id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        key=brand.key,
        digest=digest,
        pillars=len(brand.pillars),
    )
    return row


def _end(rows: Any, held: BrandVersion, since: dt.date) -> None:
    """The version before ends the day before; one of the same day was never in force alone."""
    if since < held.since:
        raise RuleNotMet(
            "before_the_brand", _("A brand is in force since a later day."), field="since"
        )
    rows.filter(id=held.id).update(until=max(held.since, since - dt.timedelta(days=1)))


def digest_of(content: Any) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def report_item(
    *,
    community: Community,
    actor: Actor,
    item: str,
    done: bool,
    year: int | None = None,
    note: str = "",
    happened_on: dt.date | None = None,
) -> PlanReport:
    """Say that an item of the plan was done, or that it was not after all; a later word counts."""
    require(actor, REPORT, community.id)
    brand = brand_of(community)
    if brand is None or item not in {one.key for one in brand.plan}:
        raise NotSeen("plan_item_not_found", _("The plan has no such item."))
    today = clock.today(community)
    day = happened_on or today
    if day > today:
        raise RuleNotMet("in_the_future", _("This moment has not come yet."), field="happened_on")
    try:
        said = clean_line(note, most=300)
    except TextError as trouble:
        raise RuleNotMet(f"{trouble.code}_note", _("This is too long."), field="note") from None
    row = PlanReport(
        community_id=community.id,
        item=item,
        year=year or day.year,
        done=done,
        happened_on=day,
        note=said,
        by=actor.ref,
        by_name=actor.name,
        written_at=clock.now(),
    )
    row.save(force_insert=True)
    write_record(
        verb=ITEM_REPORTED,
        community_id=community.id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        item=item,
        year=row.year,
        done=done,
    )
    return row
