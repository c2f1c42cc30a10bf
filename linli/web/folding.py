"""Templates compiled once a language: constant words, icons and file names are text by then.

A page says some hundred constant words; looking each up for every reader took a third of the
time of drawing it. Imports that need nothing of the page are made once, not for every page.
"""

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, TemplateNotFound, meta, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

GETTEXT = ("_", "gettext")


class FoldingEnvironment(Environment):
    """Set `says` and `draws` before the first template is loaded.

    `says` translates; `draws` are functions by name whose calls with constants are drawn at once.
    """

    says: Callable[[str], str] = str
    draws: dict[str, Callable[..., str]] = {}

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        folded: nodes.Template = _Folding(self).visit(source)
        return super()._generate(folded, name, filename, defer_init)

    def stands_alone(self, name: str) -> bool:
        """Whether a template of macros reads nothing of the page that imports it."""
        known: dict[str, bool] = self.__dict__.setdefault("_alone", {})
        if name not in known:
            known[name] = False  # meanwhile, for templates that import each other
            known[name] = self._reads_nothing(name)
        return known[name]

    def _reads_nothing(self, name: str) -> bool:
        if self.loader is None:
            return False
        try:
            source = self.loader.get_source(self, name)[0]
        except TemplateNotFound:
            return False
        tree = self._parse(source, name, None)
        if meta.find_undeclared_variables(tree) - self.globals.keys() - {"_"}:
            return False
        # What it imports, includes or extends; None where only the page knows.
        return all(
            each and self.stands_alone(each) for each in meta.find_referenced_templates(tree)
        )


class _Folding(NodeTransformer):
    def __init__(self, environment: FoldingEnvironment) -> None:
        self.environment = environment

    def visit_Import(self, node: nodes.Import) -> nodes.Node:  # noqa: N802  the visitor's names
        named = node.template
        if isinstance(named, nodes.Const) and self.environment.stands_alone(named.value):
            node.with_context = False
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        name = _called(node)
        constants = _constants(node)
        if name in GETTEXT and constants is not None and len(constants) == 1:
            return nodes.Const(_said(self.environment, constants[0]), lineno=node.lineno)
        draw = self.environment.draws.get(name)
        if draw and constants is not None:
            return nodes.Const(draw(*constants), lineno=node.lineno)
        return node


def _said(environment: FoldingEnvironment, words: str) -> Markup:
    """As the i18n extension says them: templates are ours, translations may hold marks."""
    return Markup(environment.says(words)) % {}  # noqa: S704  words of our own templates


def _called(node: nodes.Call) -> str:
    """`_` of `_("…")`, `p.icon` of `p.icon("…")`."""
    target = node.node
    if isinstance(target, nodes.Name):
        return target.name
    if isinstance(target, nodes.Getattr) and isinstance(target.node, nodes.Name):
        return f"{target.node.name}.{target.attr}"
    return ""


def _constants(node: nodes.Call) -> list[Any] | None:
    if node.kwargs or node.dyn_args is not None or node.dyn_kwargs is not None:
        return None
    if not all(isinstance(each, nodes.Const) for each in node.args):
        return None
    return [each.value for each in node.args if isinstance(each, nodes.Const)]
