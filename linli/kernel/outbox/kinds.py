"""What apps teach the outbox: words per kind of notice, addresses per sort of recipient."""

from collections.abc import Callable
from dataclasses import dataclass

from linli.kernel.outbox.models import Notice


@dataclass(frozen=True)
class Words:
    """`text` is read out on the telephone too, so it is whole sentences."""

    subject: str
    text: str
    link: str = ""


@dataclass(frozen=True)
class Address:
    """How a recipient can be reached now. Empty fields: not by that channel."""

    name: str = ""
    email: str = ""
    phone: str = ""
    language: str = "zh-hans"
    endpoint: str = ""
    secret: str = ""


WordsFor = Callable[[Notice], Words | None]
Find = Callable[[int, str], Address | None]
KINDS: dict[str, WordsFor] = {}
FINDERS: dict[str, Find] = {}


def notice_kind(kind: str) -> Callable[[WordsFor], WordsFor]:
    """Decorator: the words of a notice, or None when it concerns the recipient no longer."""

    def register(words: WordsFor) -> WordsFor:
        KINDS[kind] = words
        return words

    return register


def recipient_sort(sort: str) -> Callable[[Find], Find]:
    """Decorator: finds the address of "<sort>:<id>", None when there is none any more."""

    def register(find: Find) -> Find:
        FINDERS[sort] = find
        return find

    return register


def address_of(notice: Notice) -> Address | None:
    sort, _colon, key = notice.recipient.partition(":")
    return FINDERS[sort](notice.community_id, key)
