"""Writing, publishing and taking back bulletins."""

import datetime as dt
import uuid
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from linli.apps.bulletins.choices import (
    BULLETIN_PUBLISHED,
    BULLETIN_WITHDRAWN,
    BULLETIN_WRITTEN,
    BulletinState,
    Period,
)
from linli.apps.bulletins.models import BrandVersion, Bulletin, FrozenFigure
from linli.apps.bulletins.operations.brands import digest_of
from linli.apps.bulletins.queries.brands import brand_in, brand_version
from linli.apps.bulletins.queries.bulletins import bulletin_by_id
from linli.apps.bulletins.queries.documents import Document, document_of
from linli.apps.bulletins.queries.figures import Shown
from linli.apps.bulletins.queries.outputs.as_json import number_json
from linli.apps.bulletins.rules import PUBLISH, WRITE
from linli.apps.bulletins.rules.composing import figures_in, strange_holes
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, RuleNotMet
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record
from linli.kernel.texts import TextError, clean_line, clean_text

MOST_TEXT, MOST_TITLE = 20_000, 120
LANGUAGES = ("zh-hans", "zh-hant", "en")


@transaction.atomic
def start_bulletin(
    *, community: Community, actor: Actor, key: str, slug: str = "", title: str = ""
) -> Bulletin:
    """A draft from one of the brand's texts; from then on it has its own words."""
    require(actor, WRITE, community.id)
    version = _brand(community)
    text = brand_in(version).text(key)
    if text is None:
        raise RuleNotMet("unknown_text", _("The brand has no such bulletin."), field="key")
    names = text.title.names()
    if title:
        names = dict.fromkeys(LANGUAGES, _line(title))
    row = Bulletin(
        community_id=community.id,
        slug=slug or f"{key}-{clock.now():%Y%m%d-%H%M%S}".replace("_", "-"),
        title=names,
        text=text.text.names(),
        period=text.period,
        brand_id=version.id,
        written_at=clock.now(),
        written_by=actor.ref,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as trouble:
        raise Conflict("slug_taken", _("There is a bulletin with this address.")) from trouble
    _written(row, actor)
    return row


def _brand(community: Community) -> BrandVersion:
    version = brand_version(community)
    if version is None:
        raise RuleNotMet("no_brand", _("Set the community's brand first."))
    return version


@transaction.atomic
def rewrite_bulletin(
    *,
    community: Community,
    actor: Actor,
    bulletin_id: uuid.UUID,
    version: int,
    title: str,
    text: str,
    period: str,
    language: str = "zh-hans",
) -> Bulletin:
    """Write title and text of a draft in one language. Conflict where somebody wrote meanwhile."""
    require(actor, WRITE, community.id)
    row = bulletin_by_id(community, actor, bulletin_id)
    if row.state != BulletinState.DRAFT:
        raise Conflict("bulletin_frozen", _("It is published; what was said stays said."))
    if period not in Period.values or language not in LANGUAGES:
        raise RuleNotMet("unknown_period", _("Choose which days it speaks of."), field="period")
    body = _text(text)
    _check(row, body)
    row.title = {**row.title, language: _line(title)}
    row.text = {**row.text, language: body}
    rows = Bulletin.objects.filter(
        community_id=community.id, id=row.id, version=version, state=BulletinState.DRAFT
    )
    changed = rows.update(
        title=row.title,
        text=row.text,
        period=period,
        version=version + 1,
        written_at=clock.now(),
        written_by=actor.ref,
    )
    if not changed:
        raise Conflict(
            "written_meanwhile",
            _("Somebody else has changed it meanwhile. Your words are still here below."),
        )
    row.version, row.period = version + 1, period
    _written(row, actor)
    return row


def _check(row: Bulletin, body: str) -> None:
    known = {figure.key for figure in brand_in(row.brand).figures}
    strange = [*strange_holes(body), *(key for key in figures_in(body) if key not in known)]
    if strange:
        detail = _("These are no figures of the brand: %s") % "、".join(strange[:5])
        raise RuleNotMet("unknown_figure", detail, field="text", unknown=strange)


def _line(raw: str) -> str:
    try:
        return clean_line(raw, least=2, most=MOST_TITLE)
    except TextError as trouble:
        detail = _("Give it a title of a few words.")
        raise RuleNotMet(f"{trouble.code}_title", detail, field="title") from None


def _text(raw: str) -> str:
    try:
        return clean_text(raw, least=2, most=MOST_TEXT)
    except TextError as trouble:
        detail = _("Write at least a sentence, and not more than 20,000 characters.")
        raise RuleNotMet(f"{trouble.code}_text", detail, field="text") from None


def _written(row: Bulletin, actor: Actor) -> None:
    write_record(
        verb=BULLETIN_WRITTEN,
        community_id=row.community_id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        digest=digest_of([row.title, row.text]),
        period=row.period,
    )


@transaction.atomic
def publish_bulletin(
    *, community: Community, actor: Actor, bulletin_id: uuid.UUID, as_of: dt.date | None = None
) -> Bulletin:
    """Count every figure as of a day, freeze the answers with their rows, show it to everybody.

    Raises RuleNotMet where a figure that the text names has no number.
    """
    require(actor, PUBLISH, community.id)
    row = bulletin_by_id(community, actor, bulletin_id)
    today = clock.today(community)
    day = as_of or today
    if day > today:
        raise RuleNotMet("in_the_future", _("This moment has not come yet."), field="as_of")
    if row.state != BulletinState.DRAFT:
        raise Conflict("bulletin_frozen", _("It is published; what was said stays said."))
    document = document_of(row, day)
    missing = [one.name for one in document.told if one.fault]
    if missing:
        detail = _("These figures have no number: %s") % "、".join(missing[:5])
        raise RuleNotMet("figures_missing", detail, field="text", missing=missing)
    _freeze(row, actor, day)
    figures = _keep(row, document)
    write_record(
        verb=BULLETIN_PUBLISHED,
        community_id=community.id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
        as_of=day,
        figures=len(figures),
        digest=digest_of([[one.key, str(one.value)] for one in figures]),
    )
    row.refresh_from_db()
    return row


def _freeze(row: Bulletin, actor: Actor, day: dt.date) -> None:
    rows = Bulletin.objects.filter(
        community_id=row.community_id,
        id=row.id,
        state=BulletinState.DRAFT,
        version=row.version,
    )
    done = rows.update(
        state=BulletinState.PUBLISHED,
        as_of=day,
        published_at=clock.now(),
        published_by=actor.ref,
        published_by_name=actor.name,
    )
    if not done:
        raise Conflict("written_meanwhile", _("Somebody has changed it just now. Look again."))


def _keep(row: Bulletin, document: Document) -> list[FrozenFigure]:
    shown = [one for one in document.figures.values() if not one.fault]
    kept = [_frozen(row, turn, one) for turn, one in enumerate(shown)]
    FrozenFigure.objects.bulk_create(kept)
    return kept


def _frozen(row: Bulletin, turn: int, one: Shown) -> FrozenFigure:
    return FrozenFigure(
        community_id=row.community_id,
        bulletin_id=row.id,
        position=turn,
        key=one.key,
        label=one.label,
        measure=one.measure,
        measure_version=one.version,
        by=one.by,
        start=one.start,
        end=one.end,
        value=Decimal(one.value or 0),
        wording=one.wording,
        rows=[[key, number_json(n)] for key, n in one.rows],
    )


@transaction.atomic
def withdraw_bulletin(*, community: Community, actor: Actor, bulletin_id: uuid.UUID) -> Bulletin:
    """Take a published bulletin off the public pages. Its numbers stay kept."""
    require(actor, PUBLISH, community.id)
    row = bulletin_by_id(community, actor, bulletin_id)
    rows = Bulletin.objects.filter(community_id=community.id, id=row.id)
    if not rows.filter(state=BulletinState.PUBLISHED).update(state=BulletinState.WITHDRAWN):
        raise Conflict("not_published", _("Only a published bulletin can be taken back."))
    write_record(
        verb=BULLETIN_WITHDRAWN,
        community_id=community.id,
        obj=row,
        actor=actor,
        basis=Basis.DUTY,
    )
    row.state = BulletinState.WITHDRAWN
    return row
