"""What a sign-in still lacks after the password was right."""

from django_otp.plugins.otp_static.models import StaticToken

from linli.apps.accounts.choices import Due
from linli.apps.accounts.models import Authenticator, Credential, GrantRow
from linli.apps.accounts.queries.actors import grant_rows
from linli.apps.accounts.rules import must_give_second_factor
from linli.kernel import clock


def has_second_factor(credential_id: int) -> bool:
    found: bool = Authenticator.objects.filter(user_id=credential_id, confirmed=True).exists()
    return found


def due_steps(credential: Credential) -> list[str]:
    """In the order in which they are asked."""
    steps: list[str] = []
    guarded = has_second_factor(credential.pk)
    if guarded:
        steps.append(Due.SECOND_FACTOR)
    if credential.must_change_password:
        steps.append(Due.PASSWORD)
    if not guarded and must_give_second_factor(counting_rows(credential.pk)):
        steps.append(Due.SET_UP)
    return [str(step) for step in steps]


def counting_rows(credential_id: int) -> list[GrantRow]:
    """The roles that count today, with their communities."""
    day = clock.now().date()
    return [row for row in grant_rows(credential_id) if row.counts(day)]


def waiting_device(credential_id: int) -> Authenticator | None:
    """The secret that was made and has not been confirmed yet."""
    found: Authenticator | None = Authenticator.objects.filter(
        user_id=credential_id, confirmed=False
    ).first()
    return found


def codes_left(credential_id: int) -> int:
    return int(StaticToken.objects.filter(device__user_id=credential_id).count())
