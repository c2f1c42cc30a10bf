"""`state__among=STATES`: like `in`, with the words in the statement itself.

A partial index is used where the statement plainly says its condition. SQLite cannot know that
of parameters, so constants of the code (never typed words) are written out.
"""

import re
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:  # the stubs make it generic, the class is not
    Lookup = models.Lookup[Any]
else:
    Lookup = models.Lookup

WORD = re.compile(r"[a-z][a-z_]*")


@models.CharField.register_lookup
class Among(Lookup):
    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        words = [str(word) for word in self.rhs]
        if not words or not all(WORD.fullmatch(word) for word in words):
            raise ValueError("among takes constant words of the code")
        column, params = self.process_lhs(compiler, connection)
        listed = ", ".join(f"'{word}'" for word in words)
        return f"{column} IN ({listed})", list(params)
