"""What a grid's boundary may be: a GeoJSON polygon, or several, of modest size."""

import json
from typing import Any

from django.utils.translation import gettext as _

from linli.kernel.errors import RuleNotMet

MOST_POINTS = 5000
LONGEST_TEXT = 400_000
DECIMALS = 6  # about a tenth of a metre


def read_boundary(text: str) -> dict[str, Any] | None:
    """The boundary typed or pasted; empty text means that there is none."""
    if not text.strip():
        return None
    if len(text) > LONGEST_TEXT:
        raise _refused("boundary_too_long", _("This boundary is too large."))
    try:
        shape = json.loads(text)
    except (ValueError, RecursionError) as trouble:
        detail = _("This is not GeoJSON. Export the area as GeoJSON and paste all of it.")
        raise _refused("boundary_unreadable", detail) from trouble
    return clean_boundary(shape)


def clean_boundary(shape: Any) -> dict[str, Any]:
    """A Polygon or MultiPolygon with closed rings; raises RuleNotMet on the field `boundary`."""
    geometry = _geometry(shape)
    kind, raw = geometry.get("type"), geometry.get("coordinates")
    polygons = {"Polygon": [raw], "MultiPolygon": raw}.get(str(kind))
    if not isinstance(polygons, list) or not polygons:
        raise _refused("boundary_kind", _("A boundary is a Polygon or a MultiPolygon."))
    clean = [_polygon(rings) for rings in polygons]
    if sum(len(ring) for rings in clean for ring in rings) > MOST_POINTS:
        raise _refused("boundary_too_long", _("This boundary is too large."))
    if kind == "Polygon":
        return {"type": "Polygon", "coordinates": clean[0]}
    return {"type": "MultiPolygon", "coordinates": clean}


def _geometry(shape: Any) -> dict[str, Any]:
    """Editors export a Feature, or a collection of one."""
    for _depth in range(2):
        if not isinstance(shape, dict):
            break
        if shape.get("type") == "FeatureCollection":
            features = shape.get("features")
            shape = features[0] if isinstance(features, list) and len(features) == 1 else None
        elif shape.get("type") == "Feature":
            shape = shape.get("geometry")
    return shape if isinstance(shape, dict) else {}


def _polygon(rings: Any) -> list[list[list[float]]]:
    if not isinstance(rings, list) or not rings:
        raise _refused("boundary_kind", _("A boundary is a Polygon or a MultiPolygon."))
    return [_ring(ring) for ring in rings]


def _ring(ring: Any) -> list[list[float]]:
    if not isinstance(ring, list) or len(ring) < 4:
        raise _refused("boundary_short", _("A ring has at least four points."))
    points = [_point(point) for point in ring]
    if points[0] != points[-1]:
        raise _refused("boundary_open", _("A ring ends where it begins."))
    return points


def _point(point: Any) -> list[float]:
    numbers = point[:2] if isinstance(point, list) else []
    plain = [n for n in numbers if isinstance(n, int | float) and not isinstance(n, bool)]
    if len(plain) != 2 or not (abs(plain[0]) <= 180 and abs(plain[1]) <= 90):
        detail = _("Each point is a longitude and a latitude in degrees.")
        raise _refused("boundary_point", detail)
    return [round(float(number), DECIMALS) for number in plain]


def _refused(code: str, detail: str) -> RuleNotMet:
    return RuleNotMet(code, detail, field="boundary")
