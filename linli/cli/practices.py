"""`linli practices`: which practices of the founding articles the software carries, and how far."""

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

STATES = ("planned", "works")
PARTS = (
    "ground",
    "cases",
    "halls",
    "projects",
    "activities",
    "venues",
    "duties",
    "volunteers",
    "points",
    "care",
    "archive",
    "bulletins",
    "emergencies",
)


@dataclass(frozen=True, slots=True)
class Article:
    number: int
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Practice:
    id: str
    article: int
    en: str
    zh: str
    does: str
    part: str
    state: str
    figures: str = ""
    page: str = ""
    test: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    articles: tuple[Article, ...]
    practices: tuple[Practice, ...]

    def count(self, article: int | None, state: str | None) -> int:
        return sum(
            1
            for practice in self.practices
            if article in (None, practice.article) and state in (None, practice.state)
        )

    def select(self, article: int | None, state: str | None) -> "Register":
        return replace(
            self,
            articles=tuple(a for a in self.articles if article in (None, a.number)),
            practices=tuple(
                p
                for p in self.practices
                if article in (None, p.article) and state in (None, p.state)
            ),
        )


def register_path() -> Path:
    """A wheel carries the register beside this module, a checkout keeps it in docs."""
    packaged = Path(__file__).with_name("practices.toml")
    return packaged if packaged.exists() else Path(__file__).parents[2] / "docs/practices.toml"


def load_register(path: Path | None = None) -> Register:
    """Raises ValueError, naming the row, when a row has a wrong field, part or state."""
    content = tomllib.loads((path or register_path()).read_text(encoding="utf-8"))
    return Register(
        articles=tuple(Article(**row) for row in content["article"]),
        practices=tuple(_read_practice(row) for row in content["practice"]),
    )


def _read_practice(row: dict[str, Any]) -> Practice:
    name = row.get("id", "a row without id")
    try:
        practice = Practice(**row)
    except TypeError as error:
        raise ValueError(f"{name}: {error}") from error
    if practice.part not in PARTS:
        raise ValueError(f"{name}: no part is called {practice.part!r}")
    if practice.state not in STATES:
        raise ValueError(f"{name}: no state is called {practice.state!r}")
    return practice


def render_text(register: Register) -> str:
    rows = [
        f"{article.number}  {register.count(article.number, 'works'):>3} of "
        f"{register.count(article.number, None):>3} work  {article.en} {article.zh}"
        for article in register.articles
    ]
    total = f"   {register.count(None, 'works'):>3} of {register.count(None, None):>3} work  in all"
    return "\n".join([*rows, total]) + "\n"


def render_list(register: Register) -> str:
    lines = [
        f"{p.id}  {p.state:<7}  {p.part:<11}  {p.en} {p.zh}" + (f"  {p.page}" if p.page else "")
        for p in register.practices
    ]
    return "\n".join([*lines, f"{len(lines)} practices"]) + "\n"


def render_json(register: Register) -> str:
    counts = [
        {"article": a.number, **{state: register.count(a.number, state) for state in STATES}}
        for a in register.articles
    ]
    answer = {
        "counts": counts,
        "practices": [asdict(practice) for practice in register.practices],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def render_markdown(register: Register) -> str:
    blocks = [
        "# Practice register",
        "Every practice of the five founding articles, where it lives in Linli and how far it is. "
        "A row *works* only when a page shows it and a test proves it; all others are planned. "
        "This page is generated from `docs/practices.toml` by `linli practices --markdown`.",
        _article_counts(register),
        _part_counts(register),
        *(_article_table(register, article) for article in register.articles),
    ]
    return "\n\n".join(blocks) + "\n"


def _article_counts(register: Register) -> str:
    rows = [
        (f"{a.number} · {a.en} {a.zh}", *(register.count(a.number, state) for state in STATES))
        for a in register.articles
    ]
    rows.append(("in all", *(register.count(None, state) for state in STATES)))
    return _table(("article", *STATES), rows)


def _part_counts(register: Register) -> str:
    counted = Counter((practice.part, practice.state) for practice in register.practices)
    rows = [(part, *(counted[part, state] for state in STATES)) for part in PARTS]
    return _table(("part", *STATES), rows)


def _article_table(register: Register, article: Article) -> str:
    rows = [
        (p.id, f"{p.en} · {p.zh}", p.does, p.figures, p.part, _shown_state(p))
        for p in register.practices
        if p.article == article.number
    ]
    head = ("id", "practice", "what the software has to do", "figures", "part", "state")
    return f"## Article {article.number}: {article.en} {article.zh}\n\n" + _table(head, rows)


def _shown_state(practice: Practice) -> str:
    if practice.state == "planned":
        return "planned"
    return f"**works**: `{practice.page}`, shown by `{practice.test}`"


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines
    )


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="linli practices",
        description="Count the practices of the founding articles that work and that are planned.",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="counts and rows for programs")
    form.add_argument("--markdown", action="store_true", help="the page docs/practices.md")
    parser.add_argument("--article", type=int, choices=range(5), help="only this article")
    parser.add_argument("--state", choices=STATES, help="only practices in this state")
    return parser


def main(argv: list[str]) -> int:
    options = build_parser().parse_args(argv)
    register = load_register().select(options.article, options.state)
    if options.json:
        render = render_json
    elif options.markdown:
        render = render_markdown
    elif options.article is None and options.state is None:
        render = render_text
    else:
        render = render_list
    sys.stdout.write(render(register))
    return 0
