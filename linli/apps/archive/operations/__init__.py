"""Every act on honours: kinds, nominations, notices with objections, and the register itself."""

from linli.apps.archive.operations.forgetting import forget_holder
from linli.apps.archive.operations.honours import (
    forward_honour,
    record_honour,
    revoke_honour,
    show_honour,
)
from linli.apps.archive.operations.kinds import close_honour_kind, open_honour_kind
from linli.apps.archive.operations.nominating import (
    agree_to_nomination,
    decline_nomination,
    identify_nominee,
    nominate,
    turn_down_nomination,
)
from linli.apps.archive.operations.noticing import (
    begin_notice,
    decide_objection,
    grant_honour,
    raise_objection,
)

__all__ = [
    "agree_to_nomination",
    "begin_notice",
    "close_honour_kind",
    "decide_objection",
    "decline_nomination",
    "forget_holder",
    "forward_honour",
    "grant_honour",
    "identify_nominee",
    "nominate",
    "open_honour_kind",
    "raise_objection",
    "record_honour",
    "revoke_honour",
    "show_honour",
    "turn_down_nomination",
]
