"""Drawings in place of photos before and after: four scenes, never twice the same.

Fictional people take no photos. A drawing says what the place was like and deceives nobody.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw

from linli.demo.chance import chance

WIDE, HIGH = 960, 720
FINER = 2
NIGHT, DUSK, DAY = "#1d2a33", "#8c8a80", "#dbe8ea"
WALL, WALL_DARK, FLOOR = "#efe3cc", "#3a4046", "#cfc6b4"
LAMP, GLOW, GREEN, LEAF, FLOWER = "#f6c25b", "#fdf0d3", "#5d9a6b", "#3f7a50", "#d9637f"
RUBBLE = ("#8d6f55", "#a58a6a", "#77695c", "#b5a48c")
Box = tuple[float, float, float, float]
Corners = list[tuple[float, float]]


@dataclass
class Sheet:
    """A canvas in the units of the finished picture."""

    draw: ImageDraw.ImageDraw
    rng: Random

    def box(self, box: Box, fill: str, *, round_by: float = 0) -> None:
        self.draw.rounded_rectangle([v * FINER for v in box], round_by * FINER, fill=fill)

    def oval(self, box: Box, fill: str) -> None:
        self.draw.ellipse([v * FINER for v in box], fill=fill)

    def shape(self, corners: Corners, fill: str) -> None:
        self.draw.polygon([(x * FINER, y * FINER) for x, y in corners], fill=fill)

    def line(self, corners: Sequence[tuple[float, float]], fill: str, width: int) -> None:
        points = [(x * FINER, y * FINER) for x, y in corners]
        self.draw.line(points, fill=fill, width=width * FINER, joint="curve")


Scene = Callable[[Sheet, bool], None]


def stairs(sheet: Sheet, after: bool) -> None:
    sheet.box((0, 0, WIDE, HIGH), WALL if after else WALL_DARK)
    lamp, bend = sheet.rng.randint(380, 560), sheet.rng.randint(-30, 30)
    if after:
        sheet.oval((lamp - 190, -140, lamp + 190, 220), GLOW)
    sheet.oval((lamp - 28, 34, lamp + 28, 90), LAMP if after else "#262b30")
    for step in range(8):
        shade = ("#d8c9a8", "#c6b592") if after else ("#31373d", "#2a2f34")
        top = HIGH - (step + 1) * 62
        left = 120 + step * (46 + bend / 10)
        sheet.box((left, top, WIDE, top + 62), shade[step % 2])
    rail = "#d38a2e" if after else "#50565c"
    sheet.line([(150, 560), (330, 330), (640, 60)], rail, 12)
    for post in range(4):
        x, y = 190 + post * 110, 510 - post * 118
        sheet.line([(x, y), (x, y + 130)], rail, 7)
    if not after:
        x = sheet.rng.randint(560, 700)
        sheet.shape([(x, 640), (x - 190, 300), (x - 60, 260)], "#4a5560")
        sheet.box((x - 10, 626, x + 26, 684), "#cfe3ff", round_by=6)


def street(sheet: Sheet, after: bool) -> None:
    sheet.box((0, 0, WIDE, HIGH), DAY if after else DUSK)
    houses(sheet, after)
    sheet.box((0, 400, WIDE, HIGH), "#b5c7a4" if after else "#7a776d")
    sheet.shape(
        [(0, HIGH), (300, 400), (660, 400), (WIDE, HIGH)], "#9aa0a2" if after else "#6d6f70"
    )
    if after:
        for x in (372, 588):
            sheet.line([(x, 404), (x + (x - 480) * 2.4, HIGH)], LAMP, 7)
        for x in (70, 850):
            tree(sheet, x + sheet.rng.randint(-20, 20), 520)
        return
    sheet.oval((250, 520, 720, 690), "#4c5a63")
    for _ in range(9):
        x, y = sheet.rng.randint(280, 620), sheet.rng.randint(430, 560)
        high = sheet.rng.randint(30, 90)
        fill = sheet.rng.choice(RUBBLE)
        sheet.box((x, y - high, x + sheet.rng.randint(50, 120), y), fill, round_by=5)


def plot(sheet: Sheet, after: bool) -> None:
    sheet.box((0, 0, WIDE, HIGH), DAY if after else DUSK)
    houses(sheet, after)
    sheet.box((0, 430, WIDE, HIGH), GREEN if after else "#8a7660")
    for _ in range(60 if after else 34):
        x, y = sheet.rng.randint(20, WIDE - 40), sheet.rng.randint(450, HIGH - 20)
        if after:
            fill = sheet.rng.choice((LEAF, LEAF, FLOWER, LAMP))
            sheet.oval((x, y, x + 22, y + 22), fill)
        else:
            size = sheet.rng.randint(12, 60)
            sheet.box((x, y, x + size, y + size * 0.6), sheet.rng.choice(RUBBLE), round_by=3)
    if after:
        sheet.box((330, 520, 650, 546), "#8a5a33", round_by=6)
        for x in (350, 610):
            sheet.box((x, 546, x + 18, 610), "#5c3b20")
        tree(sheet, 160, 560)


def wall(sheet: Sheet, after: bool) -> None:
    sheet.box((0, 0, WIDE, HIGH), WALL if after else "#b9ad97")
    left, top = sheet.rng.randint(50, 130), sheet.rng.randint(90, 160)
    for column in range(3):
        window(sheet, left + column * 280, top, after)
    sheet.box((0, 610, WIDE, HIGH), FLOOR if after else "#8f8674")
    if after:
        tree(sheet, 850, 640)
        return
    x, y = sheet.rng.randint(300, 520), sheet.rng.randint(330, 400)
    for ring, fill in enumerate(("#8a7d66", "#74684f", "#5f553f")):
        grow = 150 - ring * 42
        sheet.oval((x - grow, y - grow * 0.7, x + grow, y + grow * 0.7), fill)
    crack = [(x, y)]
    for _ in range(7):
        x, y = x + sheet.rng.randint(-50, 60), y + sheet.rng.randint(15, 38)
        crack.append((x, y))
    sheet.line(crack, "#4a4232", 6)


def houses(sheet: Sheet, after: bool) -> None:
    for place, left in enumerate((-40, 250, 560, 800)):
        top = sheet.rng.randint(90, 190) + place % 2 * 40
        sheet.box((left, top, left + 250, 470), "#cdb99a" if after else "#5d5d5a")
        for column in range(3):
            for row in range(3):
                lit = LAMP if sheet.rng.random() < 0.15 else "#43474a"
                x, y = left + 28 + column * 74, top + 34 + row * 92
                sheet.box((x, y, x + 44, y + 54), lit if not after else "#f4ead6", round_by=4)


def window(sheet: Sheet, left: float, top: float, after: bool) -> None:
    sheet.box((left, top, left + 170, top + 150), "#ffffff" if after else "#d6cdbb", round_by=8)
    sheet.box((left + 14, top + 14, left + 156, top + 136), "#bcd7e2" if after else "#6b7a80")


def tree(sheet: Sheet, x: float, y: float) -> None:
    sheet.box((x - 9, y - 40, x + 9, y + 70), "#7a5a3a")
    for dx, dy in ((-48, -70), (10, -84), (-22, -122)):
        sheet.oval((x + dx, y + dy, x + dx + 78, y + dy + 78), LEAF)


# By a case type or its first word; a street is what most others are about.
SCENES: dict[str, Scene] = {
    "lighting": stairs,
    "access": stairs,
    "leak": wall,
    "hazard": wall,
    "hazard.fire_lane": street,
    "green": plot,
    "waste": plot,
    "suggestion": plot,
    "equipment": plot,
}


def before_and_after(key: str, kind: str) -> tuple[io.BytesIO, io.BytesIO]:
    """Two JPEG files for one story: the same place, drawn twice."""
    scene = SCENES.get(kind) or SCENES.get(kind.partition(".")[0], street)
    return _drawn(key, scene, after=False), _drawn(key, scene, after=True)


def _drawn(key: str, scene: Scene, *, after: bool) -> io.BytesIO:
    image = Image.new("RGB", (WIDE * FINER, HIGH * FINER), NIGHT)
    scene(Sheet(ImageDraw.Draw(image), chance("picture", key)), after)
    out = io.BytesIO()
    image.resize((WIDE, HIGH), Image.Resampling.BOX).save(out, "JPEG", quality=86)
    out.seek(0)
    return out
