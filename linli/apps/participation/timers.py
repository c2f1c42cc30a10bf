"""Offers and seats held for a consent end at their minute."""

from linli.apps.participation.operations.leaving import lapse_when_due
from linli.apps.participation.operations.seats import CONSENT_TIMER, OFFER_TIMER
from linli.kernel.community import Community
from linli.kernel.timers.models import Timer
from linli.kernel.timers.running import handles


@handles(OFFER_TIMER)
def offer_ends(timer: Timer) -> None:
    _lapse(timer)


@handles(CONSENT_TIMER)
def consent_is_missing(timer: Timer) -> None:
    _lapse(timer)


def _lapse(timer: Timer) -> None:
    community = Community.objects.get(id=timer.community_id)
    lapse_when_due(community=community, participation_id=timer.object_id)
