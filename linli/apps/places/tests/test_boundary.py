"""What a boundary may be."""

import json

import pytest

from linli.apps.places.rules.boundary import read_boundary
from linli.kernel.errors import RuleNotMet


def polygon(ring: str) -> str:
    return f'{{"type": "Polygon", "coordinates": [{ring}]}}'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "boundary_unreadable"),
        ("[" * 100_000, "boundary_unreadable"),
        ('{"type": "Point", "coordinates": [113, 23]}', "boundary_kind"),
        ('{"type": "Polygon", "coordinates": []}', "boundary_kind"),
        ('{"type": "Polygon", "coordinates": [[[1, 2], [3, 4]]]}', "boundary_short"),
        ('{"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [5, 6], [7, 8]]]}', "boundary_open"),
        (
            '{"type": "Polygon", "coordinates": [[[1, 2], ["x", 4], [5, 6], [1, 2]]]}',
            "boundary_point",
        ),
        (
            '{"type": "Polygon", "coordinates": [[[1, 2], [NaN, 4], [5, 6], [1, 2]]]}',
            "boundary_point",
        ),
        (
            '{"type": "Polygon", "coordinates": [[[1, 2], [181, 4], [5, 6], [1, 2]]]}',
            "boundary_point",
        ),
        (" " + "1" * 400_001, "boundary_too_long"),
        ("null", "boundary_kind"),
        ('"' + "x" * 10 + '"', "boundary_kind"),
    ],
)
def test_a_boundary_that_cannot_be_drawn_is_refused(text: str, code: str) -> None:
    with pytest.raises(RuleNotMet) as refused:
        read_boundary(text)
    assert (refused.value.code, refused.value.data["field"]) == (code, "boundary")


def test_a_feature_of_an_editor_is_read_and_rounded() -> None:
    ring = [[113.12345678, 23.1, 5], [113.2, 23.1], [113.2, 23.2], [113.12345678, 23.1, 5]]
    feature = {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]}}
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    boundary = read_boundary(text)
    assert boundary == {
        "type": "Polygon",
        "coordinates": [[[113.123457, 23.1], [113.2, 23.1], [113.2, 23.2], [113.123457, 23.1]]],
    }
    assert read_boundary(" ") is None
