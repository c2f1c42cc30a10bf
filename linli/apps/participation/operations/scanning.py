"""Readings of devices, kept as they were sent and found again by their nonce."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from linli.apps.participation.models import Attendance, Gathering, Scan
from linli.kernel import clock
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.kernel.errors import Conflict

NEW, AGAIN = "checked_in", "already_checked_in"


@dataclass(frozen=True)
class CheckedIn:
    """`outcome`: checked_in, or already_checked_in with the attendance there was."""

    attendance: Attendance
    outcome: str
    scan: Scan | None = None


def by_nonce(
    community: Community, nonce: str, gathering: Gathering, person_id: uuid.UUID
) -> CheckedIn | None:
    rows = Scan.objects.filter(community_id=community.id, nonce=nonce)
    scan = rows.select_related("attendance").first()
    if scan is None:
        return None
    row = scan.attendance
    if (row.gathering_id, row.person_id) != (gathering.id, person_id):
        raise Conflict("nonce_mismatch", _("This reading was used for something else."))
    return CheckedIn(row, AGAIN if scan.duplicate else NEW, scan)


def keep_scan(
    row: Attendance,
    actor: Actor,
    outcome: str,
    moment: dt.datetime,
    nonce: str,
    device: str,
    method: str,
) -> Scan:
    scan = Scan(
        community_id=row.community_id,
        gathering_id=row.gathering_id,
        attendance_id=row.id,
        nonce=nonce,
        device=device,
        method=method,
        captured_at=moment,
        duplicate=outcome == AGAIN,
        recorded_by=actor.ref,
        written_at=clock.now(),
    )
    scan.save(force_insert=True)
    return scan
