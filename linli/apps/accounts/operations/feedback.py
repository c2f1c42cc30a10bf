"""What people say about this platform, and the answers."""

import uuid

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from linli.apps.accounts.models import Feedback
from linli.kernel import cipher, clock
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.limits import check_limit, count_attempt
from linli.kernel.records.models import Basis
from linli.kernel.records.writing import verb, write_record

SAID = verb("accounts.feedback_said")
ANSWERED = verb("accounts.feedback_answered", "public")
CONTACT = "accounts.feedback.contact"


def say_about_platform(
    *, actor: Actor, community: Community | None, text: str, contact: str = "", page: str = ""
) -> Feedback:
    """Keep it with the community of the page, or with the top of the installation.

    Raises SlowDown after five from one address within an hour.
    """
    check_limit(what="feedback", who=actor.address, limit=5, minutes=60)
    count_attempt(what="feedback", who=actor.address)
    home = community or Community.objects.filter(parent=None).first()
    if home is None:
        raise RuleNotMet("no_community", _("This installation has no community yet."))
    with transaction.atomic():
        said = Feedback(
            community=home,
            text=text,
            page=page[:200],
            contact_cipher=cipher.encrypt(contact, CONTACT),
            language=(get_language() or "")[:10],
            said_by_id=actor.credential_id,
            said_at=clock.now(),
        )
        said.save(force_insert=True)
        write_record(verb=SAID, community_id=home.id, obj=said, actor=actor)
    return said


@transaction.atomic
def answer_feedback(
    *, community: Community, actor: Actor, feedback_id: uuid.UUID, answer: str, public: bool
) -> Feedback:
    """One answer; `public` puts both, without the contact, on the page for everybody."""
    require(actor, "accounts.answer_feedback", community.id)
    mine = Feedback.objects.filter(community_id=community.id, id=feedback_id)
    said = mine.first()
    if said is None:
        raise NotSeen("feedback_not_found", _("There is nothing here, or nothing you can see."))
    answered = mine.filter(answered_at__isnull=True).update(
        answer=answer, answered_by=actor.ref, answered_at=clock.now(), public=public
    )
    if not answered:
        raise Conflict("feedback_answered", _("Somebody answered this already."))
    write_record(
        verb=ANSWERED,
        community_id=community.id,
        obj=said,
        actor=actor,
        basis=Basis.DUTY,
        public=public,
    )
    return mine.get()
