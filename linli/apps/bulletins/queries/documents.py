"""A bulletin as it is shown: its text with the figures in it, live or frozen."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linli.apps.bulletins.choices import BulletinState
from linli.apps.bulletins.defaults import Brand
from linli.apps.bulletins.models import Bulletin, FrozenFigure
from linli.apps.bulletins.queries.brands import brand_in, brand_version
from linli.apps.bulletins.queries.figures import Shown, ask_figures, frozen
from linli.apps.bulletins.rules.composing import EXACT, FIGURE, Piece, compose, figures_in
from linli.apps.bulletins.rules.periods import Span, span_of
from linli.apps.bulletins.rules.wording import text_of
from linli.kernel.community import Community, spoken
from linli.kernel.errors import NotSeen


@dataclass(frozen=True)
class Part:
    text: str
    figure: Shown | None = None


@dataclass(frozen=True)
class Paragraph:
    kind: str
    parts: list[Part]


@dataclass(frozen=True)
class Document:
    """`figures` begins with those of the text, then the brand's others."""

    community: Community
    brand: Brand
    slug: str
    names: dict[str, str]
    text: dict[str, str]
    span: Span
    figures: dict[str, Shown]
    published_at: dt.datetime | None = None
    keys: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return spoken(self.names)

    @property
    def as_of(self) -> dt.date:
        return self.span.end

    @property
    def told(self) -> list[Shown]:
        """Figures that the text names."""
        return [self.figures[key] for key in self.keys if key in self.figures]

    @property
    def faults(self) -> list[Shown]:
        return [one for one in self.figures.values() if one.fault]

    @property
    def paragraphs(self) -> list[Paragraph]:
        blocks = compose(spoken(self.text))
        return [
            Paragraph(block.kind, [self._part(piece) for piece in block.pieces]) for block in blocks
        ]

    def _part(self, piece: Piece) -> Part:
        if not piece.word:
            return Part(piece.text)
        if piece.word in (FIGURE, EXACT):
            return self._figure(piece)
        return Part(self._filled().get(piece.word, piece.text))

    def _figure(self, piece: Piece) -> Part:
        shown = self.figures.get(piece.key)
        if shown is None:
            return Part(piece.text)
        exact = piece.word == EXACT and shown.value is not None
        return Part(exact_of(shown) if exact else shown.said, shown)

    def _filled(self) -> dict[str, str]:
        return {
            "community": self.community.name,
            "brand": str(self.brand.names),
            "period": said_span(self.span),
            "as_of": said_day(self.span.end),
        }


def exact_of(shown: Shown) -> str:
    return "—" if shown.value is None else text_of(Decimal(shown.value))


def said_day(day: dt.date) -> str:
    if (get_language() or "").startswith("en"):
        return date_format(day, "j F Y")
    return f"{day.year}年{day.month}月{day.day}日"


def said_span(span: Span) -> str:
    if span.start is None:
        return _("up to %(day)s") % {"day": said_day(span.end)}
    if span.start == span.end:
        return said_day(span.end)
    return _("%(first)s to %(last)s") % {
        "first": said_day(span.start),
        "last": said_day(span.end),
    }


def live_document(
    community: Community, as_of: dt.date, key: str = "", brand: Brand | None = None
) -> Document:
    """A bulletin of the brand as the records say it now. NotSeen without brand or bulletin."""
    if brand is None:
        version = brand_version(community, as_of)
        if version is None:
            raise NotSeen("brand_not_found", _("This community has no brand yet."))
        brand = brand_in(version)
    text = brand.text(key) if key else next(iter(brand.bulletins), None)
    if text is None:
        raise NotSeen("bulletin_not_found", _("There is no such bulletin."))
    return made_document(
        community, brand, text.key, text.title.names(), text.text.names(), text.period, as_of
    )


def made_document(
    community: Community,
    brand: Brand,
    slug: str,
    names: dict[str, str],
    text: dict[str, str],
    period: str,
    as_of: dt.date,
) -> Document:
    keys = named_figures(text)
    first = [figure for key in keys if (figure := brand.figure(key))]
    rest = [figure for figure in brand.figures if figure.key not in keys]
    return Document(
        community=community,
        brand=brand,
        slug=slug,
        names=names,
        text=text,
        span=span_of(period, as_of),
        figures=ask_figures(community, [*first, *rest], as_of),
        keys=keys,
    )


def named_figures(text: dict[str, str]) -> list[str]:
    return list(dict.fromkeys(key for body in text.values() for key in figures_in(body)))


def document_of(bulletin: Bulletin, as_of: dt.date) -> Document:
    """A draft as of the day, a published one as it was frozen."""
    community = bulletin.community
    brand = brand_in(bulletin.brand)
    if bulletin.state == BulletinState.DRAFT or bulletin.as_of is None:
        return made_document(
            community,
            brand,
            bulletin.slug,
            bulletin.title,
            bulletin.text,
            bulletin.period,
            as_of,
        )
    rows = FrozenFigure.objects.filter(community_id=community.id, bulletin_id=bulletin.id)
    return Document(
        community=community,
        brand=brand,
        slug=bulletin.slug,
        names=bulletin.title,
        text=bulletin.text,
        span=span_of(bulletin.period, bulletin.as_of),
        figures={row.key: frozen(row) for row in rows},
        published_at=bulletin.published_at,
        keys=named_figures(bulletin.text),
    )
