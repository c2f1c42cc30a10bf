"""The columns of the tables, and how their cells are read."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_lazy as _

from linli.kernel.registers.cells import line_of, read_yes
from linli.kernel.registers.definition import CannotRead, Column


def number_in(low: int, high: int) -> Callable[[str], int]:
    def read(cell: str) -> int:
        text = cell.strip().removesuffix(".0")
        if text.isascii() and text.isdecimal() and low <= int(text[:9]) <= high:
            return int(text)
        detail = _("A whole number between %(low)s and %(high)s, please.")
        raise CannotRead(str(detail) % {"low": low, "high": high})

    return read


def measure_in(low: int, high: int) -> Callable[[str], Decimal]:
    def read(cell: str) -> Decimal:
        try:
            value = Decimal(cell.strip())
        except InvalidOperation:
            value = Decimal("NaN")
        if value.is_finite() and low <= value <= high:
            return value
        detail = _("A number between %(low)s and %(high)s, please.")
        raise CannotRead(str(detail) % {"low": low, "high": high})

    return read


def degrees_in(most: int) -> Callable[[str], float]:
    read = measure_in(-most, most)
    return lambda cell: float(read(cell))


ESTATE = Column(
    "estate",
    _("Estate"),
    _("As people say it. Empty for a building that stands alone."),
    line_of(80),
    other_names=("小区", "小区名称", "院落"),
)
BUILDING = Column(
    "building",
    _("Building"),
    _("A number is enough: 2 becomes 2号楼."),
    line_of(80),
    required=True,
    other_names=("楼栋", "楼号", "栋号", "幢号"),
)


AREA = Column(
    "floor_area",
    _("Floor area (m²)"),
    _("For example 72.5."),
    measure_in(0, 9_999_999),
    other_names=("建筑面积", "面积"),
)
NOTE = Column("note", _("Note for colleagues"), _("Never shown to the public."), line_of(500))
BUILDING_COLUMNS = (
    ESTATE,
    BUILDING,
    Column("grid", _("Grid"), _("Name or code of an open grid."), line_of(60)),
    Column(
        "built_year",
        _("Year built"),
        _("For example 1996."),
        number_in(1000, 2200),
        other_names=("建成年代", "竣工年份"),
    ),
    Column(
        "floors",
        _("Floors above ground"),
        _("For example 7."),
        number_in(0, 200),
        other_names=("层数", "总层数"),
    ),
    Column("floors_below", _("Floors below ground"), _("For example 1."), number_in(0, 20)),
    Column("has_lift", _("Lift"), _("Yes or no."), read_yes),
    Column("original_text", _("Address in full"), _("With road and number."), line_of(300)),
    Column("standard_code", _("Standard building code"), _("If there is one."), line_of(40)),
    Column("longitude", _("Longitude"), _("In degrees, with the latitude."), degrees_in(180)),
    Column("latitude", _("Latitude"), _("In degrees, with the longitude."), degrees_in(90)),
    AREA,
    NOTE,
)
DWELLING_COLUMNS = (
    ESTATE,
    BUILDING,
    Column(
        "entrance",
        _("Entrance"),
        _("A number is enough: 4 becomes 4单元."),
        line_of(80),
        other_names=("单元", "单元号", "门洞"),
    ),
    Column(
        "floor",
        _("Floor"),
        _("A number is enough: 3; -1 is the first basement."),
        line_of(80),
        other_names=("楼层", "层"),
    ),
    Column(
        "dwelling",
        _("Dwelling"),
        _("The number on the door, for example 302."),
        line_of(80),
        required=True,
        other_names=("房号", "门牌号", "室号", "房屋"),
    ),
    AREA,
    NOTE,
)
