"""Lit windows 灯窗: one window is one matter; lit is answered, outlined in hand, dashed overdue.

Drawn on the server, as a picture with its sentence: readers of text get the same numbers. The
houses stand always the same; which windows count is drawn from a fixed seed, so a page that is
loaded again looks the same.
"""

import random
from dataclasses import dataclass

from markupsafe import Markup, escape

WIDTH, HEIGHT = 420, 104
HOUSES = (  # left, top, width, whether it has a chimney
    (0, 40, 50, True),
    (54, 16, 39, False),
    (97, 52, 61, True),
    (162, 28, 50, False),
    (216, 4, 39, True),
    (259, 40, 61, False),
    (324, 16, 50, True),
    (378, 52, 50, False),
)
PITCH_X, PITCH_Y, WINDOW_W, WINDOW_H = 11, 12, 6, 7


@dataclass(frozen=True)
class Windows:
    answered: int
    in_hand: int
    overdue: int

    @property
    def total(self) -> int:
        return self.answered + self.in_hand + self.overdue


def facade(windows: Windows, sentence: str) -> Markup:
    """The row of houses. More matters than windows: each window then stands for several."""
    places = _places()
    random.Random(7).shuffle(places)  # noqa: S311  a drawing, not a secret
    kinds = _kinds(windows, len(places))
    drawn = [*(_wall(house) for house in HOUSES)]
    drawn += [_window(x, y, kind) for (x, y), kind in zip(places, kinds, strict=True)]
    return Markup(  # noqa: S704  numbers and our own words, the sentence escaped
        f'<svg class="facade" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'preserveAspectRatio="xMidYMax slice" role="img" aria-label="{escape(sentence)}">'
        f"{''.join(drawn)}</svg>"
    )


def _places() -> list[tuple[float, float]]:
    found = []
    for left, top, width, _chimney in HOUSES:
        columns = (width - 6) // PITCH_X + (1 if (width - 6) % PITCH_X >= WINDOW_W else 0)
        rows = (HEIGHT - top - 5) // PITCH_Y
        margin = (width - (columns - 1) * PITCH_X - WINDOW_W) / 2
        found += [
            (left + margin + column * PITCH_X, top + 5.0 + row * PITCH_Y)
            for row in range(rows)
            for column in range(columns)
        ]
    return found


def _kinds(windows: Windows, room: int) -> list[str]:
    share = min(1.0, room / windows.total) if windows.total else 0.0
    shown = {
        "late": _scaled(windows.overdue, share),
        "do": _scaled(windows.in_hand, share),
        "lit": _scaled(windows.answered, share),
    }
    kinds = [kind for kind, count in shown.items() for _ in range(count)][:room]
    return kinds + ["off"] * (room - len(kinds))


def _scaled(count: int, share: float) -> int:
    # What exists is seen, however many there are: at least one window.
    return max(1, int(count * share)) if count else 0


def _wall(house: tuple[int, int, int, bool]) -> str:
    left, top, width, chimney = house
    wall = f'<rect class="wall" x="{left}" y="{top}" width="{width}" height="{HEIGHT - top}"/>'
    if chimney:
        wall += f'<rect class="wall" x="{left + 14}" y="{top - 5}" width="12" height="5"/>'
    return wall


def _window(x: float, y: float, kind: str) -> str:
    return (
        f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" '
        f'width="{WINDOW_W}" height="{WINDOW_H}" rx="1"/>'
    )
