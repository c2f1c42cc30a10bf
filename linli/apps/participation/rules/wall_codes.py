"""The code on the wall changes every half minute, so that a photograph of it opens nothing later.

It is computed from the key and the time: nothing is stored, and a screen without a network can
show it when it was given the codes of the evening beforehand.
"""

import datetime as dt
import hmac

from django.utils.translation import gettext_lazy as _

from linli.apps.participation.models import Gathering
from linli.apps.participation.rules.policies import QR_SECONDS
from linli.kernel import clock
from linli.kernel.cipher import lookup_digest
from linli.kernel.community import Community
from linli.kernel.errors import Conflict
from linli.kernel.policies import policy

PURPOSE = "participation.wall"
LENGTH = 10


def wall_code(
    community: Community, gathering: Gathering, moment: dt.datetime | None = None
) -> tuple[str, dt.datetime]:
    """The code of a moment, and until when it is shown."""
    seconds = int(policy(community, QR_SECONDS).value)
    step = int((moment or clock.now()).timestamp()) // seconds
    until = dt.datetime.fromtimestamp((step + 1) * seconds, tz=dt.UTC)
    return _code(gathering, step), until


def _code(gathering: Gathering, step: int) -> str:
    return lookup_digest(f"{gathering.id}:{step}", PURPOSE)[:LENGTH]


def check_wall_code(community: Community, gathering: Gathering, code: str) -> None:
    """This code or the one before it: a page takes a moment to open."""
    seconds = int(policy(community, QR_SECONDS).value)
    step = int(clock.now().timestamp()) // seconds
    if not any(hmac.compare_digest(code, _code(gathering, each)) for each in (step, step - 1)):
        raise Conflict("code_expired", _("This code is no longer shown. Please read it again."))
