"""What bookers are told, in words that can be read out on the telephone."""

from django.utils.translation import gettext as _

from linli.apps.accounts.public import Credential
from linli.apps.people.public import main_phone
from linli.apps.venues.models import Booking
from linli.apps.venues.operations.booking import CONTACT
from linli.kernel import cipher
from linli.kernel.outbox.kinds import Address, Words, notice_kind, recipient_sort
from linli.kernel.outbox.models import Notice
from linli.kernel.records.models import Record
from linli.web import dates


@recipient_sort("booking")
def booker_address(community_id: int, key: str) -> Address | None:
    """The telephone left with the booking, else the person's, and the account's e-mail."""
    row = Booking.objects.filter(community_id=community_id, id=key).first()
    if row is None:
        return None
    phone = cipher.decrypt(row.contact_cipher, CONTACT) if row.contact_cipher else ""
    if not phone and row.subject is not None:
        phone = main_phone(community_id, row.subject)
    account = None
    if row.actor.startswith("c:"):
        account = Credential.objects.filter(pk=int(row.actor[2:])).first()
    return Address(
        name=row.contact_name or row.booked_for_name,
        email=account.email if account else "",
        phone=phone,
        language=(account.language if account else "") or "zh-hans",
    )


def _said(notice: Notice, said: str) -> Words | None:
    if notice.subject_id is None:
        return None
    row = (
        Booking.objects.filter(community_id=notice.community_id, id=notice.subject_id)
        .select_related("community", "room__venue")
        .first()
    )
    record = Record.objects.filter(community_id=notice.community_id, id=notice.event_id).first()
    if row is None or record is None:
        return None
    named = record.payload.get("dates")
    chosen = row.dates.filter(number__in=named) if named else row.dates.all()
    if record.object_id != row.id:
        chosen = row.dates.filter(id=record.object_id)
    when = "、".join(dates.moment(date.starts_at) for date in chosen.order_by("starts_at"))
    words = {"room": row.room.name, "venue": row.room.venue.name, "when": when}
    reason = next((d.closure.reason for d in chosen if d.closure), "") or row.refusal
    text = said % words
    if reason:
        text = f"{text} {_('The reason: %(reason)s.') % {'reason': reason}}"
    return Words(
        subject=_("Your booking of %(room)s") % {"room": row.room.name},
        text=f"{row.community.name}: {text}",
        link=f"/c/{row.community.slug}/bookings/{row.id}/",
    )


@notice_kind("venues.approved")
def words_of_approval(notice: Notice) -> Words | None:
    return _said(notice, _("%(venue)s, %(room)s is yours on %(when)s."))


@notice_kind("venues.rejected")
def words_of_refusal(notice: Notice) -> Words | None:
    return _said(
        notice,
        _("We could not give you %(venue)s, %(room)s on %(when)s. Other times are free."),
    )


@notice_kind("venues.cancelled_by_host")
def words_of_closure(notice: Notice) -> Words | None:
    return _said(
        notice,
        _(
            "We are sorry: %(venue)s, %(room)s on %(when)s cannot be. Call us, we look for another "
            "room with you."
        ),
    )


@notice_kind("venues.released")
def words_of_release(notice: Notice) -> Words | None:
    return _said(
        notice,
        _(
            "Nobody came to %(venue)s, %(room)s on %(when)s, so it was set free. If that is wrong, "
            "tell us."
        ),
    )
