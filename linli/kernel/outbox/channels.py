"""The first channels: e-mail, and a list of people to call. SMS and WeChat come as plug-ins."""

from django.conf import settings
from django.core.mail import EmailMessage

from linli.kernel.outbox.kinds import Address, Words
from linli.kernel.outbox.models import Notice
from linli.kernel.outbox.sending import NoAddressError, channel


@channel("email")
def send_email(notice: Notice, address: Address, words: Words) -> None:
    if not address.email or not (settings.LINLI_MAIL or settings.LINLI_TEST_MODE):
        raise NoAddressError
    link = f"{settings.LINLI_BASE_URL}{words.link}" if words.link else ""
    EmailMessage(
        subject=words.subject,
        body="\n\n".join(part for part in (words.text, link) if part),
        to=[address.email],
        headers={"Message-ID": f"<{notice.id}@linli>", "Auto-Submitted": "auto-generated"},
    ).send()


@channel("call")
def put_on_call_list(_notice: Notice, address: Address, _words: Words) -> None:
    """Nothing leaves the house: the notice now stands on the printable call list."""
    if not address.phone:
        raise NoAddressError
