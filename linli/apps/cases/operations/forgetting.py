"""Who reported is forgotten: when the person is erased, or when the contact has served its time."""

import datetime as dt
import uuid

from django.db import transaction

from linli.apps.cases.choices import CaseState, Channel
from linli.apps.cases.models import Case, Reporter
from linli.kernel import clock
from linli.kernel.community import Community
from linli.kernel.policies import policy

CONTACT_DAYS = "cases.contact_days"
AT_ONCE = 500
CONTACT = ("name", "phone_cipher", "phone_hash", "phone_last4", "email_cipher", "proxy_name")
NO_CONTACT = {**dict.fromkeys(CONTACT, ""), "channel": Channel.NONE}
NO_TRACE = {**NO_CONTACT, "person": None, "actor_ref": "", "anonymous": True}


def forget_reporter(*, community_id: int, person_id: uuid.UUID) -> int:
    """The person was erased: the reports stay, nothing in them leads to anybody."""
    rows = Reporter.objects.filter(community_id=community_id, person_id=person_id)
    return rows.update(**NO_TRACE)


@transaction.atomic
def keep_contact_retention(*, community: Community) -> int:
    """Contact data of cases archived longer ago than the policy keeps it. Safe to run twice.

    Whoever reported with an account still finds the own report; it goes with the person.
    """
    kept = dt.timedelta(days=int(policy(community, CONTACT_DAYS).value))
    edge = clock.day_start(clock.today(community) - kept, community.zone)
    served = Case.objects.filter(
        community_id=community.id, state=CaseState.ARCHIVED, changed_at__lt=edge
    )
    rows = Reporter.objects.filter(
        community_id=community.id, anonymous=False, case_id__in=served.values("id")
    ).exclude(**dict.fromkeys(CONTACT, ""))
    ids = list(rows.order_by("id").values_list("id", flat=True)[:AT_ONCE])
    kept_no_more = Reporter.objects.filter(community_id=community.id, id__in=ids)
    return kept_no_more.update(**NO_CONTACT) if ids else 0
