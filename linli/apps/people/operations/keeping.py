"""What has served its time goes: people who left or died, ended tags, old logs."""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from linli.apps.people.models import Consent, DataRequest, Person, PersonTag, Residence, ViewLog
from linli.apps.people.operations.rights import erase_person
from linli.apps.people.rules.policies import (
    DECEASED_DAYS,
    MOVED_OUT_DAYS,
    TAG_DAYS,
    VIEW_LOG_DAYS,
)
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.policies import policy

AT_ONCE = 40
"""People erased in one transaction; the next one goes on."""


def keep_retention(*, actor: Actor, community: Community) -> int:
    """Erase what is past its retention; how many people and rows were. Safe to run twice."""
    done = 0
    for person_id in people_past_retention(community)[:AT_ONCE]:
        erase_person(actor=actor, community=community, person_id=person_id, why="retention")
        done += 1
    with transaction.atomic():
        return done + _drop_old_rows(community)


def people_past_retention(community: Community) -> list[uuid.UUID]:
    """Those who died, or whose last home here ended, longer ago than the policy keeps them."""
    here = Residence.objects.filter(community_id=community.id, person_id=OuterRef("id"))
    left_before = _edge(community, MOVED_OUT_DAYS)
    staying = here.filter(Q(until__isnull=True) | Q(until__gte=left_before))
    gone = Exists(here) & ~Exists(staying)
    dead = Q(deceased_on__lt=_edge(community, DECEASED_DAYS))
    rows = Person.objects.filter(
        dead | Q(deceased_on__isnull=True) & Q(gone),
        community_id=community.id,
        erased_at__isnull=True,
    )
    return list(rows.order_by("id").values_list("id", flat=True))


def _edge(community: Community, key: str) -> dt.date:
    kept = dt.timedelta(days=int(policy(community, key).value))
    return clock.today(community) - kept


def _drop_old_rows(community: Community) -> int:
    log_edge = clock.day_start(_edge(community, VIEW_LOG_DAYS), community.zone)
    mine = {"community_id": community.id}
    dropped = PersonTag.objects.filter(**mine, until__lt=_edge(community, TAG_DAYS)).delete()[0]
    dropped += ViewLog.objects.filter(**mine, at__lt=log_edge).delete()[0]
    used = PersonTag.objects.filter(community_id=community.id, consent_id=OuterRef("id"))
    ended = Consent.objects.filter(~Exists(used), **mine, withdrawn_at__lt=log_edge)
    dropped += ended.delete()[0]
    answered = DataRequest.objects.filter(**mine, answered_at__lt=log_edge)
    return dropped + answered.exclude(text="", answer="").update(text="", answer="")
