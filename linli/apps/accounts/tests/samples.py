"""Things of community a for the walk over all addresses."""

import datetime as dt

from linli.apps.accounts.models import GrantRow
from linli.apps.accounts.public import give_key, say_about_platform
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from tests.cast import Cast


def samples(cast: Cast) -> dict[str, object]:
    committee = cast.credential("committee")
    key, _secret = give_key(
        community=cast.a,
        actor=cast.actor("security_admin"),
        name="A key of a",
        keeper_login="committee",
        scopes=["cases:read"],
        until=clock.today(cast.a) + dt.timedelta(days=9),
    )
    said = say_about_platform(
        actor=Actor.anonymous("203.0.113.77"), community=cast.a, text="What a resident of a says"
    )
    return {
        "credential_id": committee.pk,
        "grant_id": GrantRow.objects.get(community=cast.a, credential=committee).id,
        "key_id": key.id,
        "feedback_id": said.id,
    }
