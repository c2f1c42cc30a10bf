"""A person is forgotten: the honours stay in the count, without name and story."""

import uuid

from django.db import transaction

from linli.apps.archive.choices import FORGOTTEN
from linli.apps.archive.models import Honour, Nomination, Support
from linli.kernel.access.actor import Actor
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import write_record


@transaction.atomic
def forget_holder(*, community_id: int, person_id: uuid.UUID) -> None:
    """Called when the register of people forgets somebody; a second call finds nothing."""
    nominations = Nomination.objects.filter(community_id=community_id, person_id=person_id)
    stories = Support.objects.filter(
        community_id=community_id, nomination__in=nominations.values("id")
    )
    stories.update(story="")
    gone = nominations.update(display_name="", story="")
    honours = Honour.objects.filter(community_id=community_id, person_id=person_id)
    hidden = honours.update(display_name="", reason="", public=False)
    if gone or hidden:
        write_record(
            verb=FORGOTTEN,
            community_id=community_id,
            object_kind="people.person",
            object_id=person_id,
            actor=Actor.system(),
            subject=person_id,
            basis=Basis.SYSTEM,
            honours=hidden,
            nominations=gone,
        )
