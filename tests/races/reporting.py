"""A resident's report over HTTP, as a phone sends it."""

import re
import uuid

from tests.running import Answer, Visitor

CODE = re.compile(r"/query/([^/]+)/receipt/")


def report(visitor: Visitor, text: str, key: str = "") -> Answer:
    return visitor.post_form(
        "/c/alpha/report/",
        {
            "step": "contact",
            "go": "next",
            "text": text,
            "place_words": "2号楼4单元",
            "channel": "code",
            "public": "on",
            "key": key or uuid.uuid4().hex,
        },
    )


def code_of(answer: Answer) -> str:
    """The query code that the server acknowledged; empty when it did not."""
    where = answer.headers.get("Location", "") or answer.url
    found = CODE.search(where)
    return found.group(1) if found else ""
