"""The life of a sign-up as a table. Operations write with a conditional UPDATE on the state."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.apps.participation.choices import HOLDING, LIVE, WAITING, State
from linli.apps.participation.rules.permissions import ORGANISE, OWN
from linli.kernel.flow import Flow

ENDS = (
    State.LAPSED,
    State.REFUSED,
    State.WITHDRAWN,
    State.CANCELLED_BY_HOST,
    State.NO_SHOW,
    State.EXCUSED,
    State.ATTENDED,
)
FLOW = Flow(states=State.values, start=State.REQUESTED, ends=ENDS)
_move = FLOW.move
_move(
    "queue", _("put into the queue"), sources=[State.REQUESTED], target="waitlisted",
    permission=ORGANISE,
)  # fmt: skip
_move(
    "confirm", pgettext_lazy("sign-up", "confirm"), sources=WAITING, target="confirmed",
    permission=ORGANISE,
)  # fmt: skip
_move(
    "refuse", pgettext_lazy("sign-up", "do not accept"), sources=WAITING, target="refused",
    permission=ORGANISE,
)  # fmt: skip
_move("offer", _("offer a place"), sources=WAITING, target="offered", permission=ORGANISE)
_move("hold", _("wait for consent"), sources=WAITING, target="pending_consent", permission=ORGANISE)
_move("accept", _("take the place"), sources=[State.OFFERED], target="confirmed", permission=OWN)
_move(
    "accept_child", _("take the place, consent follows"), sources=[State.OFFERED],
    target="pending_consent", permission=OWN,
)  # fmt: skip
_move(
    "consent", _("the guardian agrees"), sources=[State.PENDING_CONSENT], target="confirmed",
    permission=OWN,
)  # fmt: skip
_move(
    "lapse", _("the time has passed"), sources=[State.OFFERED, State.PENDING_CONSENT],
    target="lapsed", permission=ORGANISE,
)  # fmt: skip
_move(
    "seek_standin", _("look for a stand-in"), sources=[State.CONFIRMED],
    target="looking_for_standin", permission=OWN,
)  # fmt: skip
_move(
    "keep", _("come after all"), sources=[State.LOOKING_FOR_STANDIN], target="confirmed",
    permission=OWN,
)  # fmt: skip
_move("withdraw", _("withdraw"), sources=LIVE, target="withdrawn", permission=OWN)
_move(
    "cancel", _("cancelled by the host"), sources=LIVE, target="cancelled_by_host",
    permission=ORGANISE,
)  # fmt: skip
_move(
    "attend", pgettext_lazy("sign-up", "came"),
    sources=[*LIVE, State.NO_SHOW, State.EXCUSED, State.LAPSED], target="attended",
    permission=ORGANISE,
)  # fmt: skip
_move("miss", _("did not come"), sources=HOLDING, target="no_show", permission=ORGANISE)
_move(
    "excuse", pgettext_lazy("sign-up", "excuse"), sources=[*HOLDING, State.NO_SHOW],
    target="excused", permission=ORGANISE,
)  # fmt: skip
