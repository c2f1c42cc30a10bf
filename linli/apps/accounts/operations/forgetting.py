"""Nothing that was only needed for a while stays: attempts, ended sessions."""

from django.contrib.sessions.models import Session
from django.utils import timezone

from linli.kernel.limits import forget_old_attempts


def forget_stale() -> int:
    """How many rows went. Leaves no record: there was nothing about a person in them."""
    ended = Session.objects.filter(
        expire_date__lt=timezone.now()  # allowed: sessions end by the machine's clock
    )
    return forget_old_attempts() + ended.delete()[0]
