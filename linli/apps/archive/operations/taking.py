"""Taking a nomination in hand: found here, moved on only from the states where that may be."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from linli.apps.archive.choices import NominationState
from linli.apps.archive.models import Nomination
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotAllowed, NotSeen


def take(community: Community, nomination_id: uuid.UUID) -> Nomination:
    """The row, locked until the act is done: a notice and its objections go one by one."""
    rows = Nomination.objects.filter(community_id=community.id, id=nomination_id)
    rows.update(cycle=F("cycle"))
    found = rows.select_related("kind").first()
    if found is None:
        raise NotSeen("not_found", _("There is nothing here, or nothing you can see."))
    return found


def not_concerned(actor: Actor, nomination: Nomination) -> None:
    """Nobody decides about oneself."""
    if nomination.person_id and actor.person_in(nomination.community_id) == nomination.person_id:
        raise NotAllowed("own_interest", _("Nobody decides about a nomination of oneself."))


def move(nomination: Nomination, froms: Sequence[str], to: str, **also: Any) -> None:
    """Conflict `wrong_state` unless the nomination is in one of `froms`."""
    rows = Nomination.objects.filter(
        community_id=nomination.community_id, id=nomination.id, state__in=froms
    )
    if not rows.update(state=to, **also):
        raise wrong_state(nomination)
    nomination.state = to
    for name, value in also.items():
        setattr(nomination, name, value)


def wrong_state(nomination: Nomination) -> Conflict:
    state = NominationState(nomination.state)
    return Conflict(
        "wrong_state",
        _("This cannot be done now: %(state)s.") % {"state": state.label},
        state=nomination.state,
    )
