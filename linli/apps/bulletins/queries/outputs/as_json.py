"""For programs and tests: every figure with its exact value, its words and its rows."""

import json
from decimal import Decimal
from typing import Any

from linli.apps.bulletins.queries.documents import Document, exact_of
from linli.apps.bulletins.queries.figures import Shown
from linli.apps.bulletins.queries.outputs.links import rows_url
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.measures import Exact


def as_json(document: Document) -> dict[str, Any]:
    community = document.community
    return {
        "community": community.slug,
        "name": community.name,
        "brand": {"key": document.brand.key, "name": str(document.brand.names)},
        "bulletin": document.slug,
        "title": document.title,
        "as_of": document.as_of,
        "period": {"from": document.span.start, "to": document.span.end},
        "made_at": clock.now(),
        "published_at": document.published_at,
        "text": "\n\n".join(
            "".join(part.text for part in paragraph.parts) for paragraph in document.paragraphs
        ),
        "figures": [figure_json(community, one) for one in document.figures.values()],
    }


def figure_json(community: Community, one: Shown) -> dict[str, Any]:
    """`rows` says what each id adds; without quantities each adds one."""
    plain = all(n == 1 for _key, n in one.rows)
    return {
        "key": one.key,
        "label": one.name,
        "value": number_json(one.value),
        "exact": exact_of(one),
        "unit": one.unit,
        "says": one.said if one.wording else None,
        "wording": one.wording,
        "measure": one.measure,
        "by": one.by,
        "definition_version": one.version,
        "period": {"from": one.start, "to": one.end},
        "as_of": one.end,
        "practice": one.practice,
        "drill": rows_url(community, one),
        "row_ids": [key for key, _n in one.rows],
        "row_values": None if plain else [number_json(n) for _key, n in one.rows],
        "fault": one.fault or None,
    }


def number_json(value: Exact | None) -> int | float | None:
    return float(value) if isinstance(value, Decimal) else value


def json_text(document: Document) -> bytes:
    text = json.dumps(as_json(document), ensure_ascii=False, indent=1, default=_said)
    return f"{text}\n".encode()


def _said(value: Any) -> str:
    return str(value.isoformat())
