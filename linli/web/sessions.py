"""Sessions in the database, as Django keeps them; a session is read by a prepared statement."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from linli.kernel.prepared import Slot, prepared


@prepared
def _living() -> QuerySet[Session]:
    return Session.objects.filter(session_key=Slot("key"), expire_date__gt=Slot("now"))


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        now = timezone.now()  # allowed: sessions end by the machine's clock, not by a test's
        found = _living.first(key=self.session_key, now=now)
        if found is None:
            self._session_key = None
        return found
