"""What the reporter is told, in words that can be read out on the telephone."""

from django.utils.translation import gettext as _

from linli.apps.cases.models import Case, Reporter
from linli.apps.cases.operations.reporting import EMAIL, PHONE
from linli.apps.cases.queries.story import TOLD, in_plain_words
from linli.kernel import cipher
from linli.kernel.outbox.kinds import Address, Words, notice_kind, recipient_sort
from linli.kernel.outbox.models import Notice
from linli.kernel.records.models import Record


@recipient_sort("reporter")
def reporter_address(community_id: int, key: str) -> Address | None:
    row = Reporter.objects.filter(community_id=community_id, id=key).first()
    if row is None or row.anonymous:
        return None
    return Address(
        name=row.proxy_name or row.name,
        email=cipher.decrypt(row.email_cipher, EMAIL),
        phone=cipher.decrypt(row.phone_cipher, PHONE),
    )


@notice_kind("cases.step")
def words_of_step(notice: Notice) -> Words | None:
    """One step, told with the number of the report and where to follow it."""
    record = Record.objects.filter(community_id=notice.community_id, id=notice.event_id).first()
    if notice.subject_id is None:
        return None
    case = (
        Case.objects.filter(community_id=notice.community_id, id=notice.subject_id)
        .select_related("community")
        .first()
    )
    if record is None or case is None:
        return None
    said = in_plain_words(TOLD.get(record.verb, "note_progress"))
    text = _("%(community)s about your report %(number)s: %(said)s Your query code is %(code)s.")
    return Words(
        subject=_("Your report %(number)s") % {"number": case.number},
        text=text
        % {
            "community": case.community.name,
            "number": case.number,
            "said": said,
            "code": case.query_code,
        },
        link=f"/c/{case.community.slug}/query/",
    )
