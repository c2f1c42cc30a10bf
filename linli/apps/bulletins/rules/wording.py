"""How a number is said: exactly, 余, 多, 约, as a list of names, in Chinese numerals.

The exact number always stands beside what is said. "More than" is only said of what is more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from linli.apps.bulletins.defaults import Figure
from linli.kernel.measures import Exact

NUMERALS = "〇一二三四五六七八九"
OVER = {"zh-hans": "余", "zh-hant": "餘", "en": "over "}
ABOUT = {"zh-hans": "约", "zh-hant": "約", "en": "about "}
MYRIAD = {"zh-hans": "万", "zh-hant": "萬"}
AND_MORE = {"zh-hans": "等", "zh-hant": "等", "en": ", together "}
MOST_NAMES = 6


@dataclass(frozen=True)
class Said:
    """What a wording may use beside the number: names of the rows, the day of the first one."""

    names: Sequence[str] = field(default_factory=list)
    day: str = ""


def say(figure: Figure, value: Exact, said: Said, language: str) -> str:
    """The figure in words, such as "300余场"."""
    if value == 0 and figure.zero is not None:
        return figure.zero.spoken(language)
    sentence = figure.says.spoken(language)
    return (
        sentence.replace("{n}", number(figure, value, language))
        .replace("{list}", listed(said.names, figure.joined, language))
        .replace("{day}", said.day)
    )


def number(figure: Figure, value: Exact, language: str) -> str:
    exact = Decimal(value)
    if figure.rule == "over":
        return _over(figure, exact, language)
    if figure.rule == "about":
        rounded = leading(exact, figure.digits or 2, ROUND_HALF_UP)
        return ABOUT[language] + scaled(rounded, figure.unit_of, language)
    if figure.rule == "numeral" and language != "en":
        return numeral(int(exact))
    return scaled(exact, figure.unit_of, language)


def _over(figure: Figure, exact: Decimal, language: str) -> str:
    """The number comes down to round; one that is round already is said as it is."""
    rounded = leading(exact, figure.digits or 1, ROUND_FLOOR)
    shown = scaled(rounded, figure.unit_of, language)
    if rounded == exact or exact < 10:
        return scaled(exact, figure.unit_of, language)
    if language == "en":
        return OVER["en"] + shown
    return shown + (figure.word or OVER[language])


def leading(value: Decimal, digits: int, rounding: str) -> Decimal:
    """With so many leading digits kept: 317 with one is 300."""
    if not value:
        return value
    place = value.adjusted() - digits + 1
    return value.quantize(Decimal(1).scaleb(place), rounding=rounding)


def scaled(value: Decimal, unit_of: int, language: str) -> str:
    if language == "en":
        return f"{plain(value):,}" if value == value.to_integral_value() else text_of(value)
    if unit_of == 10000:
        return text_of(value / 10000) + MYRIAD[language]
    return text_of(value)


def plain(value: Decimal) -> int:
    return int(value)


def text_of(value: Decimal) -> str:
    """138000 and 0.265: no exponent, no noughts behind the point."""
    shown = f"{value:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def numeral(value: int) -> str:
    """一 to 九十九; larger numbers stay in digits."""
    if value < 0 or value > 99:
        return str(value)
    if value < 10:
        return NUMERALS[value]
    tens, ones = divmod(value, 10)
    head = "" if tens == 1 else NUMERALS[tens]
    return f"{head}十{NUMERALS[ones] if ones else ''}"


def listed(names: Sequence[str], joined: str, language: str) -> str:
    between = joined if language != "en" or joined != "、" else ", "
    shown = between.join(names[:MOST_NAMES])
    return shown + (AND_MORE[language] if len(names) > MOST_NAMES else "")
