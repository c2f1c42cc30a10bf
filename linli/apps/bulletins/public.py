"""The door of bulletins: load a brand, make a bulletin in any form, publish one."""

from linli.apps.bulletins.defaults import pack_of, pack_slugs, pack_text
from linli.apps.bulletins.operations.brands import load_brand, report_item
from linli.apps.bulletins.operations.bulletins import (
    publish_bulletin,
    rewrite_bulletin,
    start_bulletin,
    withdraw_bulletin,
)
from linli.apps.bulletins.queries.brands import brand_of
from linli.apps.bulletins.queries.documents import Document, live_document
from linli.apps.bulletins.queries.outputs import FORMATS, as_json
from linli.apps.bulletins.rules.checking import check_brand, check_text

__all__ = [
    "FORMATS",
    "Document",
    "as_json",
    "brand_of",
    "check_brand",
    "check_text",
    "live_document",
    "load_brand",
    "pack_of",
    "pack_slugs",
    "pack_text",
    "publish_bulletin",
    "report_item",
    "rewrite_bulletin",
    "start_bulletin",
    "withdraw_bulletin",
]
