"""Taking the records of what was done away as a file: allowed, and written down itself."""

import uuid

from django.db import transaction

from linli.apps.accounts.queries.audit import Found, Wanted, search_records
from linli.apps.accounts.rules import require_somewhere
from linli.kernel.access.actor import Actor
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import verb, write_record

RECORDS_EXPORTED = verb("accounts.records_exported", "count")
MOST = 10_000


@transaction.atomic
def take_records(*, actor: Actor, wanted: Wanted) -> Found:
    """The newest ten thousand at most. The record of it stands in the community asked about,
    else in the first one that the actor audits.
    """
    homes = require_somewhere(actor, "accounts.audit")
    found = search_records(homes, wanted, size=MOST)
    home = wanted.community if wanted.community in homes else min(homes)
    write_record(
        verb=RECORDS_EXPORTED,
        community_id=home,
        object_kind="kernel.community",
        object_id=uuid.uuid5(uuid.NAMESPACE_URL, f"community:{home}"),
        actor=actor,
        basis=Basis.DUTY,
        count=len(found.rows),
    )
    return found
