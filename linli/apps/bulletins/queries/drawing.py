"""The face of a brand as pictures drawn on the server: hero and seal, in the brand's colours."""

from collections.abc import Callable

from markupsafe import Markup, escape

from linli.apps.bulletins.defaults import Brand

WIDTH, HEIGHT = 1200, 300
Draw = Callable[[str], str]


def hero(brand: Brand) -> Markup:
    """A picture without words; the page says the same in text."""
    draw = MOTIFS.get(brand.motif, petals)
    return Markup(  # noqa: S704  colours are checked, the rest is ours
        f'<svg class="brand-hero" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" '
        f'preserveAspectRatio="xMaxYMid slice"><rect width="{WIDTH}" height="{HEIGHT}" '
        f'fill="{brand.colours.main}"/>{draw(brand.colours.second)}</svg>'
    )


def seal(sign: str, colour: str, size: int = 44) -> Markup:
    return Markup(  # noqa: S704  the sign is escaped, colours are checked
        f'<svg class="brand-seal" viewBox="0 0 44 44" width="{size}" height="{size}" '
        f'aria-hidden="true"><rect x="1" y="1" width="42" height="42" rx="7" fill="{colour}"/>'
        f'<rect x="4.500" y="4.500" width="35" height="35" rx="4" fill="none" stroke="#fff" '
        f'stroke-opacity=".55"/><text x="22" y="30" font-size="23" font-weight="700" '
        f'text-anchor="middle" fill="#fff">{escape(sign[:1])}</text></svg>'
    )


def petals(colour: str) -> str:
    """Four petals around a middle, twice: 四美."""
    found = []
    for x, y, r, o in ((980, 150, 92, 0.9), (700, 250, 46, 0.35), (1150, 40, 40, 0.4)):
        for turn in (45, 135, 225, 315):
            found.append(
                f'<ellipse cx="{x}" cy="{y - r * 0.82:.0f}" rx="{r * 0.5:.0f}" '
                f'ry="{r * 0.8:.0f}" fill="{colour}" fill-opacity="{o}" '
                f'transform="rotate({turn} {x} {y})"/>'
            )
        found.append(f'<circle cx="{x}" cy="{y}" r="{r * 0.26:.0f}" fill="#fff"/>')
    return "".join(found)


def rings(colour: str) -> str:
    """Five linked rings, one after the other: what comes back regularly."""
    found = []
    for turn in range(5):
        x, y = 640 + turn * 118, 150 + (34 if turn % 2 else -34)
        found.append(
            f'<circle cx="{x}" cy="{y}" r="84" fill="none" stroke="{colour}" '
            f'stroke-width="16" stroke-opacity="{0.95 - turn * 0.13:.2f}"/>'
        )
        found.append(f'<circle cx="{x}" cy="{y}" r="9" fill="#fff" fill-opacity=".9"/>')
    return "".join(found)


def hall(colour: str) -> str:
    """A hall with three doors, under one roof: the three sides that sit there."""
    columns = "".join(
        f'<rect x="{720 + turn * 66}" y="132" width="20" height="118" fill="#fff" '
        f'fill-opacity=".85"/>'
        for turn in range(7)
    )
    doors = "".join(
        f'<path d="M{752 + turn * 132} 250v-62a24 24 0 0 1 48 0v62z" fill="{colour}"/>'
        for turn in range(3)
    )
    return (
        f'<path d="M690 128 928 44l238 84z" fill="{colour}"/>'
        f'<rect x="700" y="250" width="456" height="14" fill="#fff"/>{columns}{doors}'
        f'<rect x="680" y="264" width="496" height="36" fill="#fff" fill-opacity=".25"/>'
    )


def breeze(colour: str) -> str:
    """Lines of wind over a reed bank."""
    lines = "".join(
        f'<path d="M{520 + turn * 34} {60 + turn * 42}c90-46 170 46 260 0s170 46 260 0 130-6 '
        f'200-18" fill="none" stroke="#fff" stroke-opacity="{0.75 - turn * 0.13:.2f}" '
        f'stroke-width="{13 - turn * 2}" stroke-linecap="round"/>'
        for turn in range(5)
    )
    reeds = "".join(
        f'<path d="M{700 + turn * 27} 300q10-{60 + turn * 7 % 54} 34-{92 + turn * 13 % 60}" '
        f'fill="none" stroke="{colour}" stroke-width="5" stroke-linecap="round"/>'
        for turn in range(19)
    )
    return lines + reeds


def harbour(colour: str) -> str:
    """A sun, a ship's lamp and waves: a place to come home to."""
    waves = "".join(
        f'<path d="M560 {206 + turn * 32}q40-28 80 0t80 0 80 0 80 0 80 0 80 0 80 0 80 0v120H560z" '
        f'fill="{colour}" fill-opacity="{0.45 + turn * 0.2:.2f}"/>'
        for turn in range(3)
    )
    return (
        '<circle cx="1010" cy="150" r="78" fill="#ffd27a"/>'
        '<path d="M770 196h150l-26 40h-98z" fill="#fff"/>'
        '<path d="M838 190V84l58 92h-58z" fill="#fff" fill-opacity=".9"/>'
        f'<path d="M830 190v-84l-44 84z" fill="#fff" fill-opacity=".6"/>{waves}'
    )


def windows(colour: str) -> str:
    """Houses with lit windows beside tall institutes."""
    found = []
    for left, top, wide in ((640, 120, 110), (770, 60, 90), (880, 150, 130), (1030, 30, 120)):
        found.append(
            f'<rect x="{left}" y="{top}" width="{wide}" height="300" fill="#fff" '
            f'fill-opacity=".16"/>'
        )
        for y in range(top + 18, 290, 34):
            for x in range(left + 14, left + wide - 16, 28):
                lit = (x * 7 + y * 3) % 5 < 2
                fill = colour if lit else "#fff"
                found.append(
                    f'<rect x="{x}" y="{y}" width="15" height="19" rx="2" fill="{fill}" '
                    f'fill-opacity="{1 if lit else 0.22}"/>'
                )
    return "".join(found)


def path(colour: str) -> str:
    """A path uphill with steps."""
    return "".join(
        f'<rect x="{620 + turn * 66}" y="{260 - turn * 26}" width="66" height="{40 + turn * 26}" '
        f'fill="{colour}" fill-opacity="{0.35 + turn * 0.07:.2f}"/>'
        for turn in range(9)
    )


def bridge(colour: str) -> str:
    """An arched bridge and its reflection."""
    return (
        f'<path d="M600 220q300-210 600 0v24q-300-190-600 0z" fill="{colour}"/>'
        '<path d="M700 300v-90M800 300V150M900 300V132M1000 300V150M1100 300v-90" '
        'stroke="#fff" stroke-opacity=".6" stroke-width="8"/>'
    )


MOTIFS: dict[str, Draw] = {
    "petals": petals,
    "rings": rings,
    "hall": hall,
    "breeze": breeze,
    "harbour": harbour,
    "windows": windows,
    "path": path,
    "bridge": bridge,
}
