"""What other apps may use of accounts."""

from linli.apps.accounts.choices import ROLE_NAMES, Choice, Scope, narrowing
from linli.apps.accounts.models import ApiKey, Credential, Feedback, GrantRow
from linli.apps.accounts.operations import (
    actor_from_key,
    answer_feedback,
    approve_role,
    close_credential,
    close_key,
    end_role,
    first_administrator,
    give_key,
    give_role,
    open_credential,
    reset_password,
    say_about_platform,
)
from linli.apps.accounts.operations.roles import ROLE_ENDED
from linli.apps.accounts.queries.accounts import accounts_seen, roles_of
from linli.apps.accounts.queries.actors import (
    actor_for,
    credential_name,
    credential_names,
    grants_of,
)

__all__ = [
    "ROLE_ENDED",
    "ROLE_NAMES",
    "ApiKey",
    "Choice",
    "Credential",
    "Feedback",
    "GrantRow",
    "Scope",
    "accounts_seen",
    "actor_for",
    "actor_from_key",
    "answer_feedback",
    "approve_role",
    "close_credential",
    "close_key",
    "credential_name",
    "credential_names",
    "end_role",
    "first_administrator",
    "give_key",
    "give_role",
    "grants_of",
    "narrowing",
    "open_credential",
    "reset_password",
    "roles_of",
    "say_about_platform",
]
