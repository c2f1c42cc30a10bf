"""One bulletin in several forms; all of them show the same figures."""

from collections.abc import Callable

from linli.apps.bulletins.queries.documents import Document
from linli.apps.bulletins.queries.outputs.as_excel import appendix
from linli.apps.bulletins.queries.outputs.as_json import as_json, json_text
from linli.apps.bulletins.queries.outputs.as_text import chat_text, press_draft
from linli.apps.bulletins.queries.outputs.as_web import sheet
from linli.apps.bulletins.queries.outputs.as_word import word_file

Make = Callable[[Document], bytes]
FORMATS: dict[str, tuple[Make, str]] = {
    "json": (json_text, "application/json; charset=utf-8"),
    "html": (sheet, "text/html; charset=utf-8"),
    "docx": (
        word_file,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "xlsx": (appendix, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "txt": (chat_text, "text/plain; charset=utf-8"),
    "press": (press_draft, "text/plain; charset=utf-8"),
}

__all__ = [
    "FORMATS",
    "appendix",
    "as_json",
    "chat_text",
    "json_text",
    "press_draft",
    "sheet",
    "word_file",
]
